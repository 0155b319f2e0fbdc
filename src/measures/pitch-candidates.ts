import { butterworth, filtered } from './biquad.ts';

/** Enough for the harmonics of every voice, and the rate of the telephone: one tracker for all recordings. */
export const PITCH_RATE_HZ = 8000;
export const FRAME_SECONDS = 0.02;
const HOP = PITCH_RATE_HZ * FRAME_SECONDS;
/** Voices of men, women and children. The lowest decides how far a frame reaches. */
const LOWEST_HZ = 60;
const HIGHEST_HZ = 450;
const SHORTEST_LAG = Math.floor(PITCH_RATE_HZ / HIGHEST_HZ);
const LONGEST_LAG = Math.ceil(PITCH_RATE_HZ / LOWEST_HZ);
/** Samples compared: 30 ms. */
const COMPARED = 240;
const REACH = COMPARED + LONGEST_LAG + 1;
/** Peaks lower than this are chance; more than this many of a frame are never the pitch. */
const LEAST_SCORE = 0.3;
const MOST_CANDIDATES = 5;
/** Twice the period fits as well as the period itself: what an octave down must be better by. */
const OCTAVE_COST = 0.03;
/** Of the envelope only what can be a pitch is kept; every fourth sample holds all of that. */
const PITCH_BAND = [butterworth('highPass', 50, PITCH_RATE_HZ), butterworth('lowPass', HIGHEST_HZ, PITCH_RATE_HZ)];
const ENVELOPE_STEP = 4;
/** How much the envelope counts: more is fooled by voices that alternate strong and weak periods. */
const ENVELOPE_SHARE = 0.25;

/** A period a frame may have, in octaves (log2 of the samples), and how well it fits, 1 for perfectly. */
export interface PitchCandidate {
  octaves: number;
  score: number;
}

/**
 * What periods each frame (every 20 ms) of a signal may have: peaks of the normalised cross-correlation (Talkin, RAPT,
 * 1995) at lags of 60…450 Hz. A quarter of it is that of the envelope, the rectified signal between 50 and 450 Hz: it
 * brings back the fundamental that the telephone band leaves out, and is not fooled by formants (after Kasi & Zahorian,
 * YAAPT, 2002). Frames quieter than `leastPower` have none.
 */
export function pitchCandidates(samples: Float32Array, leastPower: number): PitchCandidate[][] {
  const envelope = filtered(
    samples.map((sample) => Math.abs(sample)),
    PITCH_BAND,
  );
  const scores = new Float32Array(LONGEST_LAG + 2);
  const frames = Math.max(0, Math.floor((samples.length - REACH) / HOP) + 1);
  return Array.from({ length: frames }, (_, index) => {
    const start = index * HOP;
    if (power(samples, start) < leastPower) return [];
    scores.fill(0);
    addCorrelation(samples, start, scores, 1, 1 - ENVELOPE_SHARE);
    addCorrelation(envelope, start, scores, ENVELOPE_STEP, ENVELOPE_SHARE);
    return peaksOf(scores);
  });
}

/** How well the best period fits the frame around a moment of a signal, 0 (none) to 1, see `pitchCandidates`. */
export function periodicity(samples: Float32Array, seconds: number): number {
  const start = Math.max(0, Math.min(samples.length - REACH, Math.round(seconds * PITCH_RATE_HZ - REACH / 2)));
  return pitchCandidates(samples.subarray(start, start + REACH), 0)[0]?.[0]?.score ?? 0;
}

function power(samples: Float32Array, start: number): number {
  let sum = 0;
  for (let i = start; i < start + REACH; i++) sum += samples[i]! * samples[i]!;
  return sum / REACH;
}

/** Adds a share of the normalised cross-correlation of the frame with itself, for each lag, of every `step`th product. */
function addCorrelation(signal: Float32Array, start: number, scores: Float32Array, step: number, share: number): void {
  sumProducts(signal, start, step);
  let own = 0;
  let other = 0;
  for (let i = 0; i < COMPARED; i++) {
    own += frame[i]! * frame[i]!;
    other += frame[i + SHORTEST_LAG - 1]! * frame[i + SHORTEST_LAG - 1]!;
  }
  for (let lag = SHORTEST_LAG - 1; lag <= LONGEST_LAG; lag++) {
    const both = Math.sqrt(own * other);
    if (both > 0) scores[lag]! += (share * step * products[lag]!) / both;
    const [first, next] = [frame[lag]!, frame[lag + COMPARED]!];
    other = Math.max(0, other + next * next - first * first);
  }
}

/** The frame at hand, as doubles: samples are read from it a hundred times. */
const frame = new Float64Array(REACH);
/** Of each lag. */
const products = new Float64Array(LONGEST_LAG + 4);

/** The sum of every `step`th product of the frame with itself, for each lag. */
function sumProducts(signal: Float32Array, start: number, step: number): void {
  for (let i = 0; i < REACH; i++) frame[i] = signal[start + i]!;
  // Four lags at a time: they share what they read, and no sum waits for the one before it.
  for (let lag = SHORTEST_LAG - 1; lag <= LONGEST_LAG; lag += 4) {
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    for (let i = 0; i < COMPARED; i += step) {
      const sample = frame[i]!;
      sum0 += sample * frame[i + lag]!;
      sum1 += sample * frame[i + lag + 1]!;
      sum2 += sample * frame[i + lag + 2]!;
      sum3 += sample * frame[i + lag + 3]!;
    }
    products[lag] = sum0;
    products[lag + 1] = sum1;
    products[lag + 2] = sum2;
    products[lag + 3] = sum3;
  }
}

function peaksOf(scores: Float32Array): PitchCandidate[] {
  const found: PitchCandidate[] = [];
  for (let lag = SHORTEST_LAG; lag < LONGEST_LAG; lag++) {
    const [before, here, after] = [scores[lag - 1]!, scores[lag]!, scores[lag + 1]!];
    if (here < LEAST_SCORE || here < before || here <= after) continue;
    // The top of the parabola through the three: peaks between two samples look lower than those on one.
    const offset = (before - after) / (2 * (before - 2 * here + after));
    const top = here - ((before - after) * offset) / 4;
    const octaves = Math.log2(lag + offset);
    found.push({ octaves, score: top - OCTAVE_COST * (octaves - Math.log2(SHORTEST_LAG)) });
  }
  return found.sort((a, b) => b.score - a.score).slice(0, MOST_CANDIDATES);
}
