import { describe, expect, it } from 'vitest';
import { ALAW, encodeMuLaw, MULAW } from '../../src/audio/g711.ts';
import { isDigitalSilence, levelDbfs, peaks } from '../../src/audio/levels.ts';
import { playerAudio } from '../../src/audio/player-audio.ts';
import { memoryChannel } from '../memory-channel.ts';
import { sine } from './files.ts';

const channelOf = (samples: Float32Array, rateHz = 8000) => memoryChannel(samples, rateHz);
const constant = (value: number, length = 8000) => new Float32Array(length).fill(value);

describe('level', () => {
  it.each([
    ['a full-scale sine', sine(441, 8000, 1, 1), -3.01],
    ['a sine at a tenth', sine(441, 8000, 1, 0.1), -23.01],
    ['a full-scale square', constant(1), 0],
    ['a long channel', sine(441, 8000, 60, 0.5), -9.03],
  ])('of %s', (_, samples, expected) => {
    const seconds = samples.length / 8000;
    expect(levelDbfs(channelOf(samples), [{ start: 0, end: seconds }])).toBeCloseTo(expected, 2);
  });

  it('is measured over the spans only', () => {
    const samples = Float32Array.from([...constant(0.1), ...constant(1), ...constant(0.1)]);
    expect(
      levelDbfs(channelOf(samples), [
        { start: 0, end: 1 },
        { start: 2, end: 9 },
      ]),
    ).toBeCloseTo(-20, 4);
  });

  it.each([
    ['no spans', constant(1), []],
    ['an empty span', constant(1), [{ start: 0.5, end: 0.5 }]],
    ['zeros', constant(0), [{ start: 0, end: 1 }]],
    ['a span outside', constant(1), [{ start: 5, end: 6 }]],
  ])('is null for %s', (_, samples, spans) => {
    expect(levelDbfs(channelOf(samples), spans)).toBeNull();
  });
});

describe('outline', () => {
  it('has the largest sample of each stretch, at most 4000', () => {
    const samples = new Float32Array(80_000);
    samples[79_999] = -1;
    samples[40] = 0.5;
    const outline = peaks(channelOf(samples));
    expect(outline).toHaveLength(4000);
    expect([outline[1], outline[2], outline[3], outline[3999]]).toEqual([0, 128, 0, 255]);
  });

  it('is as long as a short channel', () => {
    expect(peaks(channelOf(Float32Array.of(0, 1, -0.5)))).toEqual([0, 255, 128]);
    expect(peaks(channelOf(new Float32Array(0)))).toEqual([]);
  });
});

describe('digital silence', () => {
  it.each<[string, Float32Array, boolean]>([
    ['zeros', constant(0), true],
    ['nothing', new Float32Array(0), true],
    ['a constant offset', constant(0.2), true],
    ['an idle A-law line', Float32Array.from({ length: 8000 }, (_, n) => ALAW[n % 2 ? 0x55 : 0xd5]!), true],
    ['a soft hiss', Float32Array.from({ length: 8000 }, (_, n) => ((n * 7919) % 65) / 32_768), false],
    ['one click', constant(0).fill(0.5, 4000, 4001), false],
  ])('%s: %s', (_, samples, expected) => {
    expect(isDigitalSilence(channelOf(samples))).toBe(expected);
  });
});

describe('player', () => {
  it('gives every mu-law value back, and others within half a step', () => {
    for (let code = 0; code < 256; code++) expect(MULAW[encodeMuLaw(MULAW[code]!)]! - MULAW[code]!).toBe(0);
    for (const value of [0, 0.001, -0.001, 0.3, -0.7, 1, -1, 3])
      expect(Math.abs(MULAW[encodeMuLaw(value)]! - Math.max(-0.98, Math.min(0.98, value)))).toBeLessThan(0.025);
  });

  it('interleaves two channels at 8 kHz', () => {
    const { sampleRateHz, channelCount, muLaw } = playerAudio([
      channelOf(constant(0.5, 16_000), 16_000),
      channelOf(constant(-0.5, 16_000), 16_000),
      channelOf(constant(0), 16_000),
    ]);
    expect([sampleRateHz, channelCount, muLaw.length]).toEqual([8000, 2, 16_000]);
    expect(MULAW[muLaw[8000]!]).toBeCloseTo(0.5, 1);
    expect(MULAW[muLaw[8001]!]).toBeCloseTo(-0.5, 1);
  });

  it('fills the shorter channel with silence, and is empty without channels', () => {
    const { muLaw } = playerAudio([channelOf(constant(0.5, 4)), channelOf(constant(0.5, 2))]);
    expect(Array.from(muLaw, (code) => Math.round(MULAW[code]! * 10))).toEqual([5, 5, 5, 5, 5, 0, 5, 0]);
    expect(playerAudio([])).toMatchObject({ channelCount: 0, muLaw: new Uint8Array(0) });
  });
});
