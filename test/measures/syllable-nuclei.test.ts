import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Channel } from '../../src/analysis.ts';
import { openAudio } from '../../src/audio/open.ts';
import { countUnits } from '../../src/language/count.ts';
import { syllableNuclei } from '../../src/measures/syllable-nuclei.ts';
import { segmentTextToNuclei } from '../../src/measures/text-to-nuclei.ts';
import type { TimeSpan } from '../../src/timespan.ts';
import { memoryChannel } from '../memory-channel.ts';
import { available, SHARED_AUDIO } from '../requires.ts';
import { spokenBy } from '../samples/compare.ts';
import { loadTruths, recordingOf } from '../samples/truth-files.ts';
import { FULL_BAND, TELEPHONE, voice } from './voices.ts';

const nucleiOf = (signal: Channel, speech: readonly TimeSpan[], seconds: number) =>
  syllableNuclei({ participant: 'agent', speech, signal }, seconds);

/** A voice that swells and fades so many times a second, by so many dB, for 20 s. */
function syllables(perSecond: number, depthDb: number, band = TELEPHONE as readonly [number, number], rate = 8000) {
  const even = voice([{ start: 0, end: 20, fromHz: 180 }], 20, band, { rate });
  const samples = even.read(0, even.length).map((sample, i) => {
    const fade = (1 + Math.cos((2 * Math.PI * perSecond * i) / rate)) / 2;
    return sample * 10 ** ((-depthDb * fade) / 20);
  });
  return memoryChannel(samples, rate);
}
const WHOLE = [{ start: 0, end: 20 }];

describe('syllable nuclei', () => {
  it.each([
    [3, TELEPHONE, 8000],
    [5, TELEPHONE, 8000],
    [5, FULL_BAND, 44_100],
    [7, FULL_BAND, 8000],
  ] as const)('are the swells of a voice: %i a second', (perSecond, band, rate) => {
    const found = nucleiOf(syllables(perSecond, 12, band, rate), WHOLE, 20)!;
    expect(Math.abs(found.count - 20 * perSecond)).toBeLessThanOrEqual(1);
    expect(found.perMinute).toBeCloseTo(found.count * 3, 9);
  });

  it('are not ripples of less than 2 dB', () => {
    expect(nucleiOf(syllables(5, 1.5), WHOLE, 20)!.count).toBeLessThanOrEqual(1);
  });

  it('are voiced: swells of noise are none', () => {
    const noise = voice([{ start: 0, end: 0.1, fromHz: 200 }], 20, FULL_BAND, { noiseDb: 0 });
    const samples = noise.read(0, noise.length).map((x, i) => x * 10 ** (-Math.cos((2 * Math.PI * 4 * i) / 8000) / 2));
    expect(nucleiOf(memoryChannel(samples, 8000), WHOLE, 20)!.count).toBeLessThan(4);
  });

  it('are counted in the speech only, and not 35 dB below it', () => {
    const signal = syllables(5, 12);
    expect(nucleiOf(signal, [{ start: 5, end: 15 }], 20)!.count).toBeCloseTo(50, -1);
    const samples = signal.read(0, signal.length);
    samples.subarray(80_000).forEach((x, i) => {
      samples[80_000 + i] = x * 10 ** (-35 / 20);
    });
    expect(nucleiOf(memoryChannel(samples, 8000), WHOLE, 20)!.count).toBeCloseTo(50, -1);
  });

  it('are null for a few words and for digital silence', () => {
    expect(nucleiOf(syllables(5, 12), [{ start: 0, end: 4.9 }], 20)).toBeNull();
    expect(nucleiOf(memoryChannel(new Float32Array(160_000), 8000), WHOLE, 20)).toBeNull();
  });
});

describe('syllable nuclei of sample calls', () => {
  const stereo = [...loadTruths().values()].filter(({ channels }) => channels.length === 2);
  it.each(stereo.map((truth) => [truth.id, truth] as const))(
    '%s: as many as syllables, fewer when fast',
    async (_, truth) => {
      const audio = await openAudio(recordingOf(truth));
      for (const [index, participant] of truth.channels.entries()) {
        const lines = truth.lines.filter((line) => line.participant === participant);
        const spoken = lines.reduce((sum, { text }) => sum + countUnits(text, 'zh'), 0);
        const found = nucleiOf(audio.channels[index]!, spokenBy(truth, participant), audio.durationSeconds);
        const segments = lines.map((line) => ({ ...line, channel: index, meanLogProbability: null }));
        for (const { value } of segmentTextToNuclei(segments, participant, found)) expect(value).toBeGreaterThan(0.9);
        if (spoken < 30) continue;
        const ratio = spoken / found!.count;
        expect(ratio).toBeGreaterThan(0.9);
        expect(ratio).toBeLessThan(truth.id === 'too-fast' ? 1.35 : 1.25);
      }
      await audio.close();
    },
  );
});

describe.runIf(available('shared-audio'))('syllable nuclei of real and read speech', () => {
  // As the Praat script of de Jong & Wempe (version 2 of 2010: -25 dB, 2 dB, voiced) counts them over the whole file.
  it.each([
    ['azure/customspeech-zh-CN/audio1.wav', 164],
    ['watson/zh-CN_sample2_for_8k.wav', 54],
    ['aws-lca/Auto_Repairs_40_UTC_agent.wav', 474],
    ['google/commercial_mono.wav', 98],
  ])('%s: within a fifth of what the published script counts', async (name, count) => {
    const audio = await openAudio(path.join(SHARED_AUDIO, name));
    const whole = [{ start: 0, end: audio.durationSeconds }];
    const found = nucleiOf(audio.channels[0]!, whole, audio.durationSeconds)!.count;
    await audio.close();
    expect(Math.abs(found / count - 1)).toBeLessThan(0.2);
  });

  it('are within a tenth of the 156 characters of a read Mandarin text', async () => {
    const audio = await openAudio(path.join(SHARED_AUDIO, 'azure/customspeech-zh-CN/audio1.wav'));
    const whole = [{ start: 0, end: audio.durationSeconds }];
    const found = nucleiOf(audio.channels[0]!, whole, audio.durationSeconds)!.count;
    await audio.close();
    expect(Math.abs(found / 156 - 1)).toBeLessThan(0.1);
  });
});
