import { expect, it } from 'vitest';
import { drawn } from '../../src/asr/writer.ts';

const logits = Float32Array.from([0.1, 0.2, 0.7], Math.log);

it.each([
  [0, 0],
  [0.099, 0],
  [0.101, 1],
  [0.299, 1],
  [0.301, 2],
  [0.999, 2],
])('the share %f falls to token %i', (share, token) => {
  expect(drawn(logits, 1, share)).toBe(token);
});

it('the colder, the more falls to the likeliest', () => {
  // Squares of the shares: 1, 4 and 49 of 54.
  expect([0.017, 0.02, 0.091, 0.094].map((share) => drawn(logits, 0.5, share))).toEqual([0, 1, 1, 2]);
});

it('never draws what may not be written', () => {
  const barred = Float32Array.of(-Infinity, 0, -Infinity);
  expect([0, 0.5, 1 - 1e-12].map((share) => drawn(barred, 1, share))).toEqual([1, 1, 1]);
});
