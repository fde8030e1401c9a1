/** Which parts of the house an account sees. The API decides; this only hides closed doors. */

import type { Account, Role } from "../api/types";

export type AreaName = "uploads" | "library" | "review" | "checks" | "operations";

export interface Area {
  name: AreaName;
  path: string;
  label: string;
  roles: readonly Role[];
}

export const AREAS: readonly Area[] = [
  { name: "review", path: "/review", label: "Review", roles: ["moderator"] },
  { name: "checks", path: "/checks", label: "Checks", roles: ["verification_officer"] },
  {
    name: "operations",
    path: "/operations",
    label: "Operations",
    roles: ["operator", "administrator"],
  },
  { name: "uploads", path: "/uploads", label: "Uploads", roles: ["clinician"] },
  {
    name: "library",
    path: "/library",
    label: "Library",
    roles: ["clinician", "moderator", "administrator"],
  },
];

const CONSOLE = ["/review", "/checks", "/operations"];

export function mayEnter(account: Account, area: Area): boolean {
  return area.roles.some((role) => account.roles.includes(role));
}

export function areasOf(account: Account): Area[] {
  return AREAS.filter((area) => mayEnter(account, area));
}

/** Where an account starts: its duty before its own things. */
export function homeOf(account: Account): string {
  return areasOf(account)[0]?.path ?? "/account";
}

/** The staff's pages are dark whatever the system says: images are judged there. */
export function isConsole(pathname: string): boolean {
  return CONSOLE.some((path) => pathname === path || pathname.startsWith(`${path}/`));
}
