/** Which frame of a video is seen when. Pure; frames are taken to be evenly spaced. */

export const VIDEO = "video/mp4";

/** The frame, from 0, that is seen `seconds` after the start. */
export function frameAt(seconds: number, count: number, duration: number): number {
  if (duration <= 0) return 0;
  return Math.min(count - 1, Math.max(0, Math.floor((seconds / duration) * count)));
}

/** The frame that begins `seconds` after the start, as a player names the one it has just shown. */
export function frameFrom(seconds: number, count: number, duration: number): number {
  return frameAt(seconds + duration / (2 * Math.max(1, count)), count, duration);
}

/** A moment in the middle of a frame, so that rounding cannot show its neighbour. */
export function timeOf(frame: number, count: number, duration: number): number {
  return ((frame + 0.5) / Math.max(1, count)) * duration;
}
