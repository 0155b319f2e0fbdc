import { expect, it } from 'vitest';
import { levelCurve } from '../../src/measures/level-curve.ts';
import { type Stretch, signal } from './signals.ts';

const curveOf = (stretches: readonly Stretch[], seconds: number) =>
  levelCurve({ participant: 'agent', speech: stretches, signal: signal(stretches, seconds) }, seconds);

it('is the level over the speech in every five seconds', () => {
  const found = curveOf(
    [
      { start: 1, end: 3, dbfs: -20 },
      { start: 8, end: 12, dbfs: -30 },
      { start: 15.5, end: 15.7, dbfs: -10 },
    ],
    20,
  );
  expect(found).toEqual({ stepSeconds: 5, dbfs: [-20, -30, -30, null] });
});

it('has at most 120 steps, equal ones over the whole call', () => {
  const long = curveOf([{ start: 0, end: 1200, dbfs: -25 }], 1200)!;
  expect(long.stepSeconds).toBe(10);
  expect(long.dbfs).toEqual(Array(120).fill(-25));
  expect(curveOf([{ start: 0, end: 7 }], 7)).toEqual({ stepSeconds: 3.5, dbfs: [-20, -20] });
});

it('is null where nothing was recorded, and without a call', () => {
  expect(curveOf([{ start: 0, end: 5, dbfs: Number.NEGATIVE_INFINITY }], 5)?.dbfs).toEqual([null]);
  expect(curveOf([], 0)).toBeNull();
});
