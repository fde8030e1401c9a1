import { describe, expect, it } from "vitest";
import type { Step } from "../api/types";
import { currentStep, stepPercent, stepSentence } from "./steps";

const way = (...states: Step["state"][]): Step[] =>
  (["received", "strip_phi", "obscure_faces", "review", "check", "library"] as const).map(
    (name, index) => ({ name, state: states[index] ?? "waiting", at: null, percent: null }),
  );

describe("the current step", () => {
  it("is the active one", () => {
    expect(currentStep(way("done", "active"))?.name).toBe("strip_phi");
  });

  it("is the failed one, whatever else is going on", () => {
    expect(currentStep(way("done", "failed", "active"))?.name).toBe("strip_phi");
  });

  it("is the last one done when nothing is going on", () => {
    const all = way("done", "done", "done", "done", "done", "done");
    expect(currentStep(all)?.name).toBe("library");
  });

  it("is none before anything happened", () => {
    expect(currentStep(way())).toBeUndefined();
  });
});

describe("sentences", () => {
  it("exist for every step in every state and end as sentences do", () => {
    for (const state of ["waiting", "active", "done", "failed"] as const) {
      for (const step of way(...Array<Step["state"]>(6).fill(state))) {
        expect(stepSentence(step)).toMatch(/^[A-Z].+\.$/);
      }
    }
  });
});

describe("progress", () => {
  const step: Step = { name: "obscure_faces", state: "active", at: null, percent: 40 };

  it("is told of the step under way", () => {
    expect(stepPercent(step)).toBe("40 %");
    expect(stepPercent({ ...step, percent: 0 })).toBe("0 %");
  });

  it("is not made up, nor told of what is over", () => {
    expect(stepPercent({ ...step, percent: null })).toBeUndefined();
    expect(stepPercent({ ...step, state: "failed" })).toBeUndefined();
  });
});
