import { complement, durationSeconds, intersect, merge, pad, type TimeSpan } from '../timespan.ts';
import { cutLong } from './cut.ts';
import type { SpeechProbabilities } from './silero.ts';

/** How probabilities become spans. Lengths in seconds. */
export interface SpanSettings {
  /** Speech starts at a frame with at least this probability, … */
  readonly onset: number;
  /** … and goes on until a frame falls below this one. */
  readonly offset: number;
  /** A shorter pause does not end a span. */
  readonly minSilenceSeconds: number;
  /** A shorter span, measured before padding, is dropped. */
  readonly minSpeechSeconds: number;
  /** Added on both sides. */
  readonly padSeconds: number;
  /** Longer spans are cut at their longest pause; null: never. */
  readonly maxSpanSeconds: number | null;
}

/**
 * For times: silences, overlap, latencies, talk time. A pause of a fifth of a second is a pause; a backchannel of a
 * tenth of a second counts; no margins, so that a silence is as long as it is.
 */
export const MEASURING: SpanSettings = {
  onset: 0.5,
  offset: 0.35,
  minSilenceSeconds: 0.2,
  minSpeechSeconds: 0.1,
  padSeconds: 0,
  maxSpanSeconds: null,
};

/**
 * For recognition: generous margins, so that no consonant is cut off, whole sentences rather than crumbs, and never
 * 30 s or more, where Whisper invents endings.
 */
export const RECOGNISING: SpanSettings = {
  onset: 0.5,
  offset: 0.35,
  minSilenceSeconds: 0.5,
  minSpeechSeconds: 0.2,
  padSeconds: 0.25,
  maxSpanSeconds: 28,
};

/**
 * Where somebody speaks, as a span list within the channel.
 *
 * @param excluded span list that is not speech whatever the detector says (call tones, hold music): nothing is joined
 *   across it and no margin reaches into it.
 * @returns an empty list for silence and for a channel without samples.
 */
export function speechSpans(
  probabilities: SpeechProbabilities,
  settings: SpanSettings,
  excluded: readonly TimeSpan[] = [],
): TimeSpan[] {
  const whole = { start: 0, end: probabilities.durationSeconds };
  const decided = withoutLag(decide(probabilities, settings.onset, settings.offset), probabilities.lag);
  return complement(merge(excluded), whole).flatMap((stretch) => {
    const raw = intersect(decided, [stretch]);
    const filled = fillGaps(raw, settings.minSilenceSeconds);
    const kept = dropShort(filled, settings.minSpeechSeconds);
    const padded = merge(kept.map((span) => pad(span, settings.padSeconds, stretch)));
    const max = settings.maxSpanSeconds;
    return max === null ? padded : padded.flatMap((span) => cutLong(span, raw, max));
  });
}

/** Hysteresis: a span opens at `onset` and closes below `offset`. Frames turned into seconds, nothing tidied. */
export function decide(probabilities: SpeechProbabilities, onset: number, offset: number): TimeSpan[] {
  const { values, frameSeconds, durationSeconds: end } = probabilities;
  const spans: TimeSpan[] = [];
  let openedAt: number | null = null;
  values.forEach((value, frame) => {
    if (openedAt === null && value >= onset) openedAt = frame;
    else if (openedAt !== null && value < offset) {
      spans.push({ start: openedAt * frameSeconds, end: frame * frameSeconds });
      openedAt = null;
    }
  });
  if (openedAt !== null) spans.push({ start: openedAt * frameSeconds, end });
  return spans;
}

/** Moves both edges to where the sound is; what is shorter than the difference was no speech. */
export function withoutLag(spans: readonly TimeSpan[], lag: SpeechProbabilities['lag']): TimeSpan[] {
  return spans
    .map(({ start, end }) => ({ start: Math.max(0, start - lag.startSeconds), end: end - lag.endSeconds }))
    .filter(({ start, end }) => start < end);
}

/** Joins spans whose pause is shorter than `minSilenceSeconds`. */
export function fillGaps(spans: readonly TimeSpan[], minSilenceSeconds: number): TimeSpan[] {
  // A pause of exactly the minimum stays a pause; the margin keeps frame borders clear of rounding.
  return merge(spans, minSilenceSeconds - 1e-6);
}

/** Drops spans shorter than `minSpeechSeconds`. */
export function dropShort(spans: readonly TimeSpan[], minSpeechSeconds: number): TimeSpan[] {
  return spans.filter((span) => durationSeconds(span) >= minSpeechSeconds - 1e-6);
}
