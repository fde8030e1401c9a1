import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useReducer, useRef } from "react";
import { api, storeMedium, take } from "../api/client";
import { hasCode, mayTryAgain, wordsFor } from "../api/problem";
import type { CaseTexts, SubmissionView } from "../api/types";
import { tellDone, tellFailed } from "../shell/notices";
import { rememberSubmission } from "../submissions/queries";
import { VOCABULARY_KEY } from "../words/queries";
import { filesReducer, type LocalFile } from "./files";

/** Some files were not taken; the tiles say which and why. */
export class FilesRefused extends Error {}

export interface Consent {
  consent: true;
  consent_version: string;
}

const openDraft = (texts: CaseTexts, consent: Consent) =>
  take(api.POST("/api/submissions", { body: { ...texts, ...consent } }));

const editTexts = (id: string, texts: CaseTexts) =>
  take(
    api.PUT("/api/submissions/{submission_id}/texts", {
      params: { path: { submission_id: id } },
      body: texts,
    }),
  );

const submitDraft = (id: string) =>
  take(
    api.POST("/api/submissions/{submission_id}/submit", {
      params: { path: { submission_id: id } },
    }),
  );

const discardMedium = (id: string, mediumId: string) =>
  take(
    api.DELETE("/api/submissions/{submission_id}/media/{medium_id}", {
      params: { path: { submission_id: id, medium_id: mediumId } },
    }),
  );

/**
 * Sends a case: draft first, then file by file, then the submission.
 *
 * Whatever was sent stays sent: after a failure the same call goes on where it stopped.
 */
export function useSending(draft: SubmissionView | null) {
  const queries = useQueryClient();
  const [files, dispatch] = useReducer(filesReducer, []);
  const draftId = useRef(draft?.id ?? null);
  const stop = useRef<AbortController | null>(null);

  useEffect(() => {
    const controller = new AbortController();
    stop.current = controller;
    return () => controller.abort();
  }, []);

  async function store(id: string, { key, file }: LocalFile): Promise<boolean> {
    dispatch({ type: "sending", key, progress: 0 });
    const signal = stop.current?.signal ?? AbortSignal.abort();
    try {
      const onProgress = (progress: number) => dispatch({ type: "sending", key, progress });
      const medium = await storeMedium(id, file, onProgress, signal);
      dispatch({ type: "stored", key, mediumId: medium.id });
      return true;
    } catch (error) {
      if (signal.aborted) throw error;
      dispatch({
        type: "refused",
        key,
        problem: wordsFor(error),
        retryable: mayTryAgain(error),
      });
      return false;
    }
  }

  const send = useMutation({
    mutationFn: async ({ texts, consent }: { texts: CaseTexts; consent: Consent }) => {
      const id = draftId.current;
      const submission = await (id ? editTexts(id, texts) : openDraft(texts, consent));
      draftId.current = submission.id;
      let complete = true;
      for (const file of files) {
        if (file.state === "stored") continue;
        const hopeless = file.state === "refused" && !file.retryable;
        if (hopeless || !(await store(submission.id, file))) complete = false;
      }
      if (!complete) throw new FilesRefused();
      return submitDraft(submission.id);
    },
    onSuccess: (submission) => {
      rememberSubmission(queries, submission);
      tellDone("Submitted. You can follow it here.");
    },
    onError: (error) => {
      void queries.invalidateQueries({ queryKey: ["submissions"] });
      if (hasCode(error, "consent_outdated")) {
        void queries.invalidateQueries({ queryKey: VOCABULARY_KEY });
      }
    },
  });

  const remove = useMutation({
    mutationFn: async (file: LocalFile) => {
      if (draftId.current && file.mediumId) await discardMedium(draftId.current, file.mediumId);
      dispatch({ type: "removed", key: file.key });
    },
    onError: (error) => tellFailed("Not removed", error),
  });

  return {
    files,
    send,
    add: (added: File[], limits: { maxBytes: number; maxFiles: number; taken: number }) =>
      dispatch({ type: "added", files: added, limits }),
    remove: remove.mutate,
    retry: (file: LocalFile) => {
      if (draftId.current) void store(draftId.current, file);
    },
  };
}

/** Takes a medium out of a draft. */
export function useDiscard(submissionId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (mediumId: string) => discardMedium(submissionId, mediumId),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["submissions"] }),
    onError: (error) => tellFailed("Not removed", error),
  });
}
