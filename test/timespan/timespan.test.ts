import { describe, expect, it } from 'vitest';
import {
  complement,
  contains,
  durationSeconds,
  firstOf,
  gapSeconds,
  intersect,
  intersection,
  merge,
  overlapSeconds,
  pad,
  padAll,
  pieces,
  subtract,
  type TimeSpan,
  totalSeconds,
} from '../../src/timespan.ts';

const span = (start: number, end: number): TimeSpan => ({ start, end });
const spans = (...pairs: [number, number][]) => pairs.map(([start, end]) => span(start, end));

describe('two spans', () => {
  it.each([
    { name: 'one inside the other', a: span(0, 10), b: span(2, 3), shared: 1 },
    { name: 'crossing', a: span(0, 5), b: span(3, 9), shared: 2 },
    { name: 'touching', a: span(0, 5), b: span(5, 9), shared: 0 },
    { name: 'apart', a: span(0, 1), b: span(5, 9), shared: 0 },
    { name: 'one empty', a: span(3, 3), b: span(0, 9), shared: 0 },
  ])('$name share $shared s, whichever comes first', ({ a, b, shared }) => {
    expect(overlapSeconds(a, b)).toBe(shared);
    expect(overlapSeconds(b, a)).toBe(shared);
    expect(intersection(a, b) === null).toBe(shared === 0);
  });

  it('are half-open', () => {
    expect(contains(span(1, 2), 1)).toBe(true);
    expect(contains(span(1, 2), 2)).toBe(false);
  });

  it('have a negative gap where they overlap', () => {
    expect(gapSeconds(span(0, 5), span(7, 8))).toBe(2);
    expect(gapSeconds(span(0, 5), span(4, 8))).toBe(-1);
  });

  it('last no less than nothing', () => {
    expect(durationSeconds(span(5, 3))).toBe(0);
  });
});

describe('span lists', () => {
  it.each([
    { name: 'unsorted and overlapping', list: spans([5, 7], [0, 2], [1, 3]), gap: 0, merged: spans([0, 3], [5, 7]) },
    { name: 'touching', list: spans([0, 1], [1, 2]), gap: 0, merged: spans([0, 2]) },
    { name: 'a gap of exactly the limit', list: spans([0, 1], [2, 3]), gap: 1, merged: spans([0, 3]) },
    { name: 'a gap over the limit', list: spans([0, 1], [2.01, 3]), gap: 1, merged: spans([0, 1], [2.01, 3]) },
    { name: 'one swallowed', list: spans([0, 9], [1, 2], [8, 10]), gap: 0, merged: spans([0, 10]) },
    { name: 'empty ones dropped', list: spans([3, 3], [4, 5]), gap: 0, merged: spans([4, 5]) },
    { name: 'none', list: [], gap: 1, merged: [] },
  ])('merge: $name', ({ list, gap, merged }) => {
    expect(merge(list, gap)).toEqual(merged);
  });

  it.each([
    { name: 'from the start', list: spans([0, 2]), free: spans([2, 10]) },
    { name: 'to the end', list: spans([8, 12]), free: spans([0, 8]) },
    { name: 'everything', list: spans([0, 10]), free: [] },
    { name: 'nothing', list: [], free: spans([0, 10]) },
    { name: 'outside', list: spans([11, 12]), free: spans([0, 10]) },
    { name: 'touching', list: spans([2, 4], [4, 6]), free: spans([0, 2], [6, 10]) },
  ])('complement: $name taken', ({ list, free }) => {
    expect(complement(list, span(0, 10))).toEqual(free);
  });

  it('intersect and subtract part a list', () => {
    const list = spans([0, 4], [6, 9]);
    const other = spans([1, 2], [3, 7]);
    expect(intersect(list, other)).toEqual(spans([1, 2], [3, 4], [6, 7]));
    expect(subtract(list, other)).toEqual(spans([0, 1], [2, 3], [7, 9]));
  });

  it('pad stays inside and joins what then overlaps', () => {
    expect(pad(span(0.1, 9.9), 1, span(0, 10))).toEqual(span(0, 10));
    expect(padAll(spans([1, 2], [2.8, 4]), 0.5, span(0, 10))).toEqual(spans([0.5, 4.5]));
  });

  it.each([
    { whole: span(0, 3), seconds: 1, count: 3 },
    { whole: span(0, 3.4), seconds: 1, count: 3 },
    { whole: span(0, 0.2), seconds: 1, count: 1 },
    { whole: span(2, 2), seconds: 1, count: 0 },
  ])('pieces: $count of about $seconds s cover the span without a gap', ({ whole, seconds, count }) => {
    const cut = pieces(whole, seconds);
    expect(cut).toHaveLength(count);
    if (count > 0) expect(merge(cut)).toEqual([whole]);
  });
});

describe('any two span lists', () => {
  /** A reproducible generator (mulberry32): the same lists on every run. */
  const random = (seed: number) => () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const randomList = (next: () => number) =>
    merge(
      Array.from({ length: Math.floor(next() * 12) }, () => {
        const start = Math.floor(next() * 90);
        return span(start, start + Math.floor(next() * 10));
      }),
    );
  const isSpanList = (list: TimeSpan[]) =>
    list.every((one, i) => one.start < one.end && (i === 0 || list[i - 1]!.end <= one.start));

  it.each([
    { seconds: 0, first: [] },
    { seconds: 1, first: [span(1, 2)] },
    { seconds: 2.5, first: [span(1, 3), span(5, 5.5)] },
    { seconds: 9, first: [span(1, 3), span(5, 6)] },
  ])('give their first $seconds s', ({ seconds, first }) => {
    expect(firstOf([span(1, 3), span(5, 6)], seconds)).toEqual(first);
  });

  it('keep the laws of sets', () => {
    const next = random(7);
    const whole = span(0, 100);
    for (let round = 0; round < 300; round++) {
      const a = randomList(next);
      const b = randomList(next);
      const union = merge([...a, ...b]);
      for (const list of [union, intersect(a, b), subtract(a, b), complement(a, whole)])
        expect(isSpanList(list)).toBe(true);
      expect(totalSeconds(union)).toBeCloseTo(totalSeconds(a) + totalSeconds(b) - totalSeconds(intersect(a, b)), 9);
      expect(totalSeconds(subtract(a, b))).toBeCloseTo(totalSeconds(a) - totalSeconds(intersect(a, b)), 9);
      expect(totalSeconds(complement(a, whole)) + totalSeconds(intersect(a, [whole]))).toBeCloseTo(100, 9);
      expect(intersect(a, b)).toEqual(intersect(b, a));
    }
  });
});
