import { wilson, Z } from '../../quality/intervals.ts';

/** Below so many calls a figure is marked as resting on a small sample. */
export const SMALL_SAMPLE_CALLS = 10;
/** How sure intervals are. */
export const CONFIDENCE = 0.95;

/** Between what a figure may lie, given how few calls it rests on. */
export interface Interval {
  from: number;
  to: number;
}

/** A mean with what it rests on. */
export interface Mean {
  count: number;
  /** Null for none. */
  value: number | null;
  /** 95% interval of the mean by Student's t; null for fewer than two. */
  interval: Interval | null;
  small: boolean;
}

/** So many of so many. */
export interface Rate {
  hits: number;
  of: number;
  /** 0…1; null where nothing was judged. */
  share: number | null;
  /** 95% interval by Wilson. */
  interval: Interval | null;
  small: boolean;
}

/** Student's t for a two-sided 95% interval, by degrees of freedom from 1 on; then the normal distribution's. */
const T = [
  12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.2, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.1, 2.09, 2.09,
  2.08, 2.07, 2.07, 2.06, 2.06, 2.06, 2.05, 2.05, 2.05, 2.04,
];

/** The mean of scores 0…100 and its interval. */
export function meanOf(scores: readonly number[]): Mean {
  const sum = scores.reduce((total, score) => total + score, 0);
  const squares = scores.reduce((total, score) => total + score * score, 0);
  return meanFrom(scores.length, sum, squares);
}

/** The same from count, sum and sum of squares, as a database gives them. */
export function meanFrom(count: number, sum: number, squares: number): Mean {
  const value = count > 0 ? sum / count : null;
  const small = count < SMALL_SAMPLE_CALLS;
  if (value === null || count < 2) return { count, value, interval: null, small };
  const deviation = Math.sqrt(Math.max(0, squares - count * value * value) / (count - 1));
  const half = ((T[count - 2] ?? Z) * deviation) / Math.sqrt(count);
  return { count, value, interval: { from: Math.max(0, value - half), to: Math.min(100, value + half) }, small };
}

/** A share with its interval. */
export function rateOf(hits: number, of: number): Rate {
  const small = of < SMALL_SAMPLE_CALLS;
  const estimate = wilson(hits, of);
  if (estimate === null) return { hits, of, share: null, interval: null, small };
  return { hits, of, share: estimate.value, interval: { from: estimate.low, to: estimate.high }, small };
}

/** Scores by tens: 0 to below 10, …, 90 to 100. */
export const BINS = 10;

/** The bin a score 0…100 falls into. */
export function binOf(score: number): number {
  return Math.min(BINS - 1, Math.max(0, Math.floor(score / 10)));
}
