import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/library/database/open.ts';
import type { ScoreRequest } from '../../src/library/plan-calls.ts';
import { settle } from '../../src/library/queue.ts';
import { readReportCall } from '../../src/library/report-calls.ts';
import type { RescoredBy, StoredJob, Turn } from '../../src/library/rescore/plan.ts';
import { rescore } from '../../src/library/rescore/rescore.ts';
import { type ScoredRow, scoreCalls } from '../../src/library/score-calls.ts';

const SAMPLE = path.resolve(import.meta.dirname, '../../samples/calls/too-fast.wav');
const SRT = '1\n00:00:00,500 --> 00:00:03,000\n坐席：您好，请问有什么可以帮您？\n';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lingting-batch-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const opened: Database[] = [];
afterAll(() => Promise.all(opened.map((database) => database.close())));

async function library(name: string): Promise<Database> {
  const database = await openDatabase(path.join(folder, `${name}.db`));
  opened.push(database);
  return database;
}

/** A recording with a transcript beside it, so that nothing has to be recognised. */
async function recording(...parts: string[]): Promise<string> {
  const file = path.join(folder, ...parts);
  await mkdir(path.dirname(file), { recursive: true });
  await cp(SAMPLE, file);
  await writeFile(file.replace(/\.wav$/, '.srt'), SRT);
  return file;
}

interface Told {
  total: number;
  kept: number;
  turns: readonly Turn[];
  steps: ScoredRow[];
}

async function score(database: Database, inputs: string[], more: Partial<ScoreRequest> = {}) {
  const told: Told = { total: 0, kept: 0, turns: [], steps: [] };
  const events = {
    start: (calls: readonly unknown[], kept: number) => Object.assign(told, { total: calls.length, kept }),
    turns: (turns: readonly Turn[]) => Object.assign(told, { turns }),
    note: () => {},
    step: (row: ScoredRow) => told.steps.push(row),
  };
  const request: ScoreRequest = {
    inputs,
    pipeline: null,
    profile: null,
    model: null,
    language: null,
    channels: null,
    transcriptFile: null,
    fileNamePattern: null,
    swap: false,
    workers: 1,
    ...more,
  };
  return { ...(await scoreCalls(request, database, events, new AbortController().signal)), told };
}

const attempts = async ({ query }: Database) =>
  Object.fromEntries(
    (await query.selectFrom('calls').select(['call_id', 'attempts']).execute()).map((row) => [
      row.call_id,
      row.attempts,
    ]),
  );
const analyses = async ({ query }: Database) =>
  (await query.selectFrom('analyses').select('audio_sha256').execute()).length;
const outcome = async ({ query }: Database, callId: string, itemId: string) => {
  const result = await readReportCall(query, callId);
  if (!result?.ok) throw new Error(JSON.stringify(result));
  const { verdict } = result.scorecard.items.find((item) => item.itemId === itemId)!;
  return verdict.kind === 'scored' ? verdict.outcome : verdict.kind;
};

describe('a batch over a library', () => {
  it('keeps what is finished, and tries again what failed', async () => {
    const database = await library('again');
    const file = await recording('again', 'a.wav');
    const broken = await recording('again', 'b.wav');
    await writeFile(broken, 'no sound');
    const first = await score(database, [path.dirname(file)]);
    expect(first.rows.map(({ callId, state }) => [callId, state])).toEqual([
      ['a', 'done'],
      ['b', 'failed'],
    ]);
    const second = await score(database, [path.dirname(file)]);
    expect(second.told).toMatchObject({ total: 1, kept: 1 });
    expect(second.rows[0]).toEqual(first.rows[0]);
    expect(await attempts(database)).toEqual({ a: 1, b: 2 });
    await cp(SAMPLE, broken);
    const third = await score(database, [path.dirname(file)]);
    expect(third.rows.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(await analyses(database)).toBe(1);
  });

  it('analyses the same sound once, whichever calls it stands for', async () => {
    const database = await library('same');
    await recording('same', 'one.wav');
    const csv = path.join(folder, 'same', 'calls.csv');
    await writeFile(csv, 'file,call_id,agent_id,released_by\none.wav,1,88,agent\none.wav,2,99,customer\n');
    const { rows } = await score(database, [csv], { workers: 2 });
    expect(rows.map(({ callId, agent }) => [callId, agent])).toEqual([
      ['1', '88'],
      ['2', '99'],
    ]);
    expect(await analyses(database)).toBe(1);
    expect(await outcome(database, '1', 'no-hang-up-first')).toBe('fail');
    expect(await outcome(database, '2', 'no-hang-up-first')).toBe('pass');
  });

  it('judges anew, without the recording, what the call list says otherwise now', async () => {
    const database = await library('corrected');
    await recording('corrected', 'x.wav');
    const csv = path.join(folder, 'corrected', 'calls.csv');
    await writeFile(csv, 'file,call_id,agent_id,released_by\nx.wav,7,88,agent\n');
    await score(database, [csv]);
    await writeFile(csv, 'file,call_id,agent_id,released_by\nx.wav,7,99,customer\n');
    const { rows } = await score(database, [csv]);
    expect(rows).toMatchObject([{ callId: '7', agent: '99', state: 'done' }]);
    expect(await attempts(database)).toEqual({ 7: 1 });
    expect(await outcome(database, '7', 'no-hang-up-first')).toBe('pass');
  });

  it('begins with the longest recording', async () => {
    const database = await library('longest');
    const short = await recording('longest', 'a.wav');
    execFileSync('sox', [SAMPLE, short, 'trim', '0', '4']);
    await recording('longest', 'b.wav');
    const { told, rows } = await score(database, [path.dirname(short)]);
    expect(told.steps.map(({ callId }) => callId)).toEqual(['b', 'a']);
    expect(rows.map(({ callId }) => callId)).toEqual(['a', 'b']);
  });

  it('is stopped by a model that does not load, and leaves its calls waiting', async () => {
    const database = await library('model');
    const file = path.join(folder, 'model', 'call.wav');
    await mkdir(path.dirname(file));
    await cp(SAMPLE, file);
    const model = path.join(folder, 'model', 'damaged');
    await cp(path.resolve(import.meta.dirname, '../../models/lingting-demo-zh'), model, { recursive: true });
    await truncate(path.join(model, 'onnx/encoder_model.onnx'), 1000);
    await expect(score(database, [file], { model })).rejects.toMatchObject({ code: 'model-corrupt' });
    const calls = await database.query.selectFrom('calls').select(['state', 'code']).execute();
    expect(calls).toEqual([{ state: 'waiting', code: null }]);
  });

  it('keeps what was found when the recordings are out of reach', async () => {
    const database = await library('unplugged');
    await recording('unplugged', 'x.wav');
    const csv = path.join(folder, 'unplugged.csv');
    await writeFile(csv, 'file,call_id\nunplugged/x.wav,7\nunplugged/y.wav,8\n');
    const first = await score(database, [csv]);
    expect(first.rows.map(({ state }) => state)).toEqual(['done', 'failed']);
    await rename(path.join(folder, 'unplugged'), path.join(folder, 'elsewhere'));
    const second = await score(database, [csv]);
    expect(second.rows.map(({ state, code }) => [state, code])).toEqual([
      ['done', null],
      ['failed', 'file-missing'],
    ]);
    expect((await readReportCall(database.query, '7'))?.ok).toBe(true);
  });

  it('does not let a recording of the same name overwrite another, and knows one that was moved', async () => {
    const database = await library('names');
    const monday = await recording('monday', '001.wav');
    await score(database, [path.dirname(monday)]);
    const tuesday = await recording('tuesday', '001.wav');
    execFileSync('sox', [SAMPLE, tuesday, 'trim', '0', '20']);
    const { rows } = await score(database, [path.dirname(tuesday)]);
    expect(rows[0]!.callId).toMatch(/^001~[0-9a-f]{8}$/);
    expect((await score(database, [path.dirname(tuesday)])).rows[0]!.callId).toBe(rows[0]!.callId);
    expect(Object.keys(await attempts(database))).toHaveLength(2);

    await rename(path.join(folder, 'monday'), path.join(folder, 'archive'));
    const moved = await score(database, [path.join(folder, 'archive')]);
    expect(moved.rows[0]!.callId).toBe('001');
    expect(await analyses(database)).toBe(2);
  });

  it('leaves a recording the id it has, whatever is given beside it or without it', async () => {
    const database = await library('ids');
    const second = await recording(path.join('days', '0302'), '001.wav');
    await score(database, [path.join(folder, 'days')]);
    const first = await recording(path.join('days', '0301'), '001.wav');
    execFileSync('sox', [SAMPLE, first, 'trim', '0', '20']);
    const { rows } = await score(database, [path.join(folder, 'days')]);
    expect(rows.map(({ callId, file }) => [file, callId])).toEqual([
      [first, expect.stringMatching(/^001~[0-9a-f]{8}$/)],
      [second, '001'],
    ]);
    const third = await recording(path.join('days', '0303'), '001.wav');
    execFileSync('sox', [SAMPLE, third, 'trim', '0', '15']);
    const ids = (await score(database, [path.join(folder, 'days')])).rows.map(({ callId }) => callId);
    expect(ids).toEqual([rows[0]!.callId, '001', '0303_001']);
    expect((await score(database, [third])).rows.map(({ callId }) => callId)).toEqual(['0303_001']);
    expect(Object.keys(await attempts(database))).toHaveLength(3);
  });

  it('never shows what it found in one recording as that of another of its name that cannot be read', async () => {
    const database = await library('lost');
    const monday = await recording('lost', 'mon', '77.wav');
    await score(database, [monday]);
    const tuesday = path.join(folder, 'lost', 'tue');
    await mkdir(tuesday);
    await symlink(path.join(folder, 'gone.wav'), path.join(tuesday, '77.wav'));
    expect((await score(database, [tuesday])).rows).toMatchObject([
      { callId: expect.stringMatching(/^77~/), state: 'failed', code: 'file-missing' },
    ]);

    const moved = path.join(folder, 'lost', 'archive', '77.wav');
    await rename(path.dirname(monday), path.dirname(moved));
    expect((await score(database, [moved, monday])).rows).toMatchObject([
      { callId: '77', state: 'done' },
      { callId: 'mon_77', state: 'failed' },
    ]);
  });

  it('takes a recording that changed for a new one', async () => {
    const database = await library('changed');
    const file = await recording('changed', 'c.wav');
    await score(database, [file]);
    await utimes(file, new Date(), new Date(Date.now() + 5000));
    expect((await score(database, [file])).told).toMatchObject({ total: 1, kept: 0 });
    expect(await analyses(database)).toBe(1);
  });

  it('knows nothing of a recording any more that another took the place of, which cannot be read', async () => {
    const database = await library('replaced');
    const file = await recording('replaced', 'monday', '77.wav');
    await score(database, [file]);
    await writeFile(file, 'no sound');
    expect((await score(database, [file])).rows).toMatchObject([{ state: 'failed' }]);
    const columns = ['audio_sha256', 'settings_sha256', 'duration_seconds', 'score'] as const;
    expect(await database.query.selectFrom('calls').select(columns).execute()).toEqual([
      { audio_sha256: null, settings_sha256: null, duration_seconds: null, score: null },
    ]);
    // The call is that file, and not the sound that stood in it before.
    await rm(file);
    const { rows } = await score(database, [await recording('replaced', 'tuesday', '77.wav')]);
    expect(rows).toMatchObject([{ callId: expect.stringMatching(/^77~/), state: 'done' }]);
  });

  it('knows a recording that was moved after a run that could not analyse it, for no fault of its sound', async () => {
    const database = await library('moved');
    const file = await recording('moved', 'monday', '77.wav');
    await score(database, [file]);
    const reason = { zh: '进程被终止', en: 'The process was killed.' };
    await settle(database.query, '77', { state: 'failed', code: 'model-failed', reason });
    await rename(path.dirname(file), path.join(folder, 'moved', 'archive'));
    const { rows } = await score(database, [path.join(folder, 'moved', 'archive')]);
    expect(rows).toMatchObject([{ callId: '77', state: 'done' }]);
  });

  it('says of which calls it takes back what a re-score judged them with', async () => {
    const database = await library('turns');
    const file = await recording('turns', 't.wav');
    expect((await score(database, [file])).told.turns).toEqual([]);
    const rescoredBy: RescoredBy = { pipeline: 'inbound', profile: '/mine.yaml' };
    const { job } = await database.query.selectFrom('call_inputs').select('job').executeTakeFirstOrThrow();
    const after: StoredJob = { ...(JSON.parse(job) as StoredJob), rescoredBy };
    await database.query
      .updateTable('call_inputs')
      .set({ job: JSON.stringify(after) })
      .execute();
    await database.query.updateTable('calls').set({ checklist_key: 'that of the re-score' }).execute();
    const again = await score(database, [file]);
    expect(again.told.turns).toEqual([{ from: rescoredBy, to: { pipeline: 'inbound', profile: null }, calls: 1 }]);
    expect((await score(database, [file])).told).toMatchObject({ turns: [], kept: 1 });
  });

  it('judges with the names a company gives itself', async () => {
    const file = await recording('names-of', 'call.wav');
    await writeFile(
      file.replace('.wav', '.srt'),
      '1\n00:00:00,500 --> 00:00:04,000\n坐席：您好，这里是晨光家电，请问有什么可以帮您？\n',
    );
    const database = await library('names-of');
    const named = async (names: string) => {
      const pipeline = path.join(folder, `${names}.yaml`);
      const text = `name: mine\ntitle: { zh: 我, en: mine }\nlanguage: zh\nmodel: none\nchannels: [agent, customer]\nchecklist: inbound\nprofile: ${names}-profile.yaml\n`;
      await writeFile(pipeline, text);
      await writeFile(path.join(folder, `${names}-profile.yaml`), `organisationNames: [${names}]\n`);
      await score(database, [file], { pipeline });
      return outcome(database, 'call', 'announce-organization');
    };
    expect(await named('晨光家电')).toBe('pass');
    expect(await named('远山旅行')).not.toBe('pass');
  });

  it('leaves out what is no conversation, and takes it back when the rule changes', async () => {
    const file = await recording('short', 'short.wav');
    execFileSync('sox', [SAMPLE, file, 'trim', '0', '4']);
    const database = await library('short');
    const pipeline = path.join(folder, 'limit.yaml');
    const settings = (seconds: number) =>
      `name: mine\ntitle: { zh: 我, en: mine }\nlanguage: zh\nmodel: none\nchannels: [agent, customer]\nchecklist: inbound\nexclude: { shorterThanSeconds: ${seconds} }\n`;
    await writeFile(pipeline, settings(5));
    const first = await score(database, [file], { pipeline });
    expect(first.rows).toMatchObject([{ state: 'excluded', code: 'shorter-than-limit', score: null }]);
    const [row] = await database.query.selectFrom('calls').selectAll().execute();
    expect(row).toMatchObject({ state: 'excluded', score: null, outcomes: null });
    expect((await score(database, [file], { pipeline })).told).toMatchObject({ total: 0, kept: 1 });
    await writeFile(pipeline, settings(0));
    expect((await score(database, [file], { pipeline })).rows).toMatchObject([{ state: 'done' }]);
    await writeFile(pipeline, settings(5));
    expect((await score(database, [file], { pipeline })).rows).toMatchObject([{ state: 'excluded', score: null }]);
    expect(await database.query.selectFrom('scorecards').select('call_id').execute()).toEqual([]);
  });

  it('takes back what a re-score left out by rules that were taken back since', async () => {
    const file = await recording('rules', 'call.wav');
    const database = await library('rules');
    const pipeline = path.join(folder, 'rules.yaml');
    const settings = (seconds: number) =>
      `name: mine\ntitle: { zh: 我, en: mine }\nlanguage: zh\nmodel: none\nchannels: [agent, customer]\nchecklist: inbound\nexclude: { shorterThanSeconds: ${seconds} }\n`;
    await writeFile(pipeline, settings(5));
    await score(database, [file], { pipeline });
    await writeFile(pipeline, settings(3600));
    const { calls } = await rescore(
      database,
      path.join(folder, 'rules.db'),
      { pipeline: null, profile: null, only: null, dryRun: false, workers: 1 },
      { turns: () => {}, start: () => {}, step: () => {} },
      new AbortController().signal,
    );
    expect(calls.leftOut).toBe(1);
    await writeFile(pipeline, settings(5));
    expect((await score(database, [file], { pipeline })).rows).toMatchObject([{ state: 'done' }]);
    expect(await attempts(database)).toEqual({ call: 1 });
  });

  it('has no row for a call that was left when the run was stopped, and leaves it waiting', async () => {
    const database = await library('stopped');
    const file = await recording('stopped', 'call.wav');
    const request = {
      pipeline: null,
      profile: null,
      model: null,
      language: null,
      channels: null,
      transcriptFile: null,
      swap: false,
    };
    const run = await scoreCalls(
      { ...request, inputs: [file], fileNamePattern: null, workers: 1 },
      database,
      { start: () => {}, turns: () => {}, note: () => {}, step: () => {} },
      AbortSignal.abort(),
    );
    expect(run).toEqual({ rows: [], left: 1, elsewhere: 0, oneSided: 0, saidBefore: 0, remembered: 0 });
    expect(await database.query.selectFrom('calls').select('state').execute()).toEqual([{ state: 'waiting' }]);
  });
});

describe('two runs on one library', () => {
  it('never both work on a call', async () => {
    const files = await Promise.all(['p', 'q', 'r', 's'].map((name) => recording('two', `${name}.wav`)));
    for (const [index, file] of files.entries()) execFileSync('sox', [SAMPLE, file, 'trim', '0', String(20 + index)]);
    const [one, other] = [await library('two'), await library('two')];
    const runs = await Promise.all([score(one, files), score(other, files)]);
    expect(await attempts(one)).toEqual({ p: 1, q: 1, r: 1, s: 1 });
    const [first, second] = runs.map(({ told }) => told.steps.length);
    expect(first! + second!).toBe(4);
  });

  it('puts back what a dead run had in hand', async () => {
    const database = await library('dead');
    const file = await recording('dead', 'd.wav');
    await score(database, [file]);
    const at = new Date().toISOString();
    const gone = { run_id: 'gone', host: 'another-host', pid: 1, started_at: at, seen_at: at, ended_at: null };
    await database.query.insertInto('runs').values(gone).execute();
    const inHand = () => database.query.updateTable('calls').set({ state: 'running', run_id: 'gone' }).execute();
    await inHand();
    const alive = await score(database, [file]);
    expect(alive).toMatchObject({ rows: [], left: 0, elsewhere: 1 });
    const silent = new Date(Date.now() - 10 * 60_000).toISOString();
    await database.query.updateTable('runs').set({ seen_at: silent }).where('run_id', '=', 'gone').execute();
    await inHand();
    expect((await score(database, [file])).rows).toMatchObject([{ state: 'done' }]);
  });
});
