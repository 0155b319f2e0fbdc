import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALAW, encodeMuLaw, MULAW } from '../../src/audio/g711.ts';
import { openAudio } from '../../src/audio/open.ts';
import { detectTones } from '../../src/tones/detect.ts';
import { memoryChannel } from '../memory-channel.ts';
import { available, SHARED_AUDIO } from '../requires.ts';
import { cadence, type Piece, RATE_HZ, signal, withNoise } from './signals.ts';

const detect = (samples: Float32Array, rateHz = RATE_HZ) => detectTones(memoryChannel(samples, rateHz, 1), 'cn');
const detectPieces = (pieces: readonly Piece[]) => detect(signal(pieces));

/** Kind, frequency, bursts and edges; edges are known to 20 ms. */
function expectTone(
  found: ReturnType<typeof detect>,
  kind: string,
  hz: number,
  bursts: number,
  start: number,
  end: number,
) {
  expect(found).toMatchObject([{ kind, bursts, channel: 1 }]);
  expect(Math.abs(found[0]!.frequencyHz! - hz)).toBeLessThanOrEqual(3);
  expect(Math.abs(found[0]!.start - start)).toBeLessThan(0.02);
  expect(Math.abs(found[0]!.end - end)).toBeLessThan(0.02);
}

describe('tones with a known cadence', () => {
  it.each([
    ['ringback', 1.0, 4.0, 3, 450, 1, 12],
    ['ringback', 1.1, 4.4, 2, 425, 1, 7.6],
    ['ringback', 0.9, 3.6, 2, 475, 1, 6.4],
    ['ringback', 1.0, 4.0, 1, 450, 1, 2],
    ['busy', 0.35, 0.35, 5, 450, 1, 4.15],
    ['busy', 0.315, 0.385, 5, 450, 1, 4.115],
    ['busy', 0.5, 0.5, 4, 425, 1, 4.5],
    ['busy', 0.5, 0.5, 3, 400, 1, 3.5],
    ['busy', 0.5, 0.5, 3, 480, 1, 3.5],
    ['congestion', 0.7, 0.7, 3, 450, 1, 4.5],
    ['congestion', 0.25, 0.25, 4, 425, 1, 2.75],
    ['congestion', 0.2, 0.2, 4, 425, 1, 2.4],
  ])('finds %s of %d on, %d off, %d bursts at %d Hz', (kind, on, off, bursts, hz, start, end) => {
    expectTone(detectPieces(cadence(on, off, bursts, hz)), kind, hz, bursts, start, end);
  });

  it.each([
    ['noise 20 dB below', (samples: Float32Array) => withNoise(samples, 20)],
    ['A-law', (samples: Float32Array) => samples.map((sample) => nearest(ALAW, sample))],
    ['mu-law', (samples: Float32Array) => samples.map((sample) => MULAW[encodeMuLaw(sample)]!)],
    ['a constant offset', (samples: Float32Array) => samples.map((sample) => sample + 0.3)],
    ['30 dB less', (samples: Float32Array) => samples.map((sample) => sample / 32)],
  ])('finds them under %s', (_, spoil) => {
    expectTone(detect(spoil(signal(cadence(1, 4, 2)))), 'ringback', 450, 2, 1, 7);
    expectTone(detect(spoil(signal(cadence(0.35, 0.35, 4)))), 'busy', 450, 4, 1, 3.45);
  });

  it.each([11_025, 16_000, 44_100, 48_000])('finds them at %d Hz', (rateHz) => {
    expectTone(detect(signal(cadence(0.35, 0.35, 4), rateHz), rateHz), 'busy', 450, 4, 1, 3.45);
  });

  it('counts a ring that the recording begins in and one that answering cuts off', () => {
    const pieces = [
      { seconds: 0.4, hz: 450 },
      { seconds: 4 },
      { seconds: 1, hz: 450 },
      { seconds: 4 },
      { seconds: 0.3, hz: 450 },
      { seconds: 2 },
    ];
    expectTone(detectPieces(pieces), 'ringback', 450, 3, 0, 9.7);
  });

  it('finds ringing and then the busy signal', () => {
    const found = detectPieces([...cadence(1, 4, 2), ...cadence(0.35, 0.35, 4)]);
    expect(found.map(({ kind, bursts }) => [kind, bursts])).toEqual([
      ['ringback', 2],
      ['busy', 4],
    ]);
  });
});

describe('everything else', () => {
  it.each<[string, Piece[]]>([
    ['silence', [{ seconds: 5 }]],
    ['nothing', []],
    ['a whistle of two seconds', [{ seconds: 1 }, { seconds: 2, hz: 450 }, { seconds: 1 }]],
    ['a dial tone', [{ seconds: 8, hz: 450 }]],
    ['a tone of one second that fills the recording', [{ seconds: 1, hz: 425 }]],
    ['two short bursts', cadence(0.35, 0.35, 2)],
    ['call waiting', cadence(0.4, 4, 4)],
    ['an uneven rhythm', [0.35, 0.9, 0.3, 0.7, 0.5].flatMap((seconds) => [{ seconds, hz: 450 }, { seconds: 0.4 }])],
    ['busy rhythm at another pitch', cadence(0.35, 0.35, 6, 600)],
    ['a melody', [400, 440, 420, 460, 430, 470].flatMap((hz) => [{ seconds: 0.4, hz }, { seconds: 0.4 }])],
    [
      'a held note in a tune',
      [
        { seconds: 0.5, hz: 523 },
        { seconds: 1, hz: 440 },
        { seconds: 0.5, hz: 392 },
      ],
    ],
    [
      'notes without pauses between them',
      Array.from({ length: 8 }, () => [
        { seconds: 0.35, hz: 450 },
        { seconds: 0.35, hz: 330 },
      ]).flat(),
    ],
  ])('is no tone: %s', (_, pieces) => {
    expect(detectPieces(pieces)).toEqual([]);
  });

  it('is no tone: a glide of one second through the band', () => {
    const samples = new Float32Array(3 * RATE_HZ);
    for (let n = 0; n < RATE_HZ; n++)
      samples[RATE_HZ + n] = 0.2 * Math.sin(2 * Math.PI * (400 + (40 * n) / RATE_HZ) * (n / RATE_HZ));
    expect(detect(samples)).toEqual([]);
  });

  it('is no tone: noise', () => {
    expect(detect(withNoise(new Float32Array(10 * RATE_HZ), 0))).toEqual([]);
  });
});

describe.skipIf(!available('shared-audio'))('real recordings', () => {
  it.skipIf(!available('ffmpeg')).each([
    ['busy', 'busy', 6],
    ['congestion', 'congestion', 6],
    ['ringing-tone', 'ringback', 6],
    ['call-waiting', null, 0],
    ['dial-tone', null, 0],
  ])('GSM %s, six times over', async (name, kind, bursts) => {
    const audio = await openAudio(path.join(SHARED_AUDIO, 'sat-tones', `${name}.wav`));
    const [channel] = audio.channels;
    const once = channel!.read(0, channel!.length);
    await audio.close();
    const samples = new Float32Array(6 * once.length);
    for (let i = 0; i < 6; i++) samples.set(once, i * once.length);
    expect(detect(samples).map((tone) => [tone.kind, tone.bursts, tone.frequencyHz])).toEqual(
      kind === null ? [] : [[kind, bursts, 425]],
    );
  });

  it.each([
    'aws-lca/Auto_Repairs_40_UTC_agent.wav',
    'aws-lca/Auto_Repairs_40_UTC_caller.wav',
    'google/commercial_mono.wav',
    'azure/customspeech-zh-CN/audio1.wav',
    'watson/zh-CN_sample2_for_8k.wav',
    'wenet/aishell-BAC009S0724W0121.wav',
    'ina/musanmix.mp3',
    'mfa/mfa_laughter.flac',
  ])('no tone in %s', async (file) => {
    const audio = await openAudio(path.join(SHARED_AUDIO, file));
    expect(audio.channels.flatMap((channel) => detectTones(channel, 'cn'))).toEqual([]);
    await audio.close();
  });
});

function nearest(table: Float32Array, sample: number): number {
  return table.reduce((best, value) => (Math.abs(value - sample) < Math.abs(best - sample) ? value : best));
}
