import type { Channel } from '../analysis.ts';
import { durationSeconds, merge, type TimeSpan } from '../timespan.ts';

const FRAME_SECONDS = 0.01;
/** The detector answers every 32 ms, and hears a faint consonant late by up to this many frames. */
const REACH_FRAMES = 20;
/** So many frames of the speech beside an edge say how loud it is … */
const INSIDE_FRAMES = 50;
/** … and those from the reach up to here how loud the silence is; fewer than so many say nothing. */
const OUTSIDE_FRAMES = 48;
const LEAST_OUTSIDE_FRAMES = 5;
/** The closure of a consonant is shorter than this, and no end: 70 ms. */
const CLOSURE_FRAMES = 7;
/** Sound is what rises so far over the silence … */
const OVER_SILENCE = 10 ** (5 / 10);
/** … and is at most so far under the loudest of the speech: the rest is the room. */
const UNDER_SPEECH = 10 ** (-35 / 10);

/**
 * Moves the edges of speech to where its sound begins and ends, by 0.2 s at most: up to the last of the 10 ms frames that
 * lie 5 dB over the silence beside the edge and at most 35 dB under the speech beside it, over holes of less than 70 ms.
 * The detector knows that somebody speaks, the level knows since when. An edge stays with less than 0.25 s of silence
 * beside it, and where the silence is as loud as the speech; none moves out of the span of `stretches` (time without
 * tones) it lies in.
 */
export function soundEdges(channel: Channel, speech: readonly TimeSpan[], stretches: readonly TimeSpan[]): TimeSpan[] {
  return merge(
    speech.map((span, index) => {
      const stretch = stretches.find(({ start, end }) => start <= span.start && end >= span.end);
      if (!stretch) return span;
      const before = { start: Math.max(stretch.start, speech[index - 1]?.end ?? stretch.start), end: span.start };
      const after = { start: span.end, end: Math.min(stretch.end, speech[index + 1]?.start ?? stretch.end) };
      const start = span.start - FRAME_SECONDS * shift(channel, span.start, -1, before);
      const end = span.end + FRAME_SECONDS * shift(channel, span.end, 1, after);
      return start < end ? { start, end } : span;
    }),
  );
}

/** By how many frames the sound goes on beyond an edge; negative where it ends before. `outward`: -1 to earlier times. */
function shift(channel: Channel, edgeSeconds: number, outward: -1 | 1, silence: TimeSpan): number {
  const size = Math.round(FRAME_SECONDS * channel.sampleRateHz);
  const outside = Math.min(OUTSIDE_FRAMES, Math.floor(durationSeconds(silence) / FRAME_SECONDS));
  if (outside < REACH_FRAMES + LEAST_OUTSIDE_FRAMES) return 0;
  const edge = Math.round(edgeSeconds * channel.sampleRateHz);
  const [back, forth] = outward < 0 ? [outside, INSIDE_FRAMES] : [INSIDE_FRAMES, outside];
  const samples = channel.read(edge - back * size, edge + forth * size);
  /** Power of frame `k` counted outward from the edge: 0 is the first beyond it, -1 the last before it. */
  const power = (k: number): number => {
    const first = (outward > 0 ? back + k : back - k - 1) * size;
    let sum = 0;
    for (let i = first; i < first + size; i++) sum += samples[i]! * samples[i]!;
    return sum;
  };
  const powers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => power(from + index));
  const quiet = powers(REACH_FRAMES, outside).sort((a, b) => a - b);
  const loudest = Math.max(...powers(-INSIDE_FRAMES, 0));
  const least = Math.max(quiet[quiet.length >> 1]! * OVER_SILENCE, loudest * UNDER_SPEECH);
  let moved = 0;
  for (let k = 0; k < REACH_FRAMES && k - moved < CLOSURE_FRAMES; k++) if (power(k) > least) moved = k + 1;
  if (moved === 0) while (moved > -REACH_FRAMES && power(moved - 1) <= least) moved--;
  // No sound as far as it may move: the level does not tell speech from what is beside it.
  return moved === -REACH_FRAMES ? 0 : moved;
}
