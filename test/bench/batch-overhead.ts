import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { openAudio } from '../../src/audio/open.ts';
import { openDatabase } from '../../src/library/database/open.ts';
import { scoreCalls } from '../../src/library/score-calls.ts';
import { findRecordings } from '../../src/recording/folder.ts';
import { encodeWav } from '../wav.ts';

/** What a batch costs besides the analyses its workers make. */
export interface BatchOverhead {
  calls: number;
  wallSeconds: number;
  /** Of the process that plans, judges and stores. */
  ownCpuSeconds: number;
  /** Its share of what all cores could have done in that time, 0…1. */
  share: number;
}

const SAMPLES = path.resolve(import.meta.dirname, '../../samples/calls');

/**
 * Scores `count` sample calls with the demo model, each a file of its own by one sample, and measures the CPU time of all
 * that is not decoding, measuring or recognition: planning, judging, storing.
 */
export async function batchOverhead(count: number): Promise<BatchOverhead> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lingting-overhead-'));
  try {
    await copies(path.join(folder, 'call'), count);
    const database = await openDatabase(path.join(folder, 'library.db'));
    const request = { pipeline: null, profile: null, language: null, channels: null, transcriptFile: null };
    const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
    const { rows } = await scoreCalls(
      { ...request, inputs: [folder], model: 'lingting-demo-zh', fileNamePattern: null, swap: false, workers: null },
      database,
      { start: () => {}, turns: () => {}, note: () => {}, step: () => {} },
      new AbortController().signal,
    );
    const wallSeconds = (performance.now() - startedAt) / 1000;
    const { user, system } = process.cpuUsage(cpuBefore);
    await database.close();
    const ownCpuSeconds = (user + system) / 1e6;
    const calls = rows.filter(({ state }) => state === 'done').length;
    return { calls, wallSeconds, ownCpuSeconds, share: ownCpuSeconds / (wallSeconds * availableParallelism()) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copies(stem: string, count: number): Promise<void> {
  const samples = findRecordings(SAMPLES).files.filter((file) => file.endsWith('.wav'));
  for (let number = 0; number < count; number++) {
    const audio = await openAudio(samples[number % samples.length]!);
    const channels = audio.channels.map((channel) => channel.read(0, channel.length));
    channels[0]![0] = number / 1000;
    await writeFile(`${stem}-${number}.wav`, encodeWav(channels, audio.sampleRateHz));
    await audio.close();
  }
}
