/** What can go wrong between this page and the API, and the words for it. */

import type { components } from "./schema";

type ProblemBody = Partial<components["schemas"]["Problem"]>;

/** The API answered with an RFC 9457 problem. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string | null;
  readonly fields: Record<string, string>;

  constructor(status: number, body: unknown) {
    const problem = isProblemBody(body) ? body : {};
    super(problem.title ?? "Something went wrong");
    this.name = "ApiProblem";
    this.status = status;
    this.code = problem.code ?? "unknown";
    this.detail = problem.detail ?? null;
    this.fields = problem.fields ?? {};
  }
}

/** The API did not answer at all: no network, or nobody is listening. */
export class Unreachable extends Error {
  constructor() {
    super("Safelight cannot be reached");
    this.name = "Unreachable";
  }
}

function isProblemBody(body: unknown): body is ProblemBody {
  return typeof body === "object" && body !== null && !Array.isArray(body);
}

/** One or two plain sentences for the person in front of the screen. */
export function wordsFor(error: unknown): string {
  if (error instanceof Unreachable) {
    return "Safelight cannot be reached. Check the connection and try again.";
  }
  if (error instanceof ApiProblem) {
    const told = error.status < 500 || error.code === "unavailable" ? error.detail : null;
    if (told) return told;
    if (error.status >= 500) return "Safelight had a problem on its side. Try again in a moment.";
    return error.message;
  }
  return "Something went wrong. Try again.";
}

/** Whether the very same request may succeed later: no answer, or one that blames our side. */
export function mayTryAgain(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof ApiProblem && error.status >= 500);
}

export function hasStatus(error: unknown, ...statuses: number[]): error is ApiProblem {
  return error instanceof ApiProblem && statuses.includes(error.status);
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof ApiProblem && error.code === code;
}

/** Field errors for a form, keyed by the last part of the field's path (`body.title` → `title`). */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(
    Object.entries(error.fields).map(([path, message]) => [
      path.split(".").at(-1) ?? path,
      message,
    ]),
  );
}
