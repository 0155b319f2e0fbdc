import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type OpenAudio, openAudio } from '../../src/audio/open.ts';
import { speechLevel } from '../../src/measures/level.ts';
import type { TimeSpan } from '../../src/timespan.ts';
import { loadVoiceActivity } from '../../src/vad/silero.ts';
import { MEASURING, speechSpans } from '../../src/vad/spans.ts';
import { available, SHARED_AUDIO } from '../requires.ts';
import { activeSpeechLevelDbfs } from './p56.ts';

const SAMPLES = ['complaint.wav', 'too-loud', 'english-billing.wav', 'inbound-rude.flac'].map((name) =>
  path.join('samples/calls', name === 'too-loud' ? '秦朗 8053 快递咨询.wav' : name),
);
/** Where the level is compared: sox and ffmpeg cut here, whoever speaks. */
const CUT: TimeSpan = { start: 2, end: 12 };

async function levels(file: string): Promise<(number | null)[]> {
  const audio = await openAudio(file);
  const found = audio.channels.map((signal) => speechLevel({ participant: 'agent', speech: [CUT], signal }));
  await audio.close();
  return found;
}

function expectClose(found: readonly (number | null)[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  for (const [index, dbfs] of wanted.entries()) expect(Math.abs(found[index]! - dbfs)).toBeLessThan(0.1);
}

describe.runIf(available('sox'))('level is that of sox', () => {
  it.each(SAMPLES)('%s', async (file) => {
    const { stderr } = spawnSync('sox', [file, '-n', 'trim', '2', '10', 'stats'], { encoding: 'utf8' });
    const [, ...columns] = /^RMS lev dB +(.*)$/m.exec(stderr)![1]!.split(/ +/).map(Number);
    expectClose(await levels(file), columns);
  });
});

describe.runIf(available('ffmpeg'))('level is that of ffmpeg astats', () => {
  it.each(SAMPLES)('%s', async (file) => {
    const filters = 'atrim=2:12,astats=measure_overall=none:measure_perchannel=RMS_level';
    const { stderr } = spawnSync('ffmpeg', ['-i', file, '-af', filters, '-f', 'null', '-'], { encoding: 'utf8' });
    const wanted = [...stderr.matchAll(/RMS level dB: (\S+)/g)].map(([, dbfs]) => Number(dbfs));
    expectClose(await levels(file), wanted);
  });
});

describe('level over detected speech is the active speech level of ITU-T P.56', () => {
  const speechOf = new Map<string, { audio: OpenAudio; speech: TimeSpan[][] }>();
  const shared = available('shared-audio')
    ? [
        'aws-lca/Auto_Repairs_40_UTC_agent.wav',
        'aws-lca/Auto_Repairs_40_UTC_caller.wav',
        'watson/zh-CN_sample2_for_8k.wav',
      ]
    : [];
  const files = [...SAMPLES, ...shared.map((name) => path.join(SHARED_AUDIO, name))];

  beforeAll(async () => {
    const voiceActivity = await loadVoiceActivity();
    for (const file of files) {
      const audio = await openAudio(file);
      const speech: TimeSpan[][] = [];
      for (const channel of audio.channels)
        speech.push(speechSpans(await voiceActivity.probabilities(channel), MEASURING));
      speechOf.set(file, { audio, speech });
    }
    await voiceActivity.close();
  });

  // P.56 counts 0.2 s after every word as active, and the detector pauses of a fifth of a second as none.
  it.each(files)('%s: to 1 dB', async (file) => {
    const { audio, speech } = speechOf.get(file)!;
    for (const [index, signal] of audio.channels.entries()) {
      const found = speechLevel({ participant: 'agent', speech: speech[index]!, signal })!;
      expect(Math.abs(found - activeSpeechLevelDbfs(signal)!)).toBeLessThan(1);
    }
    await audio.close();
  });
});
