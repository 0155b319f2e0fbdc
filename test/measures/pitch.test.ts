import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Channel, Turn } from '../../src/analysis.ts';
import { openAudio } from '../../src/audio/open.ts';
import { pitchMeasures } from '../../src/measures/pitch.ts';
import type { TimeSpan } from '../../src/timespan.ts';
import { memoryChannel } from '../memory-channel.ts';
import { available, SHARED_AUDIO } from '../requires.ts';
import { FULL_BAND, TELEPHONE, type Tune, voice } from './voices.ts';

const semitones = (hz: number, reHz: number) => 12 * Math.log2(hz / reHz);
const turnOf = (span: TimeSpan): Turn => ({ participant: 'agent', ...span, text: '', segments: [], speech: [span] });
const of = (signal: Channel, speech: readonly TimeSpan[], others: readonly TimeSpan[] = []) =>
  pitchMeasures({ participant: 'agent', speech, signal }, others, speech.map(turnOf), 'agent');
const spansOf = (tunes: readonly Tune[]) => tunes.map(({ start, end }) => ({ start, end }));

/** Six turns of 4 s that glide up and down a fifth around the pitch. */
const glides = (hz: number): Tune[] =>
  [0, 1, 2, 3, 4, 5].map((index) => {
    const ends = [hz * 2 ** (-3.5 / 12), hz * 2 ** (3.5 / 12)] as const;
    return { start: 5 * index + 0.5, end: 5 * index + 4.5, fromHz: ends[index % 2]!, toHz: ends[1 - (index % 2)]! };
  });

describe('pitch of a made voice', () => {
  it.each(
    [85, 120, 175, 240, 330].flatMap((hz) => [
      [hz, 'full band', FULL_BAND, 60] as const,
      [hz, 'telephone band', TELEPHONE, 60] as const,
      [hz, 'telephone band with noise 15 dB below', TELEPHONE, 15] as const,
    ]),
  )('%i Hz, %s: median, spread and turns are those it was made with', (hz, _, band, noiseDb) => {
    const found = of(voice(glides(hz), 31, band, { noiseDb }), spansOf(glides(hz)));
    expect(Math.abs(semitones(found.medianPitchHz!, hz))).toBeLessThan(0.3);
    // Evenly spread over 7 semitones.
    expect(Math.abs(found.pitchSpreadSemitones! - 7 / Math.sqrt(12))).toBeLessThan(0.25);
    // The middle nine tenths of the 7 semitones.
    expect(Math.abs(found.pitchRangeSemitones! - 6.3)).toBeLessThan(0.5);
    expect(Math.abs(found.pitchDriftSemitones!)).toBeLessThan(0.4);
    expect(found.turnPitchesSemitones.map(({ turn }) => turn)).toEqual([0, 1, 2, 3, 4, 5]);
    for (const { value } of found.turnPitchesSemitones) expect(Math.abs(value)).toBeLessThan(0.5);
  });

  it('is the same at 44.1 kHz', () => {
    const found = of(voice(glides(150), 31, FULL_BAND, { rate: 44_100 }), spansOf(glides(150)));
    expect(Math.abs(semitones(found.medianPitchHz!, 150))).toBeLessThan(0.3);
    expect(Math.abs(found.pitchSpreadSemitones! - 7 / Math.sqrt(12))).toBeLessThan(0.25);
  });

  it('tells turns and the drift of a voice that rises', () => {
    const tunes = [180, 180, 200, 200, 240, 240].map((fromHz, index) => ({
      start: 5 * index,
      end: 5 * index + 4,
      fromHz,
    }));
    const found = of(voice(tunes, 30, TELEPHONE), spansOf(tunes));
    expect(found.pitchDriftSemitones).toBeCloseTo(semitones(240, 180), 1);
    expect(found.medianPitchHz).toBeCloseTo(200, 0);
    expect(found.turnPitchesSemitones.map(({ value }) => value)).toEqual(
      [180, 180, 200, 200, 240, 240].map((hz) => expect.closeTo(semitones(hz, 200), 1)),
    );
  });

  it.each([12, -6])('has the slope of a voice that glides by %i semitones a minute', (perMinute) => {
    const pitchAt = (seconds: number) => 180 * 2 ** ((perMinute * (seconds - 20)) / 60 / 12);
    const tunes = [0, 10, 20, 30].map((start) => ({
      start,
      end: start + 6,
      fromHz: pitchAt(start),
      toHz: pitchAt(start + 6),
    }));
    const found = of(voice(tunes, 40, TELEPHONE), spansOf(tunes));
    expect(found.pitchSlopeSemitonesPerMinute).toBeCloseTo(perMinute, 0);
    const short = spansOf(tunes).slice(0, 2);
    expect(of(voice(tunes, 40, TELEPHONE), short).pitchSlopeSemitonesPerMinute).toBeNull();
  });

  it('hears nobody where somebody else speaks, and nothing where nobody does', () => {
    const tunes = [
      { start: 0, end: 5, fromHz: 150 },
      { start: 6, end: 16, fromHz: 260 },
    ];
    const signal = voice(tunes, 20, FULL_BAND);
    expect(of(signal, spansOf(tunes), [{ start: 6, end: 16 }]).medianPitchHz).toBeCloseTo(150, 0);
    expect(of(signal, [], [])).toEqual({
      medianPitchHz: null,
      pitchSpreadSemitones: null,
      pitchRangeSemitones: null,
      pitchSlopeSemitonesPerMinute: null,
      pitchDriftSemitones: null,
      turnPitchesSemitones: [],
    });
  });

  it('has no pitch for less than 3 s of voice, for noise, and for silence', () => {
    const speech = [{ start: 0, end: 10 }];
    expect(of(voice([{ start: 0, end: 2.5, fromHz: 200 }], 10), speech).medianPitchHz).toBeNull();
    expect(
      of(voice([{ start: 0, end: 0.1, fromHz: 200 }], 10, FULL_BAND, { noiseDb: 0 }), speech).medianPitchHz,
    ).toBeNull();
    expect(of(memoryChannel(new Float32Array(80_000), 8000), speech).medianPitchHz).toBeNull();
  });
});

describe.runIf(available('sox'))('pitch of a sawtooth that sox made', () => {
  it.each([
    [110, 180, ['sinc', '300-3400']],
    [180, 300, ['sinc', '300-3400']],
    [95, 130, []],
  ])('glides from %i to %i Hz', async (from, to, filter) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'lingting-pitch-'));
    const file = path.join(folder, 'glide.wav');
    // `/` is an exponential glide: even in semitones.
    execFileSync('sox', [
      '-n',
      '-r',
      '8000',
      '-e',
      'a-law',
      '-b',
      '8',
      file,
      'synth',
      '12',
      'sawtooth',
      `${from}/${to}`,
      'gain',
      '-9',
      ...filter,
    ]);
    const audio = await openAudio(file);
    const found = of(audio.channels[0]!, [{ start: 0, end: 12 }]);
    await audio.close();
    rmSync(folder, { recursive: true });
    expect(Math.abs(semitones(found.medianPitchHz!, Math.sqrt(from * to)))).toBeLessThan(0.2);
    expect(Math.abs(found.pitchSpreadSemitones! - semitones(to, from) / Math.sqrt(12))).toBeLessThan(0.2);
    expect(Math.abs(found.pitchDriftSemitones! - (semitones(to, from) * 2) / 3)).toBeLessThan(0.3);
  });
});

/**
 * Medians by Praat 6.3.07 over the whole channel: To Pitch (ac) 0, 60, 15, no, 0.03, 0.45, 0.01, 0.35, 0.14, 450, then
 * Get quantile 0, 0, 0.5.
 */
const asPraat = (hz: number, share = 0.02) => ({ least: hz * (1 - share), most: hz * (1 + share) });

async function expectMedian(file: string, channel: number, { least, most }: ReturnType<typeof asPraat>): Promise<void> {
  const audio = await openAudio(file);
  const found = of(audio.channels[channel]!, [{ start: 0, end: audio.durationSeconds }]).medianPitchHz;
  await audio.close();
  expect(found).toBeGreaterThan(least);
  expect(found).toBeLessThan(most);
}

describe('pitch of sample calls is that of Praat to 2 %', () => {
  it.each([
    ['english-billing.wav', 202.5, 95.4],
    ['complaint.wav', 183.2, 84.9],
    ['hold-announced.wav', 187.1, 72.0],
    ['interrupting.wav', 71.4, 163.1],
    ['agent-hangs-up.wav', 83.2, 75.5],
    ['outbound-poor.wav', 169.9, 79.7],
  ])('%s', async (name, first, second) => {
    await expectMedian(path.join('samples/calls', name), 0, asPraat(first));
    await expectMedian(path.join('samples/calls', name), 1, asPraat(second));
  });
});

describe.runIf(available('shared-audio'))('pitch of real voices', () => {
  it.each([
    ['aws-lca/Auto_Repairs_40_UTC_agent.wav', 248.0],
    ['watson/zh-CN_sample2_for_8k.wav', 140.0],
    ['azure/customspeech-zh-CN/audio1.wav', 229.6],
  ])('%s is that of Praat to 2 %%', async (name, hz) => {
    await expectMedian(path.join(SHARED_AUDIO, name), 0, asPraat(hz));
  });

  it('is 4 % lower than by Praat for one voice, on which its own two methods (ac, cc) differ by 2 %', async () => {
    await expectMedian(path.join(SHARED_AUDIO, 'aws-lca/Auto_Repairs_40_UTC_caller.wav'), 0, asPraat(125.2, 0.05));
  });

  it('is not made up for whispering', async () => {
    const audio = await openAudio(path.join(SHARED_AUDIO, 'mfa/mfa_whisper.flac'));
    const found = of(audio.channels[0]!, [{ start: 0, end: audio.durationSeconds }]);
    await audio.close();
    expect(found.medianPitchHz).toBeNull();
  });
});

it('has no pitch for several people on one channel', () => {
  const tunes = glides(200);
  const speech = spansOf(tunes);
  const signal = voice(tunes, 31);
  expect(pitchMeasures({ participant: 'mixed', speech, signal }, [], [], 'mixed').medianPitchHz).toBeNull();
});
