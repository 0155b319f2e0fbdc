import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CallAnalysis, Participant } from '../../src/analysis.ts';
import { openAudio } from '../../src/audio/open.ts';
import { readAnalysis } from '../../src/library/analyses.ts';
import { type Database, openDatabase } from '../../src/library/database/open.ts';
import { packed, unpacked } from '../../src/library/packed.ts';
import { scoreCalls } from '../../src/library/score-calls.ts';
import { encodeWav } from '../wav.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lingting-remembered-'));
const file = path.join(folder, 'call.wav');
let database: Database;
beforeAll(async () => {
  const audio = await openAudio(path.resolve(import.meta.dirname, '../../samples/calls/too-fast.wav'));
  const channels = audio.channels.map((channel) => channel.read(0, 8 * audio.sampleRateHz));
  await audio.close();
  writeFileSync(file, encodeWav(channels, audio.sampleRateHz));
  database = await openDatabase(path.join(folder, 'library.db'));
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

/** Scores the call with another setting than before, and says whether its words were recognised and what they are. */
async function scored(channels: Participant[] | null): Promise<[remembered: number, texts: string[]]> {
  const nothing = { pipeline: null, profile: null, language: null, transcriptFile: null, fileNamePattern: null };
  const { remembered, rows } = await scoreCalls(
    { ...nothing, inputs: [file], model: 'lingting-demo-zh', channels, swap: false, workers: 1 },
    database,
    { start: () => {}, turns: () => {}, step: () => {}, note: () => {} },
    new AbortController().signal,
  );
  expect(rows).toMatchObject([{ state: 'done' }]);
  const { transcript } = (await readAnalysis(database.query, 'call'))!;
  return [remembered, transcript.map(({ text }) => text)];
}

async function changeStored(change: (analysis: CallAnalysis, index: number) => Uint8Array): Promise<void> {
  const rows = await database.query.selectFrom('analyses').selectAll().execute();
  for (const [index, { settings_sha256, document }] of rows.entries())
    await database.query
      .updateTable('analyses')
      .set({ document: change(unpacked<CallAnalysis>(document), index) })
      .where('settings_sha256', '=', settings_sha256)
      .execute();
}

it('words that were recognised once are not recognised again for other settings, unless what is kept is damaged', async () => {
  const [none, words] = await scored(null);
  expect(none).toBe(0);
  expect(words.length).toBeGreaterThan(0);
  // Words that no model writes: where they come out again, they were kept.
  const marked = words.map((text) => `${text}。记号`);
  await changeStored((analysis) =>
    packed({ ...analysis, transcript: analysis.transcript.map((one) => ({ ...one, text: `${one.text}。记号` })) }),
  );
  expect(await scored(['customer', 'agent'])).toEqual([1, marked]);
  // One is damaged now, and the other the work of another model, which would write other words.
  await changeStored((analysis, index) =>
    index === 0
      ? Buffer.from('damaged')
      : packed({ ...analysis, provenance: { ...analysis.provenance, recognitionSha256: 'of another model' } }),
  );
  expect(await scored(['agent', 'customer'])).toEqual([0, words]);
});
