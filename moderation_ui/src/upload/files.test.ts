import { describe, expect, it } from "vitest";
import { filesReducer, type Limits, previewOf, sentShare } from "./files";

const LIMITS: Limits = { maxBytes: 10, maxFiles: 2, taken: 0 };
const file = (name: string, size: number) => new File(["x".repeat(size)], name);
const added = (files: File[], limits = LIMITS) =>
  filesReducer([], { type: "added", files, limits });

describe("files of a new case", () => {
  it("are ready when they fit", () => {
    expect(added([file("a.jpg", 5)])).toMatchObject([{ state: "ready", problem: null }]);
  });

  it("are refused when empty, too large or too many", () => {
    const states = added([file("a", 0), file("b", 11), file("c", 1)]);
    expect(states.map((item) => item.state)).toEqual(["refused", "refused", "refused"]);
    expect(states[2]?.problem).toBe("A case may hold 2 files.");
  });

  it("count what is stored already", () => {
    const [one] = added([file("a", 1)], { ...LIMITS, taken: 2 });
    expect(one?.state).toBe("refused");
  });

  it("go from sending to stored, and can be refused on the way", () => {
    const [one] = added([file("a", 1)]);
    const key = one?.key ?? "";
    const sending = filesReducer(one ? [one] : [], { type: "sending", key, progress: 0.5 });
    expect(sending).toMatchObject([{ state: "sending", progress: 0.5 }]);
    expect(filesReducer(sending, { type: "stored", key, mediumId: "m" })).toMatchObject([
      { state: "stored", progress: 1, mediumId: "m" },
    ]);
    const refusal = { type: "refused", key, problem: "No.", retryable: false } as const;
    expect(filesReducer(sending, refusal)).toMatchObject([{ state: "refused", problem: "No." }]);
    expect(filesReducer(sending, { type: "removed", key })).toEqual([]);
  });
});

describe("the share that is sent", () => {
  it("goes by bytes, over all that was not refused", () => {
    const files = added([file("a", 2), file("b", 6), file("c", 1)], { ...LIMITS, maxBytes: 6 });
    const sending = { type: "sending", key: files[1]?.key ?? "", progress: 0.5 } as const;
    expect(sentShare(filesReducer(files, sending))).toBe(3 / 8);
    expect(sentShare([])).toBe(0);
  });
});

describe("previews", () => {
  it.each([
    ["a.jpg", "image/jpeg", "picture"],
    ["a.avif", "image/avif", "picture"],
    ["a.gif", "image/gif", "picture"],
    ["a.heic", "image/heic", "unshowable"],
    ["a.tif", "image/tiff", "unshowable"],
    ["a.mov", "video/quicktime", "video"],
    ["scan.dcm", "", "dicom"],
    ["IM000001", "", "dicom"],
  ] as const)("%s (%s) is %s", (name, type, preview) => {
    expect(previewOf({ name, type })).toBe(preview);
  });
});
