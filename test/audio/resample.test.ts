import { describe, expect, it, vi } from 'vitest';
import { resampled } from '../../src/audio/resample.ts';
import { memoryChannel } from '../memory-channel.ts';
import { sine } from './files.ts';

/** Amplitude in dB of one frequency in a signal, away from its ends (Hann window, correlation). */
function amplitudeDb(samples: Float32Array, hz: number, rateHz: number): number {
  let real = 0;
  let imaginary = 0;
  let weight = 0;
  const margin = Math.round(rateHz / 10);
  const length = samples.length - 2 * margin;
  for (let n = 0; n < length; n++) {
    const hann = 1 - Math.cos((2 * Math.PI * n) / length);
    real += hann * samples[margin + n]! * Math.cos((2 * Math.PI * hz * n) / rateHz);
    imaginary += hann * samples[margin + n]! * Math.sin((2 * Math.PI * hz * n) / rateHz);
    weight += hann;
  }
  return 20 * Math.log10((2 * Math.hypot(real, imaginary)) / weight + 1e-12);
}

function convert(hz: number, fromHz: number, toHz: number): Float32Array {
  const channel = resampled(memoryChannel(sine(hz, fromHz, 1, 1), fromHz), toHz);
  return channel.read(0, channel.length);
}

const RATIOS = [
  [8000, 16_000, 3400],
  [44_100, 16_000, 6800],
  [48_000, 8000, 3400],
  [48_000, 16_000, 6800],
  [16_000, 8000, 3400],
  [11_025, 16_000, 4600],
] as const;

describe.each(RATIOS)('%d → %d Hz', (fromHz, toHz, passHz) => {
  it.each([100, 300, 1000, 2000, 3000, passHz])('keeps %d Hz within 0.1 dB', (hz) => {
    expect(Math.abs(amplitudeDb(convert(hz, fromHz, toHz), hz, toHz))).toBeLessThan(0.1);
  });

  it('has the right length and passes a constant unchanged', () => {
    const channel = resampled(memoryChannel(new Float32Array(fromHz).fill(0.5), fromHz), toHz);
    expect(channel.length).toBe(toHz);
    for (const sample of channel.read(toHz / 4, toHz / 2)) expect(Math.abs(sample - 0.5)).toBeLessThan(1e-4);
  });

  it('gives the same samples whatever block is read', () => {
    const channel = resampled(memoryChannel(sine(777, fromHz, 0.2), fromHz), toHz);
    const whole = channel.read(-10, channel.length + 10);
    for (const [start, end] of [
      [-10, 5],
      [0, 1],
      [333, 777],
      [channel.length - 3, channel.length + 10],
    ] as const)
      expect(channel.read(start, end)).toEqual(whole.slice(start + 10, end + 10));
  });
});

describe('images and aliases', () => {
  it.each([500, 1000, 2000, 3000, 3400])('8 → 16 kHz: the image of %d Hz is 60 dB down', (hz) => {
    expect(amplitudeDb(convert(hz, 8000, 16_000), 8000 - hz, 16_000)).toBeLessThan(-60);
  });

  it.each([
    [48_000, 8000, 4600],
    [48_000, 8000, 7000],
    [48_000, 8000, 20_000],
    [44_100, 16_000, 9200],
    [44_100, 16_000, 15_000],
    [16_000, 8000, 4600],
  ])('%d → %d Hz: %d Hz is 60 dB down', (fromHz, toHz, hz) => {
    const folded = Math.abs(hz - Math.round(hz / toHz) * toHz);
    expect(amplitudeDb(convert(hz, fromHz, toHz), folded, toHz)).toBeLessThan(-60);
  });
});

it('gives the channel itself at its own rate', () => {
  const channel = memoryChannel(sine(440, 8000), 8000);
  expect(resampled(channel, 8000)).toBe(channel);
});

it('keeps the filters of the two rates used last, and no more', () => {
  const channel = memoryChannel(new Float32Array(100), 48_000);
  const sine = vi.spyOn(Math, 'sin');
  const filtersMade = [8000, 16_000, 8000, 12_000, 8000, 16_000].map((hz) => {
    sine.mockClear();
    resampled(channel, hz);
    return sine.mock.calls.length > 0;
  });
  sine.mockRestore();
  // Whatever was kept from before is not known, so the first two tell nothing.
  expect(filtersMade.slice(2)).toEqual([false, true, false, true]);
});
