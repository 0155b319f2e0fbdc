import type { Channel } from '../../src/analysis.ts';
import { durationSeconds, merge, type TimeSpan } from '../../src/timespan.ts';

const FRAME_SECONDS = 0.01;
/** Speech is within so many dB of the loud frames, as in the truth of the sample calls, … */
const UNDER_LOUD_DB = 38;
/** … and so far over the quiet ones. */
const OVER_QUIET_DB = 10;
const HOLE_SECONDS = 0.2;
const SHORTEST_SECONDS = 0.1;

/**
 * Where the sound of a clean recording of speech alone is, by its level: 10 ms frames at most 38 dB below the 99th
 * percentile and at least 10 dB above the 10th, over holes of 0.2 s. Knows nothing of the detector it is compared with.
 */
export function energyTruth(channel: Channel): TimeSpan[] {
  const size = Math.round(FRAME_SECONDS * channel.sampleRateHz);
  const samples = channel.read(0, channel.length);
  const levels = Array.from({ length: Math.floor(samples.length / size) }, (_, frame) => {
    const squares = samples
      .subarray(frame * size, (frame + 1) * size)
      .reduce((sum, sample) => sum + sample * sample, 0);
    return 10 * Math.log10(squares / size);
  });
  const sorted = levels.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!;
  const least = Math.max(at(0.99) - UNDER_LOUD_DB, at(0.1) + OVER_QUIET_DB);
  const loud = levels.flatMap((level, frame) =>
    level >= least ? [{ start: frame * FRAME_SECONDS, end: (frame + 1) * FRAME_SECONDS }] : [],
  );
  return merge(loud, HOLE_SECONDS).filter((span) => durationSeconds(span) >= SHORTEST_SECONDS);
}
