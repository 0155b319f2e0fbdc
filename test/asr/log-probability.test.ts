import { expect, it } from 'vitest';
import { outlook, softmaxAt } from '../../src/asr/log-probability.ts';

const logSum = (logits: Float32Array): number => Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));

it.each([
  ['a vocabulary whose tokens all take a share', Float32Array.from({ length: 50_000 }, (_, at) => (at * 7919) % 13)],
  ['one that rises to its end', Float32Array.from({ length: 50_000 }, (_, at) => at / 2000)],
  ['one that falls', Float32Array.from({ length: 50_000 }, (_, at) => -at / 2000)],
  ['few tokens far above zero', Float32Array.of(80, 79.5, 81.25, 81.25, -Infinity)],
  ['tokens that lie between the steps of the table', Float32Array.of(5, 4.998, 4.998, 4.002)],
  ['few tokens below it', Float32Array.of(-Infinity, -300, -302, -299.5)],
])('the sum of %s is that of the exact exponentials', (_, logits) => {
  const found = outlook(logits);
  expect(found.likeliest).toBe(logits.indexOf(Math.max(...logits)));
  const most = logits[found.likeliest]!;
  expect(found.logSum - most).toBeCloseTo(logSum(logits.map((logit) => logit - most)), 5);
});

it('what may not be written takes no share', () => {
  const barred = Float32Array.of(-Infinity, 3, -Infinity, 3);
  expect([0, 1, 2, 3].map((at) => softmaxAt(barred, at))).toEqual([
    0,
    expect.closeTo(0.5, 6),
    0,
    expect.closeTo(0.5, 6),
  ]);
});
