import { sampleRange } from '../audio/blocks.ts';
import { resampled } from '../audio/resample.ts';
import { durationSeconds, padAll, pieces, totalSeconds } from '../timespan.ts';
import { intensityDbfs, STEP_SECONDS } from './intensity.ts';
import { speechLevel } from './level.ts';
import type { MeasuredChannel } from './measure.ts';
import { PITCH_RATE_HZ, periodicity } from './pitch-candidates.ts';

/** The intensity must fall by this much before and after a nucleus. */
const DIP_DB = 2;
/** Nuclei this far below the level of the speech are its decay, or the other side's leak. */
const GATE_DB = 20;
/** A nucleus fits a period at least this well. */
const LEAST_PERIODICITY = 0.45;
/** The rise of the first syllable and the fall of the last one lie a little outside of the speech. */
const MARGIN_SECONDS = 0.1;
const BLOCK_SECONDS = 30;
/** Less speech has no rate worth a number. */
const SHORTEST_SECONDS = 5;

/** Syllables counted in the sound, without words. */
export interface SyllableNuclei {
  /** Where they are: seconds of the call, rising. */
  times: number[];
  count: number;
  /** Per minute of speech. */
  perMinute: number;
}

/**
 * Syllable nuclei of a participant (after de Jong & Wempe, Behavior Research Methods 41, 2009): peaks of the intensity in
 * their speech that stand at least 2 dB out of the dips on both sides, are voiced, and lie at most 20 dB below the level
 * of the speech (they take 25 dB below the loudest hundredth of the recording, which is about the same). Close syllables
 * without a dip between them are one nucleus, so the count stays below that of syllables, more so in fast talk. Null with less than 5 s of speech, and for digital silence.
 */
export function syllableNuclei(channel: MeasuredChannel, durationOfCallSeconds: number): SyllableNuclei | null {
  const level = speechLevel(channel);
  const seconds = totalSeconds(channel.speech);
  if (level === null || seconds < SHORTEST_SECONDS) return null;
  const signal = resampled(channel.signal, PITCH_RATE_HZ);
  const around = padAll(channel.speech, MARGIN_SECONDS, { start: 0, end: durationOfCallSeconds });
  const times: number[] = [];
  for (const block of around.flatMap((span) => pieces(span, Math.min(BLOCK_SECONDS, durationSeconds(span))))) {
    const { start, end } = sampleRange(signal, block);
    const samples = signal.read(start, end);
    for (const peak of peaksOf(intensityDbfs(samples, PITCH_RATE_HZ), level - GATE_DB))
      if (periodicity(samples, peak * STEP_SECONDS) >= LEAST_PERIODICITY) times.push(block.start + peak * STEP_SECONDS);
  }
  return { times, count: times.length, perMinute: (60 * times.length) / seconds };
}

/** Indices of the tops between dips of 2 dB, the ends counting as dips; those below `leastDbfs` are left out. */
function peaksOf(intensity: Float32Array, leastDbfs: number): number[] {
  const found: number[] = [];
  let top = 0;
  let bottom = Number.POSITIVE_INFINITY;
  let rising = false;
  for (const [index, value] of intensity.entries()) {
    if (rising ? value > intensity[top]! : value >= bottom + DIP_DB) {
      top = index;
      rising = true;
    } else if (rising && value <= intensity[top]! - DIP_DB) {
      if (intensity[top]! >= leastDbfs) found.push(top);
      rising = false;
      bottom = value;
    } else if (!rising) bottom = Math.min(bottom, value);
  }
  if (rising && intensity[top]! >= leastDbfs) found.push(top);
  return found;
}
