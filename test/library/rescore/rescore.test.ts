import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { CallAnalysis } from '../../../src/analysis.ts';
import { rescoreText } from '../../../src/cli/rescore-text.ts';
import { readAnalysis, storeAnalysis } from '../../../src/library/analyses.ts';
import { type Database, openDatabase } from '../../../src/library/database/open.ts';
import type { CallChange } from '../../../src/library/rescore/change.ts';
import { planRescore } from '../../../src/library/rescore/plan.ts';
import { type RescoreOptions, type RescoreResult, rescore } from '../../../src/library/rescore/rescore.ts';
import { ROOT } from '../../../src/settings.ts';
import { ENGINES } from '../database/engines.ts';
import { aCall } from '../database/rows.ts';
import { fillScored } from './filled.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'lingting-rescore-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const CALLS = 10;
const DEFAULT = await readFile(path.join(ROOT, 'seeds/profiles/default.yaml'), 'utf8');

/** A profile like the usual one with some rules switched off. */
async function profileWithout(...rules: string[]): Promise<string> {
  const file = path.join(folder, `${rules.join('-') || 'same'}.yaml`);
  const off = rules.map((id) => `  ${id}: false\n`).join('');
  await writeFile(file, `${DEFAULT.replace(/^rules:.*$/m, '')}\nrules:\n${off || '  greeting-hello: true\n'}`);
  return file;
}

/** A pipeline like the usual one that leaves out calls under so many seconds. */
async function excludingUnder(seconds: number): Promise<string> {
  const file = path.join(folder, `under-${seconds}.yaml`);
  const inbound = await readFile(path.join(ROOT, 'pipelines/inbound.yaml'), 'utf8');
  await writeFile(file, inbound.replace('shorterThanSeconds: 5,', `shorterThanSeconds: ${seconds},`));
  return file;
}

/** The analysis of a call as if its recording were so long. */
async function withLength(query: Database['query'], callId: string, durationSeconds: number): Promise<CallAnalysis> {
  const analysis = (await readAnalysis(query, callId))!;
  return { ...analysis, recording: { ...analysis.recording, durationSeconds } };
}

const SILENT = { turns: () => {}, start: () => {}, step: () => {} };
const run = (database: Database, location: string, more: Partial<RescoreOptions>): Promise<RescoreResult> =>
  rescore(
    database,
    location,
    { pipeline: null, profile: null, only: null, dryRun: false, workers: 1, ...more },
    SILENT,
    new AbortController().signal,
  );

const callsOf = ({ query }: Database) => query.selectFrom('calls').selectAll().orderBy('call_id').execute();

describe.each(ENGINES)('a re-score in $engine', ({ fresh, remove }) => {
  afterAll(remove);

  async function filled(): Promise<{ database: Database; location: string }> {
    const location = await fresh();
    const database = await openDatabase(location);
    await fillScored(database.query, CALLS);
    return { database, location };
  }

  it('lists dry what it then writes, item by item and call by call, and writes nothing while dry', async () => {
    const { database, location } = await filled();
    const profile = await profileWithout('greeting-hello', 'closing-farewell');
    const before = await callsOf(database);
    const dry = await run(database, location, { profile, dryRun: true });
    expect(await callsOf(database)).toEqual(before);
    expect(
      await database.query.selectFrom('score_history').selectAll().where('cause', '=', 'rescore').execute(),
    ).toEqual([]);
    expect(dry.calls).toMatchObject({ current: 0, judged: CALLS, failed: 0, left: 0 });
    expect(dry.changes.length).toBeGreaterThan(0);

    const wet = await run(database, location, { profile });
    expect({ ...wet, dryRun: true }).toEqual(dry);
    const after = await callsOf(database);
    const order = await itemOrder(database, after[0]!.checklist_key!);
    const written = before.flatMap((was, at): Pick<CallChange, 'callId' | 'score' | 'flips'>[] => {
      const is = after[at]!;
      const flips = order.flatMap((itemId, place) => {
        const [from, to] = [was.outcomes![place]!, is.outcomes![place]!];
        return from === to ? [] : [{ itemId, from, to }];
      });
      return flips.length > 0 || was.score !== is.score
        ? [{ callId: was.call_id, score: { from: was.score, to: is.score }, flips }]
        : [];
    });
    const listed = wet.changes.map(({ callId, score, flips }) => ({ callId, score, flips }));
    expect(listed.toSorted((a, b) => (a.callId < b.callId ? -1 : 1))).toEqual(written);
    expect(wet.calls).toMatchObject({ changed: written.length, held: 0 });
    const points = listed.map(({ score }) => Math.abs((score.to ?? 0) - (score.from ?? 0)));
    expect(points).toEqual(points.toSorted((a, b) => b - a));
    const counted = wet.items.reduce((sum, { calls }) => sum + calls, 0);
    expect(counted).toBe(written.reduce((sum, { flips }) => sum + flips.length, 0));
    await database.close();
  });

  it('says before it writes which calls it judges with something else than the last re-score did', async () => {
    const { database, location } = await filled();
    const profile = await profileWithout('greeting-hello');
    const only = (await callsOf(database)).slice(0, 2).map(({ call_id }) => call_id);
    expect((await run(database, location, { profile, only })).turns).toEqual([]);
    const [mine, own] = [
      { pipeline: 'inbound', profile },
      { pipeline: 'inbound', profile: null },
    ];
    expect((await run(database, location, { dryRun: true })).turns).toEqual([{ from: mine, to: own, calls: 2 }]);
    const heard: unknown[] = [];
    const options = { pipeline: null, profile: null, only: null, dryRun: false, workers: 1 };
    const events = {
      ...SILENT,
      turns: (turns: unknown) => heard.push(turns),
      start: () => heard.push('start'),
    };
    await rescore(database, location, options, events, new AbortController().signal);
    expect(heard).toEqual([[{ from: mine, to: own, calls: 2 }], 'start']);
    expect((await run(database, location, { profile })).turns).toEqual([]);
    await database.close();
  });

  it('keeps what people said, and every score that was', async () => {
    const { database, location } = await filled();
    const [call] = await callsOf(database);
    await database.query
      .insertInto('reviews')
      .values({
        review_id: 'r',
        call_id: call!.call_id,
        item_id: 'closing-farewell',
        outcome: 'fail',
        rating: null,
        by_name: '质检员',
        why: '听过',
        at: '2026-01-02',
        source: 'command',
        machine: null,
      })
      .execute();
    const profile = await profileWithout('closing-farewell');
    await run(database, location, { profile });
    const after = (await callsOf(database))[0]!;
    const order = await itemOrder(database, after.checklist_key!);
    const place = order.indexOf('closing-farewell');
    expect([after.machine_outcomes![place], after.outcomes![place], after.reviewed]).toEqual(['n', 'f', 1]);
    const history = await database.query
      .selectFrom('score_history')
      .innerJoin('checklists', 'checklists.checklist_key', 'score_history.checklist_key')
      .select(['cause', 'version', 'sha256'])
      .where('call_id', '=', call!.call_id)
      .orderBy('at')
      .execute();
    expect(history.map(({ cause }) => cause)).toEqual(['score', 'rescore']);
    expect(history.every(({ version, sha256 }) => version !== '' && sha256.length === 64)).toBe(true);
    const { calls, changes } = await run(database, location, { only: [call!.call_id] });
    expect(calls).toMatchObject({ judged: 1, changed: 0, held: 1 });
    expect(changes).toMatchObject([{ callId: call!.call_id, flips: [], heldByPeople: 1 }]);
    await database.close();
  });

  it('leaves out calls that the rules exclude now, takes back those they let in, and says so dry', async () => {
    const { database, location } = await filled();
    const { query } = database;
    const [short, review] = ['C000003', { item_id: 'closing-farewell', outcome: 'fail' as const, by_name: '质检员' }];
    await storeAnalysis(query, await withLength(query, short, 20), '2026-01-01');
    const rest = { rating: null, why: '听过', at: '2026-01-02', source: 'command', machine: null };
    await query
      .insertInto('reviews')
      .values({ review_id: 'r', call_id: short, ...review, ...rest })
      .execute();
    const reason = JSON.stringify({ zh: '无人说话。', en: 'Nobody speaks.' });
    await query
      .insertInto('calls')
      .values(aCall('mute', { state: 'excluded', code: 'nobody-speaks', reason }))
      .execute();
    await query
      .insertInto('call_inputs')
      .values({ call_id: 'mute', file: 'mute.wav', metadata: '{}', job: '{}', stamp: '' })
      .execute();
    const pipeline = await excludingUnder(30);
    const before = await callsOf(database);
    const dry = await run(database, location, { pipeline, dryRun: true });
    expect(await callsOf(database)).toEqual(before);
    expect(dry.calls).toMatchObject({ judged: CALLS, leftOut: 1, takenBack: 0, unanalysed: 1 });
    expect(dry.changes[0]).toMatchObject({
      callId: short,
      flips: [],
      exclusion: { from: null, to: { en: expect.stringContaining('30 s') } },
    });
    expect(rescoreText(dry, 'en', 80)).toMatch(/1 excluded.*Calls excluded and taken back.*C000003.*20\.0 s/s);
    expect(rescoreText(dry, 'zh', 80)).toMatch(/另有 1 通因无人说话或录音不足半秒/);
    expect(rescoreText(dry, 'en', 200)).toMatch(
      /1 excluded call .* nobody speaks there or .* under half a second long/,
    );
    expect({ ...(await run(database, location, { pipeline })), dryRun: true }).toEqual(dry);
    expect((await callsOf(database)).find(({ call_id }) => call_id === short)).toMatchObject({
      state: 'excluded',
      code: 'shorter-than-limit',
      score: null,
      checklist_key: null,
    });
    const again = await run(database, location, { pipeline });
    expect(again.calls).toMatchObject({ judged: 0, current: CALLS, changed: 0 });
    expect((await planRescore(query, { pipeline, profile: null, only: null })).groups).toEqual([]);

    const back = await run(database, location, { only: [short, 'mute'] });
    expect(back.calls).toMatchObject({ judged: 1, takenBack: 1, leftOut: 0, unanalysed: 1 });
    expect(back.changes).toMatchObject([
      { callId: short, exclusion: { from: { en: expect.stringContaining('30 s') }, to: null } },
    ]);
    expect(rescoreText(back, 'zh', 80)).toMatch(/收回 1 通/);
    const found = (await callsOf(database)).find(({ call_id }) => call_id === short)!;
    expect(found).toMatchObject({ state: 'done', code: null, reason: null, reviewed: 1 });
    expect(found.machine_score).not.toBeNull();
    await database.close();
  });

  it('does the rest when it was stopped, and nothing twice', async () => {
    const { database, location } = await filled();
    const profile = await profileWithout('greeting-hello');
    const some = (await callsOf(database)).slice(0, 5).map(({ call_id }) => call_id);
    expect((await run(database, location, { profile, only: some })).calls.judged).toBe(5);
    const stop = new AbortController();
    stop.abort();
    const options = { pipeline: null, profile, only: null, dryRun: false, workers: 1 };
    const stopped = await rescore(database, location, options, SILENT, stop.signal);
    expect(stopped.calls).toMatchObject({ current: 5, judged: 0, left: CALLS - 5 });
    expect((await run(database, location, { profile })).calls).toMatchObject({
      current: 5,
      judged: CALLS - 5,
      left: 0,
    });
    expect((await run(database, location, { profile })).calls).toMatchObject({ current: CALLS, judged: 0 });
    await database.close();
  });

  it('is harmless beside another one', async () => {
    const { database, location } = await filled();
    const profile = await profileWithout('offer-help');
    const both = await Promise.all([1, 2].map(() => run(database, location, { profile })));
    expect(both.map(({ calls }) => calls.failed)).toEqual([0, 0]);
    const history = await database.query
      .selectFrom('score_history')
      .select(({ fn }) => ['call_id', fn.countAll<number>().as('count')])
      .where('cause', '=', 'rescore')
      .groupBy('call_id')
      .execute();
    expect(history.length).toBe(CALLS);
    expect(history.every(({ count }) => Number(count) === 1)).toBe(true);
    await database.close();
  });

  it('names calls that cannot be judged and does the others', async () => {
    const { database, location } = await filled();
    const [first] = await callsOf(database);
    await database.query
      .updateTable('analyses')
      .set({ document: new Uint8Array([1, 2, 3]) })
      .where('audio_sha256', '=', first!.audio_sha256!)
      .execute();
    const result = await run(database, location, { profile: await profileWithout('greeting-hello') });
    expect(result.failed).toEqual([
      { callId: first!.call_id, sentence: expect.objectContaining({ zh: expect.any(String) }) },
    ]);
    expect(result.calls).toMatchObject({ judged: CALLS - 1, failed: 1 });
    await expect(run(database, location, { only: ['nobody'] })).rejects.toMatchObject({ code: 'not-in-library' });
    await expect(run(database, location, { pipeline: 'nothing' })).rejects.toMatchObject({ code: 'settings-invalid' });
    await database.close();
  });
});

async function itemOrder({ query }: Database, key: string): Promise<string[]> {
  const { document } = await query
    .selectFrom('checklists')
    .select('document')
    .where('checklist_key', '=', key)
    .executeTakeFirstOrThrow();
  return (JSON.parse(document) as { items: { itemId: string }[] }).items.map(({ itemId }) => itemId);
}
