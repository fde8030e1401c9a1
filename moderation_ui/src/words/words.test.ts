import { describe, expect, it } from "vitest";
import { sizeOf } from "./bytes";
import { framesLabel, namingOf, shownNumber } from "./findings";
import { countdown, momentOf, timeAgo, waitOf } from "./time";
import { caseLabel, labelOf, mediumLabel, patientLabel } from "./vocabulary";

const NOW = Date.parse("2026-11-20T12:00:00Z");
const secondsAgo = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();

describe("times", () => {
  it.each([
    [10, "just now"],
    [50, "1 minute ago"],
    [60 * 5, "5 minutes ago"],
    [3600 * 3, "3 hours ago"],
    [86_400, "yesterday"],
  ])("%i seconds ago reads %s", (seconds, words) => {
    expect(timeAgo(secondsAgo(seconds), NOW)).toBe(words);
  });

  it.each([
    [20, "now"],
    [60 * 59, "59m"],
    [60 * 65, "1h 05m"],
    [86_400 * 2 + 3600, "2d 1h"],
  ])("a wait of %i seconds reads %s", (seconds, words) => {
    expect(waitOf(secondsAgo(seconds), NOW)).toBe(words);
  });

  it("counts down to zero and not below", () => {
    expect(countdown(secondsAgo(-125), NOW)).toBe("2:05");
    expect(countdown(secondsAgo(5), NOW)).toBe("0:00");
  });
});

describe("frames", () => {
  const even = { count: 250, seconds: 10, moments: [] };

  it("of a video are told by their time, from the first until the last is over", () => {
    expect(framesLabel([52, 134], 250, even)).toBe("0:02.1\u00a0–\u00a00:05.4");
    expect(framesLabel([0, 249], 250, even)).toBe("0:00.0\u00a0–\u00a00:10.0");
  });

  it("of an uneven one are told by their own times", () => {
    const film = { count: 4, seconds: 3, moments: [0, 100, 2000, 2500] };
    expect(framesLabel([1, 2], 4, film)).toBe("0:00.1\u00a0–\u00a00:02.5");
    expect(framesLabel([3, 3], 4, film)).toBe("0:02.5\u00a0–\u00a00:03.0");
  });

  it("of anything else are told by their number", () => {
    expect(framesLabel([2, 4], 9)).toBe("frames 3–5");
    expect(framesLabel([2, 2], 9)).toBe("frame 3");
    expect(framesLabel(null, 250, even)).toBe("all frames");
    expect(framesLabel(null, 1)).toBe("");
  });

  it("are at moments that roll over", () => {
    expect(["0:59.9", "1:00.0", "61:01.5"]).toEqual([59.94, 59.96, 3661.5].map(momentOf));
  });
});

describe("labels", () => {
  it("counts what is drawn, not what was taken out unseen", () => {
    const region = { x: 0, y: 0, w: 1, h: 1 };
    const findings = [
      { number: 0, region: null },
      { number: 1, region },
      { number: 2, region: null },
      { number: 3, region },
    ];
    expect([1, 3].map((number) => shownNumber(number, findings))).toEqual([1, 2]);
  });

  it("calls a camera's picture that moves a video", () => {
    expect(mediumLabel("XC", true)).toBe("Video");
    expect(mediumLabel("XC", false)).toBe("Photo");
    expect(mediumLabel("US", true)).toBe("Ultrasound");
  });

  it("says of what is unsure why it is covered, and of all else who says so", () => {
    const found = { detector: "yunet", subject: null, reason: "turned_face" } as const;
    expect(namingOf({ ...found, tier: "check" })).toEqual({
      label: "A face only when turned",
      hint: "Seen by YuNet",
    });
    expect(namingOf({ ...found, tier: "sure" })).toEqual({
      label: "Seen by YuNet",
      hint: "A face only when turned",
    });
    expect(namingOf({ ...found, tier: "check", reason: null })).toEqual({
      label: "Seen by YuNet",
      hint: "",
    });
  });

  it("calls a filter for what cameras make by all that it finds", () => {
    expect(labelOf("XC")).toBe("Photo or video");
  });

  it("says on a case's card what is in it, as far as counts tell", () => {
    const card = (modalities: string[], media: number, videos: number) =>
      caseLabel({ modalities, media, videos });
    expect(card(["XC"], 2, 0)).toBe("Photo");
    expect(card(["XC"], 1, 1)).toBe("Video");
    expect(card(["XC"], 2, 1)).toBe("Photo or video");
    expect(card(["CT", "XC"], 2, 0)).toBe("CT · Photo");
  });

  it("has a label for values it does not know", () => {
    expect(labelOf("knee_leg")).toBe("Knee & leg");
    expect(labelOf("sports_medicine")).toBe("Sports medicine");
  });

  it("leaves out what is not stated about the patient", () => {
    expect(patientLabel({ age_band: "adult_40_64", sex: "female" })).toBe("Adult 40–64, female");
    expect(patientLabel({ age_band: "unknown", sex: "male" })).toBe("Male");
    expect(patientLabel({ age_band: "unknown", sex: "unknown" })).toBe("");
  });

  it("writes sizes", () => {
    expect(sizeOf(812)).toBe("812 B");
    expect(sizeOf(3_140_000)).toBe("3.1 MB");
  });
});
