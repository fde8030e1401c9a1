import { describe, expect, it } from "vitest";
import { healthSentence } from "./verdict";

const house = { healthy: true, pool_size: 4, stopped_stages: [] };

describe("the state of the house", () => {
  it("names the stages that were stopped, whatever else is well", () => {
    const words = healthSentence({ ...house, stopped_stages: ["strip_phi", "obscure_faces"] });
    expect(words).toContain("Strip phi, Obscure faces");
  });

  it("speaks of stages only where this site runs them", () => {
    expect(healthSentence(house)).toContain("No stage is stopped");
    expect(healthSentence({ ...house, pool_size: 0 })).not.toContain("No stage");
    expect(healthSentence({ ...house, pool_size: 0, healthy: false })).toContain("storage");
  });
});
