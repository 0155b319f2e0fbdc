import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Channel } from '../../src/analysis.ts';
import { openAudio } from '../../src/audio/open.ts';
import { merge, type TimeSpan } from '../../src/timespan.ts';
import { SHARED_AUDIO } from '../requires.ts';
import { loadTruths, recordingOf } from '../samples/truth-files.ts';
import { energyTruth } from './energy-truth.ts';

/** A recording of which it is known where somebody speaks on each channel. */
export interface Labelled {
  name: string;
  /** Who says so: the script it was made from, labels that came with it, or its own level (see `energyTruth`). */
  source: 'script' | 'labels' | 'level';
  channels: readonly Channel[];
  truth: readonly (readonly TimeSpan[])[];
  close(): Promise<void>;
}

/** Recordings with nothing in them but speech and a quiet background. */
const CLEAN = [
  'aws-lca/Auto_Repairs_40_UTC_agent.wav',
  'aws-lca/Auto_Repairs_40_UTC_caller.wav',
  'google/commercial_mono.wav',
  'google/two_channel_16k.wav',
  'azure/customspeech-zh-CN/audio1.wav',
  'azure/whatstheweatherlike-mulaw.wav',
  'watson/zh-CN_sample2_for_8k.wav',
  'wenet/aishell-BAC009S0724W0121.wav',
  'mfa/english_fast.wav',
  'mfa/english_slow.wav',
  'mfa/mfa_um.flac',
];
const LABELLED: Record<string, () => TimeSpan[]> = {
  'google/audio_silence_padding.wav': () => [{ start: 2, end: 3.8 }],
  'ina/musanmix.mp3': () =>
    readFileSync(path.join(SHARED_AUDIO, 'ina/musanmix-smn-gender.csv'), 'utf8')
      .split('\n')
      .map((line) => line.trim().split('\t'))
      .filter(([label]) => label === 'male' || label === 'female')
      .map(([, start, end]) => ({ start: Number(start), end: Number(end) })),
};

/** The sample calls, with the times of their scripts. */
export async function* labelledSamples(): AsyncGenerator<Labelled> {
  for (const truth of loadTruths().values()) {
    const { channels, close } = await openAudio(recordingOf(truth));
    const spoken = channels.map((_, index) =>
      merge(
        truth.lines
          .filter(({ participant }) => truth.channels.length === 1 || truth.channels[index] === participant)
          .flatMap(({ speech }) => speech),
      ),
    );
    yield { name: truth.id, source: 'script', channels, truth: spoken, close };
  }
}

/** The recordings of people beside this checkout. */
export async function* labelledPeople(): AsyncGenerator<Labelled> {
  for (const name of CLEAN) {
    const { channels, close } = await openAudio(path.join(SHARED_AUDIO, name));
    yield { name, source: 'level', channels, truth: channels.map(energyTruth), close };
  }
  for (const [name, spans] of Object.entries(LABELLED)) {
    const { channels, close } = await openAudio(path.join(SHARED_AUDIO, name));
    yield { name, source: 'labels', channels, truth: channels.map(spans), close };
  }
}
