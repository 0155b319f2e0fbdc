import { describe, expect, it } from 'vitest';
import { MULAW } from '../../src/audio/g711.ts';
import { noiseFloor } from '../../src/measures/noise-floor.ts';
import type { TimeSpan } from '../../src/timespan.ts';
import { memoryChannel } from '../memory-channel.ts';
import { measured, RATE, signal } from './signals.ts';

const SECONDS = 20;
const SPEECH = [
  { start: 2, end: 6, dbfs: -20 },
  { start: 9, end: 13, dbfs: -22 },
];

/** Speech-like: a tone swelling and fading within each tenth of a second, of the RMS level given. */
function bursts(samples: Float32Array, spans: readonly TimeSpan[], dbfs: number): void {
  for (const { start, end } of spans)
    for (let i = Math.round(start * RATE); i < Math.round(end * RATE); i++) {
      const swell = Math.sin((Math.PI * (i % 800)) / 800) ** 2;
      samples[i]! += 2 * 10 ** (dbfs / 20) * swell * Math.sin((2 * Math.PI * 313 * i) / RATE);
    }
}

const noise = (dbfs: number | null) => signal(SPEECH, SECONDS, dbfs).read(0, SECONDS * RATE);
const floorOf = (samples: Float32Array, speech: readonly TimeSpan[] = SPEECH, tones: readonly TimeSpan[] = []) =>
  noiseFloor({ participant: 'agent', speech, signal: memoryChannel(samples, RATE) }, speech, tones, SECONDS);

/** What an A-law codec keeps of 16-bit samples: 13-bit sign and magnitude, in eight segments of 16 steps (G.711). */
function throughALaw(samples: Float32Array): Float32Array {
  return samples.map((sample) => {
    const size = Math.min(4095, Math.floor(Math.abs(sample) * 4096));
    const step = size < 64 ? 2 : 2 ** (Math.floor(Math.log2(size)) - 4);
    return (Math.sign(sample) || 1) * ((Math.floor(size / step) + 0.5) * step) * (1 / 4096);
  });
}

/** What a mu-law codec keeps: the nearest of its values. */
function throughMuLaw(samples: Float32Array): Float32Array {
  const values = [...MULAW].sort((a, b) => a - b);
  return samples.map((sample) => {
    const above = values.findIndex((value) => value >= sample);
    const [low, high] = [values[Math.max(0, above - 1)]!, values[above] ?? 1];
    return sample - low < high - sample ? low : high;
  });
}

describe('noise floor', () => {
  it.each([-35, -50, -65, -80, -95])('is the level of steady noise: %i dBFS', (dbfs) => {
    expect(Math.abs(floorOf(noise(dbfs))! - dbfs)).toBeLessThan(1);
  });

  it.each([
    ['A-law', -50, throughALaw],
    ['A-law', -60, throughALaw],
    ['mu-law', -50, throughMuLaw],
    ['mu-law', -65, throughMuLaw],
  ])('survives %s at %i dBFS', (_, dbfs, codec) => {
    expect(Math.abs(floorOf(codec(noise(dbfs)))! - dbfs)).toBeLessThan(2);
  });

  it.each([
    [
      'ends of words outside the speech',
      [
        { start: 1.7, end: 2 },
        { start: 6, end: 6.3 },
        { start: 13, end: 13.3 },
      ],
      -24,
    ],
    ['a sentence that was not detected', [{ start: 14, end: 17 }], -20],
    ['breaths', [0.2, 7, 8, 14, 15, 16, 18].map((start) => ({ start, end: start + 0.3 })), -40],
    ['clicks', [0.5, 1, 7, 7.5, 8, 15, 16, 17, 18, 19].map((start) => ({ start, end: start + 0.005 })), -3],
  ])('is not moved by %s', (_, spans, dbfs) => {
    const samples = noise(-70);
    bursts(samples, spans, dbfs);
    expect(Math.abs(floorOf(samples)! + 70)).toBeLessThan(1);
  });

  it('does not hear the hum of the mains, as the telephone does not', () => {
    const samples = noise(-60);
    for (let i = 0; i < samples.length; i++)
      samples[i]! += 0.02 * Math.sin((2 * Math.PI * 50 * i) / RATE) + 0.002 * Math.sin((2 * Math.PI * 150 * i) / RATE);
    expect(Math.abs(floorOf(samples)! + 60)).toBeLessThan(2);
  });

  it('leaves stretches of digital silence out', () => {
    const samples = noise(-55).fill(0, 15 * RATE, 19 * RATE);
    expect(Math.abs(floorOf(samples)! + 55)).toBeLessThan(1);
  });

  it.each([
    ['zeros', () => 0],
    ['an offset', () => 40 / 32_768],
    ['an idle A-law line', (i: number) => (i % 3 === 0 ? 8 : -8) / 32_768],
    ['an idle A-law line with a click', (i: number) => (i === 8 * RATE ? 0.5 : 8 / 32_768)],
  ])('is null for %s', (_, value) => {
    expect(floorOf(Float32Array.from({ length: SECONDS * RATE }, (_, i) => value(i)))).toBeNull();
  });

  it('is null with less than a second of quiet, and tones are not quiet', () => {
    const samples = noise(-55);
    expect(floorOf(samples, [{ start: 0.5, end: 19.5 }])).toBeNull();
    expect(floorOf(samples, [{ start: 0.5, end: 10 }], [{ start: 10, end: 19.8 }])).toBeNull();
  });

  it('is measured on each channel where neither side speaks', () => {
    const { agent, customer } = measured({
      seconds: 30,
      noiseDbfs: -55,
      tones: [{ start: 20, end: 25 }],
      sides: { agent: [{ start: 1, end: 8 }], customer: [{ start: 10, end: 15 }] },
    });
    // 0.3 dB of white noise lie below 300 Hz.
    const floor = expect.closeTo(-55.5, 0);
    expect([agent?.noiseFloorDbfs, customer?.noiseFloorDbfs]).toEqual([floor, floor]);
  });
});
