import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LanguageSetting } from '../../src/analysis.ts';
import { openAudio } from '../../src/audio/open.ts';
import { readAnalysis } from '../../src/library/analyses.ts';
import { type Database, openDatabase } from '../../src/library/database/open.ts';
import { planCalls, type ScoreRequest } from '../../src/library/plan-calls.ts';
import { planRescore } from '../../src/library/rescore/plan.ts';
import { scoreCalls } from '../../src/library/score-calls.ts';
import { encodeWav } from '../wav.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lingting-language-'));
const calls = path.join(folder, 'calls');
let database: Database;
beforeAll(async () => {
  mkdirSync(calls);
  const audio = await openAudio(path.resolve(import.meta.dirname, '../../samples/calls/too-fast.wav'));
  const channels = audio.channels.map((channel) => channel.read(0, 8 * audio.sampleRateHz));
  await audio.close();
  const lines = { chinese: '您好，请问有什么可以帮您？', english: 'Hello, how can I help you today?' };
  for (const [name, text] of Object.entries(lines)) {
    writeFileSync(path.join(calls, `${name}.wav`), encodeWav(channels, audio.sampleRateHz));
    writeFileSync(path.join(calls, `${name}.srt`), `1\n00:00:01,000 --> 00:00:04,000\n${text}\n`);
  }
  database = await openDatabase(path.join(folder, 'library.db'));
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const request = (language: LanguageSetting | null): ScoreRequest => ({
  ...{ inputs: [calls], pipeline: null, profile: null, model: null, language, channels: ['agent', 'customer'] },
  ...{ transcriptFile: null, fileNamePattern: null, swap: false, workers: 1 },
});

it('calls whose language is to be detected are each judged in their own, once', async () => {
  let kept = 0;
  const events = {
    start: (_: unknown, before: number) => (kept = before),
    turns: () => {},
    step: () => {},
    note: () => {},
  };
  const score = () => scoreCalls(request('auto'), database, events, new AbortController().signal);
  const rows = await score();
  expect(rows.rows).toMatchObject([{ state: 'done' }, { state: 'done' }]);
  for (const [callId, heard, rateUnit] of [
    ['chinese', 'zh', 'characters'],
    ['english', 'en', 'words'],
  ] as const) {
    const analysis = (await readAnalysis(database.query, callId))!;
    expect([analysis.language, analysis.measures.rateUnit]).toEqual([heard, rateUnit]);
    expect(analysis.provenance.languageDetection).toEqual({ heard, confidence: 1 });
  }
  await score();
  expect(kept).toBe(2);
  const rescore = await planRescore(database.query, { pipeline: null, profile: null, only: null });
  expect([rescore.current, rescore.groups]).toEqual([2, []]);
});

it('what the list says of a call stands over detection, and over what the pipeline says', async () => {
  const list = path.join(folder, 'calls.csv');
  writeFileSync(list, 'file,language\ncalls/english.wav,en\ncalls/chinese.wav,\n');
  const languages = async (setting: LanguageSetting | null) =>
    (await planCalls({ ...request(setting), inputs: [list] })).map(({ analysis }) => analysis.language);
  expect(await languages('auto')).toEqual(['en', 'auto']);
  expect(await languages(null)).toEqual(['en', 'zh']);
  expect(await languages('zh')).toEqual(['zh', 'zh']);
});
