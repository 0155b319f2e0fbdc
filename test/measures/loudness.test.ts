import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Channel } from '../../src/analysis.ts';
import { openAudio } from '../../src/audio/open.ts';
import { kWeighting } from '../../src/measures/k-weighting.ts';
import { integratedLoudness, stepPowers } from '../../src/measures/loudness.ts';
import type { TimeSpan } from '../../src/timespan.ts';
import { memoryChannel } from '../memory-channel.ts';
import { available, SHARED_AUDIO } from '../requires.ts';

const loudness = (channels: readonly Channel[], tones: readonly TimeSpan[] = []) =>
  integratedLoudness(channels.map(stepPowers), tones);

/** A sine whose peak is so many dBFS for so many seconds, one stretch after the other. */
function sine(rate: number, stretches: readonly (readonly [dbfs: number, seconds: number])[], hertz = 1000): Channel {
  const samples = new Float32Array(stretches.reduce((sum, [, seconds]) => sum + Math.round(seconds * rate), 0));
  let at = 0;
  for (const [dbfs, seconds] of stretches) {
    const peak = 10 ** (dbfs / 20);
    for (const end = at + Math.round(seconds * rate); at < end; at++)
      samples[at] = peak * Math.sin((2 * Math.PI * hertz * at) / rate);
  }
  return memoryChannel(samples, rate);
}

describe.each([8000, 16_000, 48_000])('loudness at %i Hz', (rate) => {
  it('is -3.01 LUFS for a full-scale sine of 997 Hz on one channel, as BS.1770 defines', () => {
    expect(Math.abs(loudness([sine(rate, [[0, 5]], 997)])! + 3.01)).toBeLessThan(0.05);
  });

  // EBU Tech 3341, table 1, cases 1 to 5: 1 kHz on both channels; tolerance 0.1 LU.
  it.each<[string, number, [number, number][]]>([
    ['1: a steady tone', -23, [[-23, 20]]],
    ['2: a quieter one', -33, [[-33, 20]]],
    [
      '3: stretches 13 dB lower do not count',
      -23,
      [
        [-36, 10],
        [-23, 60],
        [-36, 10],
      ],
    ],
    [
      '4: nor those under the absolute gate',
      -23,
      [
        [-72, 10],
        [-36, 10],
        [-23, 60],
        [-36, 10],
        [-72, 10],
      ],
    ],
    [
      '5: stretches 6 dB lower count',
      -23,
      [
        [-26, 20],
        [-20, 20.1],
        [-26, 20],
      ],
    ],
  ])('passes case %s', (_, lufs, stretches) => {
    const side = stepPowers(sine(rate, stretches));
    expect(Math.abs(integratedLoudness([side, side], [])! - lufs)).toBeLessThan(0.1);
    // One channel has half the power.
    expect(Math.abs(integratedLoudness([side], [])! - (lufs - 3.01))).toBeLessThan(0.1);
  });
});

describe('loudness', () => {
  it('leaves blocks with a tone out', () => {
    const channel = sine(8000, [
      [-10, 10],
      [-30, 10],
    ]);
    expect(loudness([channel], [{ start: 0, end: 10 }])).toBeCloseTo(-33, 1);
  });

  it('is null for silence, for what is shorter than a block, and for tones alone', () => {
    expect(loudness([memoryChannel(new Float32Array(80_000), 8000)])).toBeNull();
    expect(loudness([sine(8000, [[-20, 0.39]])])).toBeNull();
    expect(loudness([sine(8000, [[-20, 5]])], [{ start: 0, end: 5 }])).toBeNull();
  });
});

it('weighs at 11.025 and 44.1 kHz as at 8 kHz', () => {
  const found = [8000, 11_025, 44_100].map((rate) => loudness([sine(rate, [[-20, 5]])])!);
  for (const lufs of found) expect(Math.abs(lufs + 23)).toBeLessThan(0.1);
});

it('has the filters that BS.1770-4 prints for 48 kHz', () => {
  const [shelf, highPass] = kWeighting(48_000);
  expect([shelf.b0, shelf.b1, shelf.b2, shelf.a1, shelf.a2]).toEqual(
    [1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585].map((printed) =>
      expect.closeTo(printed, 8),
    ),
  );
  expect([highPass.b0, highPass.b1, highPass.b2, highPass.a1, highPass.a2]).toEqual(
    [1, -2, 1, -1.99004745483398, 0.99007225036621].map((printed) => expect.closeTo(printed, 8)),
  );
});

/**
 * What ffmpeg's ebur128 reads at 48 kHz, the rate of the recommendation. At 8 kHz its filters are 0.2 dB off: it takes the
 * bilinear transform and leaves the gain of the high-pass as it comes.
 */
function ebur128(file: string): number {
  const filters = 'aresample=48000:filter_size=64,ebur128=metadata=1,ametadata=mode=print:key=lavfi.r128.I:file=-';
  const { stdout } = spawnSync('ffmpeg', ['-nostats', '-i', file, '-af', filters, '-f', 'null', '-'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return Number([...stdout.matchAll(/lavfi\.r128\.I=(\S+)/g)].at(-1)![1]);
}

async function expectAsFfmpeg(file: string): Promise<void> {
  const audio = await openAudio(file);
  const found = loudness(audio.channels)!;
  await audio.close();
  expect(Math.abs(found - ebur128(file))).toBeLessThan(0.1);
}

describe.runIf(available('ffmpeg'))('loudness of speech is that of ffmpeg', () => {
  it.each(['complaint.wav', 'too-fast.wav', 'english-billing.wav', 'mono.wav', 'inbound-rude.flac'])('%s', (name) =>
    expectAsFfmpeg(path.join('samples/calls', name)),
  );
});

describe.runIf(available('ffmpeg') && available('shared-audio'))('loudness of real voices is that of ffmpeg', () => {
  it.each([
    'aws-lca/Auto_Repairs_40_UTC_agent.wav',
    'watson/zh-CN_sample2_for_8k.wav',
    'google/commercial_mono.wav',
    'google/two_channel_16k.wav',
    'wenet/aishell-BAC009S0724W0121.wav',
  ])('%s', (name) => expectAsFfmpeg(path.join(SHARED_AUDIO, name)));
});
