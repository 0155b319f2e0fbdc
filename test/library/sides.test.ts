import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sidesText } from '../../src/cli/channels.ts';
import { type AnalysisKey, analysisWith, readAnalysis } from '../../src/library/analyses.ts';
import { type Database, openDatabase } from '../../src/library/database/open.ts';
import { judgeCall } from '../../src/library/judge-call.ts';
import { planCalls } from '../../src/library/plan-calls.ts';
import { rescore } from '../../src/library/rescore/rescore.ts';
import { reviewedScorecard } from '../../src/library/review-call.ts';
import { addReviews } from '../../src/library/reviews.ts';
import { saySides, sidesOf } from '../../src/library/say-sides.ts';
import { scoreCalls } from '../../src/library/score-calls.ts';
import { loadScoring } from '../../src/scoring.ts';
import { loadTruths } from '../samples/truth-files.ts';

const SAMPLES = path.resolve(import.meta.dirname, '../../samples/calls');
const CSV = 'file,call_id,channels\ntwo.wav,two,agent|customer\none.wav,one,\n';
/** What is said in the call on two channels, without who says it. */
const { lines } = loadTruths().get('too-fast')!;
const SRT = lines.map(({ start, end, text }) => `1\n${at(start)} --> ${at(end)}\n${text}\n`).join('\n');
function at(seconds: number): string {
  return new Date(1000 * seconds).toISOString().slice(11, 23).replace('.', ',');
}

let folder: string;
let database: Database;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lingting-sides-'));
  await cp(path.join(SAMPLES, 'too-fast.wav'), path.join(folder, 'two.wav'));
  await cp(path.join(SAMPLES, 'mono.wav'), path.join(folder, 'one.wav'));
  for (const name of ['one', 'two']) await writeFile(path.join(folder, `${name}.srt`), SRT);
  await writeFile(path.join(folder, 'calls.csv'), CSV);
  database = await openDatabase(path.join(folder, 'library.db'));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const nothing = new AbortController().signal;
function request(swap: boolean) {
  const as = { pipeline: null, profile: null, model: null, language: null, channels: null, transcriptFile: null };
  return { ...as, inputs: [path.join(folder, 'calls.csv')], fileNamePattern: null, workers: 1, swap };
}
async function score(swap: boolean) {
  let total = 0;
  const events = {
    start: (calls: readonly unknown[]) => {
      total = calls.length;
    },
    step: () => {},
    turns: () => {},
    note: () => {},
  };
  return { ...(await scoreCalls(request(swap), database, events, nothing)), total };
}
const participants = async () => (await sidesOf(database.query, 'two')).attribution.participants;
async function keyOf(callId: string): Promise<AnalysisKey> {
  const { recording, provenance } = (await readAnalysis(database.query, callId))!;
  return { audioSha256: recording.sha256, settingsSha256: provenance.settingsSha256 };
}
const attempts = () => database.query.selectFrom('calls').select(['call_id', 'attempts']).orderBy('call_id').execute();
const items = async () => (await reviewedScorecard(database.query, 'two')).scorecard.items;

describe('sides the wrong way round', () => {
  it('are exchanged for a run without a new analysis, once, and stay so', async () => {
    await score(false);
    expect(await participants()).toEqual(['agent', 'customer']);
    const before = await readAnalysis(database.query, 'two');
    await addReviews(database, [
      {
        callId: 'two',
        itemId: 'greeting-hello',
        outcome: 'na',
        rating: null,
        by: 'Li',
        why: 'x',
        at: null,
        source: 'command',
      },
    ]);
    const once = await score(true);
    expect(once).toMatchObject({ total: 2, oneSided: 1, saidBefore: 0, left: 0 });
    const after = await readAnalysis(database.query, 'two');
    expect(after!.attribution).toMatchObject({ participants: ['customer', 'agent'], source: 'override' });
    expect(after!.measures.agent!.levelDbfs).toBe(before!.measures.customer!.levelDbfs);
    expect(await score(true)).toMatchObject({ oneSided: 1, saidBefore: 1 });
    expect(await participants()).toEqual(['customer', 'agent']);
    expect((await score(false)).total).toBe(0);
    expect(await participants()).toEqual(['customer', 'agent']);
    expect(await attempts()).toEqual([
      { call_id: 'one', attempts: 1 },
      { call_id: 'two', attempts: 1 },
    ]);
  });

  it('leave what people said of items', async () => {
    const { review } = (await items()).find(({ itemId }) => itemId === 'greeting-hello')!;
    expect(review?.human).toMatchObject({ outcome: 'na', by: 'Li' });
  });

  it('are said of one call by somebody, and taken back', async () => {
    const swapped = await items();
    await expect(saySides(database, ['two'], 'Wang')).rejects.toThrow(/exchanged before by a run with --swap/);
    const [reset] = await saySides(database, ['two'], null);
    expect(reset!.attribution).toMatchObject({ participants: ['agent', 'customer'], source: 'metadata' });
    const asFound = await items();
    expect(asFound).not.toEqual(swapped);
    const [said] = await saySides(database, ['two'], 'Wang');
    expect(said!.attribution).toMatchObject({ participants: ['customer', 'agent'], source: 'override' });
    expect(said!.attribution.notes[0]!.zh).toBe('Wang 指定声道 2 为坐席。');
    expect(await items()).not.toEqual(asFound);
    await expect(saySides(database, ['two'], 'Zhao')).rejects.toThrow(/exchanged before by Wang/);
    await score(true);
    expect(await participants()).toEqual(['customer', 'agent']);
    await saySides(database, ['two'], null);
    const causes = await database.query.selectFrom('score_history').select('cause').orderBy('at').execute();
    expect(causes.map(({ cause }) => cause)).toContain('sides');
  });

  it('stay as they were said when the checklist changes', async () => {
    await saySides(database, ['two'], 'Wang');
    const profile = path.join(folder, 'mine.yaml');
    await writeFile(profile, 'rules: { closing-farewell: false }\n');
    const place = path.join(folder, 'library.db');
    const request = { pipeline: null, profile, only: null, dryRun: false, workers: 1 };
    await rescore(database, place, request, { turns: () => {}, start: () => {}, step: () => {} }, nothing);
    expect(await participants()).toEqual(['customer', 'agent']);
    const judged = await items();
    const [reset] = await saySides(database, ['two'], null);
    expect(reset!.attribution.participants).toEqual(['agent', 'customer']);
    // Judged by what judged it last: the profile of the re-score.
    expect((await items()).find(({ itemId }) => itemId === 'closing-farewell')!.verdict.kind).toBe('notApplicable');
    await saySides(database, ['two'], 'Wang');
    expect(await items()).toEqual(judged);
  });

  it('are those that somebody says while a run judges the call', async () => {
    const [planned] = await planCalls(request(true));
    const scoring = await loadScoring(planned!.settings, 'zh');
    const found = (await analysisWith(database.query, await keyOf('two')))!;
    await saySides(database, ['two'], null);
    let isSaid = false;
    // Between what the run reads and what it writes.
    const transaction = () => ({
      execute: async (work: never) => {
        if (!isSaid) await saySides(database, ['two'], 'Zhao');
        isSaid = true;
        return database.query.transaction().execute(work);
      },
    });
    const query = new Proxy(database.query, {
      get: (target, name) => (name === 'transaction' ? transaction : Reflect.get(target, name, target).bind(target)),
    });
    const run = await judgeCall({ query }, planned!, found, scoring, true);
    const { attribution, score: said } = await sidesOf(database.query, 'two');
    expect(attribution.notes[0]!.zh).toContain('Zhao');
    expect(run).toMatchObject({ state: 'done', score: said.to });
    const judged = await items();
    await saySides(database, ['two'], null);
    await saySides(database, ['two'], 'Zhao');
    expect(await items()).toEqual(judged);
    await saySides(database, ['two'], null);
  });

  it('are exchanged in all calls named, or in none', async () => {
    const before = await participants();
    await expect(saySides(database, ['two', 'one'], 'Wang')).rejects.toMatchObject({ code: 'usage' });
    await expect(saySides(database, ['two', 'typo'], 'Wang')).rejects.toMatchObject({ code: 'not-in-library' });
    expect(await participants()).toEqual(before);
  });

  it('leave a call out by the rules of now, which may take it back', async () => {
    const pipeline = path.join(folder, 'mine-pipeline.yaml');
    const leaveOutUnder = (seconds: number) =>
      writeFile(
        pipeline,
        `name: mine\ntitle: { zh: 我, en: mine }\nlanguage: zh\nmodel: none\nchannels: auto\nchecklist: inbound\nexclude: { shorterThanSeconds: ${seconds} }\n`,
      );
    await leaveOutUnder(0);
    await saySides(database, ['two'], null);
    const options = { pipeline, profile: null, only: ['two'], dryRun: false, workers: 1 };
    const events = { turns: () => {}, start: () => {}, step: () => {} };
    await rescore(database, path.join(folder, 'library.db'), options, events, nothing);
    const before = await items();
    await leaveOutUnder(3600);
    const [said] = await saySides(database, ['two'], 'Wang');
    expect(said).toMatchObject({ score: { to: null }, exclusion: { en: expect.stringContaining('under 3600 s') } });
    expect(sidesText(said!, 'swap', 'en')).toContain('\n  Left out: It lasts');
    await expect(items()).rejects.toThrow(/is left out/);
    expect(await participants()).toEqual(['customer', 'agent']);
    await leaveOutUnder(0);
    const [reset] = await saySides(database, ['two'], null);
    expect(reset).toMatchObject({ changed: true, score: { from: null, to: said!.score.from }, exclusion: null });
    expect(await items()).toEqual(before);
  });

  it('need two sides, and a call that was scored', async () => {
    await expect(saySides(database, ['one'], 'Wang')).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('not told apart'),
    });
    await expect(saySides(database, ['nobody'], 'Wang')).rejects.toMatchObject({ code: 'not-in-library' });
    await expect(sidesOf(database.query, 'nobody')).rejects.toMatchObject({ code: 'not-in-library' });
  });
});
