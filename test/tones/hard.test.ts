import { describe, expect, it } from 'vitest';
import { detectTones } from '../../src/tones/detect.ts';
import { TONE_PLANS } from '../../src/tones/plans.ts';
import { memoryChannel } from '../memory-channel.ts';
import { available } from '../requires.ts';
import { madeSpeech } from './made-sound.ts';
import { cadence, RATE_HZ, signal } from './signals.ts';

describe.each(TONE_PLANS)('%s', (plan) => {
  it.each([0, 1, 100, 255, 256, 300, 800])('a channel of %d samples', (length) => {
    expect(detectTones(memoryChannel(new Float32Array(length).fill(0.3), RATE_HZ), plan)).toEqual([]);
    expect(detectTones(memoryChannel(signal([{ seconds: length / RATE_HZ, hz: 450 }]), RATE_HZ), plan)).toEqual([]);
  });

  it('digital silence, and an offset', () => {
    expect(detectTones(memoryChannel(new Float32Array(5 * RATE_HZ), RATE_HZ), plan)).toEqual([]);
    expect(detectTones(memoryChannel(new Float32Array(5 * RATE_HZ).fill(-0.4), RATE_HZ), plan)).toEqual([]);
  });
});

it.each([
  ['us', 2, 4],
  ['tw', 1, 2],
] as const)('one frequency in the rhythm of a ring of two is none: %s', (plan, on, off) => {
  const ring = (hz: number | readonly number[]) => {
    const period = [{ seconds: on, hz }, { seconds: off }];
    return detectTones(memoryChannel(signal([{ seconds: 1 }, ...period, ...period]), RATE_HZ), plan);
  };
  expect(ring([440, 480])).toMatchObject([{ kind: 'ringback', bursts: 2 }]);
  expect(ring(460)).toEqual([]);
});

it.each([2, 4, 20])('a tone that clips, %d times too loud', (factor) => {
  const clipped = (samples: Float32Array) => samples.map((one) => Math.max(-1, Math.min(1, one * factor)));
  const busy = clipped(signal(cadence(0.35, 0.35, 5, 450, 1)));
  expect(detectTones(memoryChannel(busy, RATE_HZ), 'cn')).toMatchObject([{ kind: 'busy', bursts: 5 }]);
  const ringing = clipped(signal(cadence(1, 4, 2, 450, 1)));
  expect(detectTones(memoryChannel(ringing, RATE_HZ), 'cn')).toMatchObject([{ kind: 'ringback', bursts: 2 }]);
});

describe.skipIf(!available('espeak-ng') || !available('sox'))('speech', () => {
  const spoken = [...madeSpeech(21, 30)][0]!.samples;
  /** The tone with speech of a level on top of it, from a moment on. */
  const over = (tone: Float32Array, gain: number, from: number) =>
    tone.map((one, n) => one + gain * (spoken[n - Math.round(from * RATE_HZ)] ?? 0));

  it('after a ring that it answers is not part of the tone', () => {
    const found = detectTones(
      memoryChannel(over(signal([...cadence(1, 4, 2), { seconds: 5 }]), 1, 7.5), RATE_HZ),
      'cn',
    );
    expect(found).toMatchObject([{ kind: 'ringback', bursts: 2 }]);
    expect(Math.abs(found[0]!.end - 7)).toBeLessThan(0.05);
  });

  it('20 dB below a tone does not hide it', () => {
    const busy = over(signal(cadence(0.35, 0.35, 12, 450, 0.5)), 0.1, 0);
    const found = detectTones(memoryChannel(busy, RATE_HZ), 'cn');
    expect(found).toMatchObject([{ kind: 'busy' }]);
    expect(Math.abs(found[0]!.start - 1)).toBeLessThan(0.05);
    expect(Math.abs(found[0]!.end - 9.05)).toBeLessThan(0.05);
  });

  it('as loud as a tone, over it, is never tone where no tone is', () => {
    const busy = over(signal([...cadence(0.35, 0.35, 6), { seconds: 10 }]), 1, 0);
    for (const { start, end } of detectTones(memoryChannel(busy, RATE_HZ), 'cn')) {
      expect(start).toBeGreaterThan(0.95);
      expect(end).toBeLessThan(4.9);
    }
  });
});
