import { describe, expect, it } from "vitest";
import type { Account, Role } from "../api/types";
import { areasOf, homeOf, isConsole } from "./areas";

const account = (...roles: Role[]): Account => ({
  id: "00000000-0000-4000-8000-000000000000",
  email: "a@example.org",
  display_name: "A",
  roles,
  verification: "unverified",
});

describe("areas", () => {
  it.each([
    [["clinician"], "/uploads"],
    [["moderator"], "/review"],
    [["verification_officer"], "/checks"],
    [["operator"], "/operations"],
    [["clinician", "moderator"], "/review"],
    [[], "/account"],
  ] as [Role[], string][])("an account with %j starts at %s", (roles, path) => {
    expect(homeOf(account(...roles))).toBe(path);
  });

  it("shows nobody a door that is closed to them", () => {
    expect(areasOf(account("operator")).map((area) => area.name)).toEqual(["operations"]);
  });

  it("knows the console by its paths", () => {
    expect(isConsole("/review/1")).toBe(true);
    expect(isConsole("/reviewer")).toBe(false);
    expect(isConsole("/library")).toBe(false);
  });
});
