/** A library search as it stands in the address, so that it can be shared and gone back to. */

import type { CaseQuery, Facets } from "../api/types";

export type FacetName = keyof Facets;
export type Search = Pick<CaseQuery, "q" | FacetName>;

export const FACETS: readonly { name: FacetName; label: string }[] = [
  { name: "specialty", label: "Specialty" },
  { name: "body_region", label: "Body region" },
  { name: "modality", label: "Modality" },
  { name: "age_band", label: "Age band" },
  { name: "sex", label: "Sex" },
];

export function searchFrom(params: URLSearchParams): Search {
  const entries = ["q", ...FACETS.map(({ name }) => name)]
    .map((name) => [name, params.get(name)] as const)
    .filter(([, value]) => value);
  return Object.fromEntries(entries) as Search;
}

/** The search with one part set, or taken out when `value` is empty. */
export function withPart(
  params: URLSearchParams,
  name: FacetName | "q",
  value: string,
): URLSearchParams {
  const next = new URLSearchParams(params);
  if (value) next.set(name, value);
  else next.delete(name);
  return next;
}

export function activeFacets(search: Search): { name: FacetName; value: string }[] {
  return FACETS.flatMap(({ name }) => {
    const value = search[name];
    return value ? [{ name, value }] : [];
  });
}
