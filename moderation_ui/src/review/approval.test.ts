import { describe, expect, it } from "vitest";
import type { ReviewMedium } from "../api/types";
import { approvalBlock, seenKey } from "./approval";

const medium = (position: number, more: Partial<ReviewMedium> = {}): ReviewMedium => ({
  id: `m${position}`,
  position,
  media_type: "image/png",
  modality: "XC",
  state: "obscured",
  width: 10,
  height: 10,
  revision: 0,
  flagged: false,
  findings: [],
  frame_count: 0,
  moments: [],
  frames: [],
  ...more,
});

describe("approval", () => {
  const media = [medium(0), medium(1)];
  const item = { media, ready: true };

  it("waits until every medium was looked at", () => {
    expect(approvalBlock(item, new Set(), false)).toBe("Look at images 1, 2 first.");
    expect(approvalBlock(item, new Set(["m0:0"]), false)).toBe("Look at image 2 first.");
    expect(approvalBlock(item, new Set(media.map(seenKey)), false)).toBeNull();
  });

  it("waits for a look at the newest revision", () => {
    const revised = { media: [medium(0, { revision: 1 }), medium(1)], ready: true };
    expect(approvalBlock(revised, new Set(media.map(seenKey)), false)).toMatch(/image 1/);
  });

  it("waits for changes to be sent and burned in", () => {
    const seen = new Set(media.map(seenKey));
    expect(approvalBlock(item, seen, true)).toMatch(/sent/);
    expect(approvalBlock({ ...item, ready: false }, seen, false)).toMatch(/burned/);
  });

  it("waits until a region that is being drawn is finished", () => {
    const seen = new Set(media.map(seenKey));
    expect(approvalBlock(item, seen, false, "there", true)).toMatch(/Finish or remove/);
  });

  it("waits for the texts as they would be published", () => {
    const seen = new Set(media.map(seenKey));
    expect(approvalBlock(item, seen, false, "coming")).toMatch(/being made/);
    expect(approvalBlock(item, seen, false, "refused")).toMatch(/cannot be published/);
    expect(approvalBlock(item, seen, false, "there")).toBeNull();
  });
});
