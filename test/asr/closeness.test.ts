import { expect, it } from 'vitest';
import { closeness } from '../../src/asr/graph/closeness.ts';

const EXACT = Float32Array.of(3, 4, 0);

it.each([
  ['equal', [3, 4, 0], 1, 0],
  ['longer by half', [4.5, 6, 0], 1, 2],
  ['at a right angle', [0, 0, 5], 0, 5],
  ['the other way round', [-3, -4, 0], -1, 8],
])('outputs that are %s', (_, found, cosine, largestDifference) => {
  expect(closeness(Float32Array.from(found), EXACT)).toEqual({
    cosine: expect.closeTo(cosine, 6),
    largestDifference,
  });
});

it.each([
  ['not numbers', [3, 4, Number.NaN]],
  ['without end', [3, Number.POSITIVE_INFINITY, 0]],
  ['silent', [0, 0, 0]],
  ['cut off', [3, 4]],
])('outputs that are %s are like nothing', (_, found) => {
  expect(closeness(Float32Array.from(found), EXACT).cosine).toBe(0);
});
