import { expect, it } from 'vitest';
import { killedBatch } from '../bench/killed-batch.ts';

it('a batch that is killed again and again loses no call, doubles none, and begins none anew but those in hand', async () => {
  const { seconds, kills, ...outcome } = await killedBatch(10, 3);
  console.info(`10 calls, killed ${kills} times: ${seconds.toFixed(0)} s`);
  expect(kills).toBeGreaterThan(0);
  expect(outcome).toEqual({ calls: 10, done: 10, analyses: 10, begunTooOften: [], integrity: 'ok' });
}, 600_000);
