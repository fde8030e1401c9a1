/** The files of a case that is being made, as this page knows them. Pure; the sending is elsewhere. */

export interface LocalFile {
  key: string;
  file: File;
  state: "ready" | "sending" | "stored" | "refused";
  /** How much of it is sent, 0 to 1. */
  progress: number;
  /** Why it was refused, in words. */
  problem: string | null;
  /** Whether sending the very same bytes again can help. */
  retryable: boolean;
  /** The stored medium's id, once there is one. */
  mediumId: string | null;
}

export interface Limits {
  maxBytes: number;
  maxFiles: number;
  /** How many places are taken by what is stored already. */
  taken: number;
}

export type FileAction =
  | { type: "added"; files: File[]; limits: Limits }
  | { type: "removed"; key: string }
  | { type: "sending"; key: string; progress: number }
  | { type: "stored"; key: string; mediumId: string }
  | { type: "refused"; key: string; problem: string; retryable: boolean };

let lastKey = 0;

function localFile(file: File, problem: string | null): LocalFile {
  lastKey += 1;
  return {
    key: `file-${lastKey}`,
    file,
    state: problem ? "refused" : "ready",
    progress: 0,
    problem,
    retryable: false,
    mediumId: null,
  };
}

/** What can be said about a file without sending it; the API checks the same and more. */
function problemOf(file: File, place: number, limits: Limits): string | null {
  if (file.size === 0) return "The file is empty.";
  if (file.size > limits.maxBytes) return "The file is larger than an upload may be.";
  if (place >= limits.maxFiles) return `A case may hold ${limits.maxFiles} files.`;
  return null;
}

function changed(files: LocalFile[], key: string, change: Partial<LocalFile>): LocalFile[] {
  return files.map((item) => (item.key === key ? { ...item, ...change } : item));
}

export function filesReducer(files: LocalFile[], action: FileAction): LocalFile[] {
  switch (action.type) {
    case "added": {
      const { limits } = action;
      const start = limits.taken + files.filter((item) => item.state !== "refused").length;
      return [
        ...files,
        ...action.files.map((file, index) =>
          localFile(file, problemOf(file, start + index, limits)),
        ),
      ];
    }
    case "removed":
      return files.filter((item) => item.key !== action.key);
    case "sending":
      return changed(files, action.key, {
        state: "sending",
        progress: action.progress,
        problem: null,
      });
    case "stored":
      return changed(files, action.key, {
        state: "stored",
        progress: 1,
        mediumId: action.mediumId,
      });
    case "refused":
      return changed(files, action.key, {
        state: "refused",
        problem: action.problem,
        retryable: action.retryable,
      });
  }
}

/** How much of the files' bytes is sent, 0 to 1; what was refused is not on its way. */
export function sentShare(files: readonly LocalFile[]): number {
  let [sent, all] = [0, 0];
  for (const { file, state, progress } of files) {
    if (state === "refused") continue;
    sent += file.size * progress;
    all += file.size;
  }
  return all > 0 ? sent / all : 0;
}

export type Preview = "picture" | "video" | "dicom" | "unshowable";

/** How a file can be shown here: browsers draw no DICOM, no TIFF and, mostly, no HEIC. */
export function previewOf(file: { name: string; type: string }): Preview {
  if (file.type === "application/dicom" || /\.(dcm|dicom|ima)$/i.test(file.name)) return "dicom";
  if (/^image\/(jpeg|png|webp|gif|avif)$/.test(file.type)) return "picture";
  if (/^video\/(mp4|quicktime|webm)$/.test(file.type)) return "video";
  return file.type === "" && !/\.\w{2,4}$/.test(file.name) ? "dicom" : "unshowable";
}
