import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Transcriber } from '../../src/asr/transcriber.ts';
import { planCalls } from '../../src/library/plan-calls.ts';
import { settingsHash } from '../../src/pipeline.ts';
import { loadScoring } from '../../src/scoring.ts';
import { ROOT } from '../../src/settings.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lingting-hot-words-'));
afterAll(() => rmSync(folder, { recursive: true }));
const recording = path.join(ROOT, 'samples/calls/too-fast.wav');
const transcript = path.join(folder, 'call.srt');
writeFileSync(transcript, '1\n00:00:01,000 --> 00:00:02,000\n您好\n');

/** The call as it is planned with a profile. */
async function planned(profile: string, transcriptFile: string | null = null, pipeline: string | null = null) {
  const file = path.join(folder, 'profile.yaml');
  writeFileSync(file, profile);
  const none = { model: null, language: null, channels: null, fileNamePattern: null, workers: null };
  const request = { ...none, inputs: [recording], profile: file, transcriptFile, pipeline, swap: false };
  return (await planCalls(request))[0]!;
}

it('hot words of the profile reach the recogniser, and a call with others is recognised again', async () => {
  const none = await planned('{}');
  const some = await planned('hotWords: [晨光家电, 空气炸锅]');
  expect(none.analysis.hotWords).toEqual([]);
  expect(some.analysis.hotWords).toEqual(['晨光家电', '空气炸锅']);
  expect(some.stamp).not.toBe(none.stamp);
  expect((await planned('hotWords: []')).stamp).toBe(none.stamp);
  // An existing transcript owes nothing to them.
  const read = await planned('hotWords: [晨光家电]', transcript);
  expect(read.stamp).toBe((await planned('{}', transcript)).stamp);
});

it('timestamps of the pipeline reach the recogniser, and a call with them is recognised again', async () => {
  const pipeline = path.join(folder, 'timed.yaml');
  const inbound = readFileSync(path.join(ROOT, 'pipelines/inbound.yaml'), 'utf8');
  writeFileSync(pipeline, inbound);
  const [usual, readUsual] = [await planned('{}', null, pipeline), await planned('{}', transcript, pipeline)];
  writeFileSync(pipeline, inbound.replace(/^timestamps: false$/m, 'timestamps: true'));
  const timed = await planned('{}', null, pipeline);
  expect([usual.analysis.timestamps, timed.analysis.timestamps]).toEqual([false, true]);
  expect(timed.stamp).not.toBe(usual.stamp);
  expect((await planned('{}', transcript, pipeline)).stamp).toBe(readUsual.stamp);
});

it('words that the model was told are part of what an analysis depends on; verdicts rest on none', async () => {
  const { analysis, settings } = await planned('hotWords: [晨光家电]');
  const transcriber = { id: 'small', modelSha256: 'a', demo: false, warnings: [] } as unknown as Transcriber;
  const voiceActivity = {
    detector: 'level' as const,
    models: {},
    probabilities: () => Promise.reject(),
    close: async () => {},
  };
  const hash = (hotWords: readonly string[]) =>
    settingsHash(analysis, { voiceActivity, transcriber: { ...transcriber, hotWords } });
  expect(new Set(await Promise.all([[], ['晨光家电'], ['空气炸锅']].map(hash))).size).toBe(3);
  const { key } = await loadScoring(settings, 'zh');
  await planned('hotWords: [空气炸锅]');
  expect((await loadScoring(settings, 'zh')).key).toBe(key);
});
