import { hostname } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analysisWith, storeAnalysis } from '../../src/library/analyses.ts';
import { type Database, openDatabase } from '../../src/library/database/open.ts';
import { exportedCalls } from '../../src/library/export-calls.ts';
import { machineScoresOf } from '../../src/library/machine-scores.ts';
import { Run } from '../../src/library/queue.ts';
import { ENGINES } from './database/engines.ts';
import { aCall } from './database/rows.ts';
import { fillScored } from './rescore/filled.ts';

const NOW = new Date().toISOString();

describe.each(ENGINES)('the queue of a library in $engine', ({ fresh, remove }) => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(await fresh());
  });
  afterAll(async () => {
    await database.close();
    await remove();
  });

  it.each([
    ['ended, and went on after a sleep', { run_id: 'asleep', host: 'elsewhere', pid: 1, ended_at: NOW }],
    [
      'had the name and number of this process',
      { run_id: 'restarted', host: hostname(), pid: process.pid, ended_at: null },
    ],
  ])('takes back what a run had in hand that %s', async (_, row) => {
    const { query } = database;
    await query
      .insertInto('runs')
      .values({ ...row, started_at: NOW, seen_at: NOW })
      .execute();
    await query
      .insertInto('calls')
      .values(aCall(row.run_id, { state: 'running', run_id: row.run_id }))
      .execute();
    const run = new Run(query);
    await run.begin();
    const { state } = await query
      .selectFrom('calls')
      .select('state')
      .where('call_id', '=', row.run_id)
      .executeTakeFirstOrThrow();
    expect(state).toBe('waiting');
    await run.end();
  });

  it('leaves to another run of this process what it has in hand', async () => {
    const { query } = database;
    const [one, other] = [new Run(query), new Run(query)];
    await one.begin();
    await query.insertInto('calls').values(aCall('held')).execute();
    expect(await one.claim('held')).toBe(true);
    await other.begin();
    expect(await other.claim('held')).toBe(false);
    await Promise.all([one.end(), other.end()]);
  });

  it('takes a damaged analysis or scorecard for none, and keeps a new analysis in its place', async () => {
    const { query } = database;
    await fillScored(query, 1);
    const { audio_sha256, settings_sha256 } = await query.selectFrom('analyses').selectAll().executeTakeFirstOrThrow();
    const key = { audioSha256: audio_sha256, settingsSha256: settings_sha256 };
    const analysis = (await analysisWith(query, key))!;
    const document = new Uint8Array([1, 2, 3]);
    await query.updateTable('analyses').set({ document }).execute();
    await query.updateTable('scorecards').set({ document }).execute();
    expect(await analysisWith(query, key)).toBeNull();
    expect(await machineScoresOf(query, [analysis.call.callId])).toEqual(new Map());
    const missing: string[] = [];
    for await (const call of exportedCalls(database, null, (callId) => missing.push(callId))) expect(call).toBeNull();
    expect(missing).toEqual([analysis.call.callId]);
    await storeAnalysis(query, analysis, NOW);
    expect(await analysisWith(query, key)).toEqual(analysis);
  });
});
