import { describe, expect, it } from "vitest";
import { activeFacets, searchFrom, withPart } from "./search";

describe("a search in the address", () => {
  it("is read from the parameters that the library knows", () => {
    const params = new URLSearchParams("q=rash&specialty=dermatology&sex=&evil=1");
    expect(searchFrom(params)).toEqual({ q: "rash", specialty: "dermatology" });
  });

  it("changes one part at a time", () => {
    const params = new URLSearchParams("q=rash&sex=male");
    expect(withPart(params, "sex", "").toString()).toBe("q=rash");
    expect(withPart(params, "modality", "CT").get("modality")).toBe("CT");
    expect(params.toString()).toBe("q=rash&sex=male");
  });

  it("lists the filters that are on", () => {
    expect(activeFacets({ q: "x", sex: "male" })).toEqual([{ name: "sex", value: "male" }]);
  });
});
