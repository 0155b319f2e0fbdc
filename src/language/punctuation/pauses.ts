import type { Segment } from '../../analysis.ts';
import {
  complement,
  contains,
  durationSeconds,
  gapSeconds,
  intersect,
  type TimeSpan,
  totalSeconds,
} from '../../timespan.ts';
import type { Pause } from './marks.ts';

/** A shorter stretch without sound is part of a word. */
const LEAST_PAUSE_SECONDS = 0.2;
/** A Latin letter takes about a third of the time of a Chinese character. */
const LETTER_SHARE = 1 / 3;

/** Seconds without speech between two segments of a channel, in whose spans there may be some margin. */
export function pauseBetween(earlier: Segment, later: Segment, speech: readonly TimeSpan[]): number {
  const seam = (earlier.end + later.start) / 2;
  const silences = complement(speech, { start: earlier.start, end: later.end });
  const silence = silences.find((one) => contains(one, seam));
  return silence ? durationSeconds(silence) : Math.max(0, gapSeconds(earlier, later));
}

/** The pauses inside a segment, each behind as much of the text as was spoken before it. */
export function pausesIn(segment: Segment, speech: readonly TimeSpan[]): Pause[] {
  const spoken = intersect(speech, [segment]);
  const total = totalSeconds(spoken);
  return spoken.slice(1).flatMap((after, index): Pause[] => {
    const seconds = gapSeconds(spoken[index]!, after);
    if (seconds < LEAST_PAUSE_SECONDS) return [];
    const share = totalSeconds(spoken.slice(0, index + 1)) / total;
    return [{ at: placeOfShare(segment.text, share), seconds, isExact: false }];
  });
}

function placeOfShare(text: string, share: number): number {
  const units = Array.from(text, (one) => (/\p{Script=Han}/u.test(one) ? 1 : /\s/.test(one) ? 0 : LETTER_SHARE));
  const wanted = share * units.reduce((sum, one) => sum + one, 0);
  let before = 0;
  let at = 0;
  for (const [index, one] of Array.from(text).entries()) {
    if (before + units[index]! / 2 >= wanted) break;
    before += units[index]!;
    at += one.length;
  }
  return at;
}
