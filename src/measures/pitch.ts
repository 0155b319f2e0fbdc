import type { Participant, Turn, TurnValue } from '../analysis.ts';
import { firstOf, intersect, merge, subtract, type TimeSpan, totalSeconds } from '../timespan.ts';
import { speechLevel } from './level.ts';
import type { MeasuredChannel } from './measure.ts';
import { percentile } from './percentile.ts';
import { FRAME_SECONDS } from './pitch-candidates.ts';
import { type PitchTrack, trackPitch } from './pitch-track.ts';

/** Less voiced time gives no median, and none of a turn; half of a vowel says nothing about a voice. */
const SHORTEST_VOICED_SECONDS = 3;
const SHORTEST_TURN_VOICED_SECONDS = 0.5;
/** Within less, a line through the pitch shows the melody of a sentence. */
const SHORTEST_SLOPE_SECONDS = 30;
/** Below the lower and above the upper quartile by so many semitones is an octave error (De Looze & Hirst 2008). */
const BELOW_SEMITONES = 6;
const ABOVE_SEMITONES = 8;

export interface PitchMeasures {
  medianPitchHz: number | null;
  /** Standard deviation over the voiced frames. */
  pitchSpreadSemitones: number | null;
  /** From the 5th to the 95th percentile of these frames. */
  pitchRangeSemitones: number | null;
  /** Rise of the straight line that fits these frames best, per minute of the call. */
  pitchSlopeSemitonesPerMinute: number | null;
  /** Median of the last third of the talk against that of the first third; positive: the voice rises. */
  pitchDriftSemitones: number | null;
  /** Median of each turn against the participant's own over the call. */
  turnPitchesSemitones: TurnValue[];
}

/**
 * Pitch of a participant: the fundamental frequency of voiced frames (see `trackPitch`) in which nobody else speaks.
 * Everything but the median is in semitones re the speaker's own median (12 log2 of the ratio), so that men and women
 * compare; the tones of Mandarin swing several semitones, so spreads compare within a language only. Frames 6 semitones
 * under the lower or 8 over the upper quartile are octave errors and left out. Null with less than 3 s of voiced frames
 * (the drift: in each third; the slope: within 30 s of the call), for whispering, noise and silence, and for several
 * people on one channel; turns need 0.5 s.
 */
export function pitchMeasures(
  channel: MeasuredChannel,
  othersSpeech: readonly TimeSpan[],
  turns: readonly Turn[],
  participant: Participant,
): PitchMeasures {
  const level = participant === 'mixed' ? null : speechLevel(channel);
  const alone = subtract(channel.speech, merge(othersSpeech));
  const track = plausible(trackPitch(channel.signal, level === null ? [] : alone, level ?? 0));
  const middle = medianIn(track, [{ start: 0, end: Number.POSITIVE_INFINITY }], SHORTEST_VOICED_SECONDS);
  if (middle === null) return NO_PITCH;
  const [first, last] = outerThirds(alone).map((third) => medianIn(track, third, SHORTEST_VOICED_SECONDS));
  return {
    medianPitchHz: 2 ** (middle / 12),
    pitchSpreadSemitones: deviation(track.semitones),
    pitchRangeSemitones: rangeOf(track.semitones),
    pitchSlopeSemitonesPerMinute: slopeOf(track),
    pitchDriftSemitones: first == null || last == null ? null : last - first,
    turnPitchesSemitones: turns.flatMap((turn, index) => {
      if (turn.participant !== participant) return [];
      const value = medianIn(track, intersect(turn.speech, channel.speech), SHORTEST_TURN_VOICED_SECONDS);
      return value === null ? [] : [{ turn: index, value: value - middle }];
    }),
  };
}

const NO_PITCH: PitchMeasures = {
  medianPitchHz: null,
  pitchSpreadSemitones: null,
  pitchRangeSemitones: null,
  pitchSlopeSemitonesPerMinute: null,
  pitchDriftSemitones: null,
  turnPitchesSemitones: [],
};

/** The track without octave errors: far from the middle half of its frames. */
function plausible({ seconds, semitones }: PitchTrack): PitchTrack {
  const sorted = semitones.toSorted();
  const lowest = percentile(sorted, 0.25) - BELOW_SEMITONES;
  const highest = percentile(sorted, 0.75) + ABOVE_SEMITONES;
  const isKept = (_: number, index: number) => semitones[index]! >= lowest && semitones[index]! <= highest;
  return { seconds: seconds.filter(isKept), semitones: semitones.filter(isKept) };
}

/** Median of the frames that begin in the spans, in semitones above 1 Hz; null with fewer voiced seconds than asked. */
function medianIn({ seconds, semitones }: PitchTrack, spans: readonly TimeSpan[], leastSeconds: number): number | null {
  const parts = spans.map(({ start, end }) => semitones.subarray(indexFrom(seconds, start), indexFrom(seconds, end)));
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.length > 0 && all.length * FRAME_SECONDS >= leastSeconds ? percentile(all.sort(), 0.5) : null;
}

/** Index of the first value that is not less, by bisection. */
function indexFrom(sorted: Float32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

function rangeOf(semitones: Float32Array): number {
  const sorted = semitones.toSorted();
  return percentile(sorted, 0.95) - percentile(sorted, 0.05);
}

/** Least squares, in semitones per minute; null for frames that all lie within half a minute. */
function slopeOf({ seconds, semitones }: PitchTrack): number | null {
  if (seconds.at(-1)! - seconds[0]! < SHORTEST_SLOPE_SECONDS) return null;
  const meanOf = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middle, mean] = [meanOf(seconds), meanOf(semitones)];
  let both = 0;
  let squares = 0;
  for (const [index, at] of seconds.entries()) {
    both += (at - middle) * (semitones[index]! - mean);
    squares += (at - middle) ** 2;
  }
  return (60 * both) / squares;
}

/** The first and the last third of the time in a span list. */
function outerThirds(spans: readonly TimeSpan[]): [TimeSpan[], TimeSpan[]] {
  const third = totalSeconds(spans) / 3;
  return [firstOf(spans, third), subtract(spans, firstOf(spans, 2 * third))];
}
