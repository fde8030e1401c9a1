/** The one way to the API. Types come from `schema.d.ts`, which is generated from `openapi.json`. */

import createClient from "openapi-fetch";
import { ApiProblem, Unreachable } from "./problem";
import type { paths } from "./schema";
import type { MediumView } from "./types";

/** Unsafe requests are refused without this header, so that no other site can make them. */
const GUARD = { "X-Safelight": "1" };

export const api = createClient<paths>({ headers: GUARD });

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Await a call; return its body, or throw an `ApiProblem` or `Unreachable`. */
export async function take<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new Unreachable();
  }
  if (!answer.response.ok) throw new ApiProblem(answer.response.status, answer.error);
  return answer.data as T;
}

/**
 * Store one file in a draft, telling how much of it is sent (0 to 1).
 *
 * `fetch` cannot report upload progress, so this is the one request made without it.
 */
export function storeMedium(
  submissionId: string,
  file: Blob,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<MediumView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/submissions/${submissionId}/media`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    for (const [name, value] of Object.entries(GUARD)) request.setRequestHeader(name, value);
    request.responseType = "json";
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as MediumView);
      else reject(new ApiProblem(request.status, request.response));
    };
    request.onerror = () => reject(new Unreachable());
    request.onabort = () => reject(new DOMException("Upload stopped", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}
