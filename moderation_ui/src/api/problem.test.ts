import { describe, expect, it } from "vitest";
import { ApiProblem, mayTryAgain, Unreachable, wordsFor } from "./problem";

const away = new ApiProblem(503, {
  code: "unavailable",
  detail: "Safelight cannot reach its storage just now.",
});
const broken = new ApiProblem(500, { code: "internal", detail: "Something went wrong." });
const refused = new ApiProblem(409, { code: "wrong_state", detail: "No longer possible." });
const proxy = new ApiProblem(503, null);

describe("what to say", () => {
  it("is what the API says, where it refuses or its storage is away", () => {
    expect(wordsFor(refused)).toBe("No longer possible.");
    expect(wordsFor(away)).toBe("Safelight cannot reach its storage just now.");
  });

  it("is our own sentence when the API does not know what happened", () => {
    expect(wordsFor(broken)).toMatch(/on its side/);
    expect(wordsFor(proxy)).toMatch(/on its side/);
    expect(wordsFor(new Unreachable())).toMatch(/cannot be reached/);
  });
});

describe("trying again", () => {
  it.each([away, broken, proxy, new Unreachable()])("may help after %s", (error) => {
    expect(mayTryAgain(error)).toBe(true);
  });

  it.each([refused, new Error("a bug here"), null])("cannot help after %s", (error) => {
    expect(mayTryAgain(error)).toBe(false);
  });
});
