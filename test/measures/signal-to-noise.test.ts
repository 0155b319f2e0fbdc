import { expect, it } from 'vitest';
import { signalToNoise } from '../../src/measures/signal-to-noise.ts';
import { measured } from './signals.ts';

it.each([-35, -50, -65])('is the level of speech at -20 dBFS over noise at %i dBFS', (noiseDbfs) => {
  const { agent } = measured({ seconds: 20, noiseDbfs, sides: { agent: [{ start: 2, end: 10 }], customer: [] } });
  expect(Math.abs(agent!.signalToNoiseDb! - (-20 - noiseDbfs))).toBeLessThan(1);
});

it('is null without speech, and without noise', () => {
  expect(signalToNoise(null, -60)).toBeNull();
  expect(measured({ seconds: 20, sides: { agent: [{ start: 2, end: 10 }] } }).agent?.signalToNoiseDb).toBeNull();
});
