import type { Channel, LineSilence, Participant } from '../analysis.ts';
import { contains, padAll, type TimeSpan } from '../timespan.ts';

/** A side of the call with its sound. */
export interface Side {
  participant: Participant;
  /** Span list. */
  speech: readonly TimeSpan[];
  signal: Channel;
}

const FRAME_SECONDS = 0.02;
/** How far back from the end a line is looked at. */
const WINDOW_SECONDS = 20;
/** No line that is open is so quiet: A-law's own silence is 8 of 32,768, mu-law's 0. */
const DEAD_PEAK = 16 / 32_768;
/** A shorter end is what the recorder cuts off. */
const LEAST_SECONDS = 0.3;
/** So much of the line outside of speech must have been alive before, or else silence is how this line always is. */
const LEAST_LIVE_SHARE = 0.8;
/** Less than this outside of speech does not say what the line is like. */
const LEAST_KNOWN_SECONDS = 0.5;
/** The edges of speech sound on beyond it. */
const AROUND_SPEECH_SECONDS = 0.2;

/**
 * The lines that fall silent for good before the recording ends: nothing but digital silence from `start` on, on a line
 * that carried noise before. It is what is left of a leg that was hung up while the other one was still recorded. A line
 * that is silent between words all along (noise suppression, discontinuous transmission, made sound) is never among them.
 */
export function lineSilences(sides: readonly Side[]): LineSilence[] {
  return sides.flatMap(({ participant, speech, signal }) => {
    const start = silentFrom(signal, speech);
    return start === null ? [] : [{ participant, start }];
  });
}

function silentFrom(signal: Channel, speech: readonly TimeSpan[]): number | null {
  const { length, sampleRateHz } = signal;
  const frame = Math.round(FRAME_SECONDS * sampleRateHz);
  const first = Math.max(0, length - Math.round(WINDOW_SECONDS * sampleRateHz));
  const samples = signal.read(first, length);
  const frames = Math.floor(samples.length / frame);
  // Frames count from the end, so that the last one is whole.
  const offset = samples.length - frames * frame;
  const isDead = (index: number) =>
    samples.subarray(offset + index * frame, offset + (index + 1) * frame).every((one) => Math.abs(one) <= DEAD_PEAK);
  const secondsAt = (index: number) => (first + offset + index * frame) / sampleRateHz;

  let from = frames;
  while (from > 0 && isDead(from - 1)) from--;
  if ((frames - from) * FRAME_SECONDS < LEAST_SECONDS) return null;
  const around = padAll(speech, AROUND_SPEECH_SECONDS, { start: 0, end: length / sampleRateHz });
  const pauses = Array.from({ length: from }, (_, index) => index).filter(
    (index) => !around.some((span) => contains(span, secondsAt(index))),
  );
  const live = pauses.filter((index) => !isDead(index)).length;
  if (pauses.length * FRAME_SECONDS < LEAST_KNOWN_SECONDS || live < LEAST_LIVE_SHARE * pauses.length) return null;
  return secondsAt(from);
}
