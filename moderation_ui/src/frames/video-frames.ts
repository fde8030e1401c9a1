/** Which frame of a video is seen when. Pure. */

export const VIDEO = "video/mp4";

/** What must be known of a video to tell its frames apart. */
export interface Film {
  count: number;
  seconds: number;
  /** When each frame is shown, in milliseconds; empty where they are evenly spaced. */
  moments: readonly number[];
}

/** Moments are whole milliseconds; a player's are not. */
const SLACK = 0.001;

/** When a frame begins, in seconds; of the one behind the last, when the video is over. */
export function startOf(frame: number, { count, seconds, moments }: Film): number {
  const moment = moments[frame];
  if (moment !== undefined) return moment / 1000;
  return frame >= count ? seconds : (frame / Math.max(1, count)) * seconds;
}

/** A moment in the middle of a frame, so that rounding cannot show its neighbour. */
export function timeOf(frame: number, film: Film): number {
  return (startOf(frame, film) + startOf(frame + 1, film)) / 2;
}

/** The frame, from 0, that is seen `seconds` after the start. */
export function frameAt(seconds: number, film: Film): number {
  const { count, moments } = film;
  if (film.seconds <= 0) return 0;
  if (moments.length > 0) return lastUntil(seconds * 1000, moments);
  return Math.min(count - 1, Math.max(0, Math.floor((seconds / film.seconds) * count)));
}

/** The frame that begins `seconds` after the start, as a player names the one it has just shown. */
export function frameFrom(seconds: number, film: Film): number {
  const slack = film.moments.length > 0 ? SLACK : film.seconds / (2 * Math.max(1, film.count));
  return frameAt(seconds + slack, film);
}

/** The place of the last of ascending numbers that is not above a limit; 0 when all are. */
function lastUntil(limit: number, numbers: readonly number[]): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
