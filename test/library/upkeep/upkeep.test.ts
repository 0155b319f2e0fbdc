import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Libsql from 'libsql';
import { afterAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/library/database/open.ts';
import type { Tables } from '../../../src/library/database/tables.ts';
import { packed } from '../../../src/library/packed.ts';
import { backUp } from '../../../src/library/upkeep/backup.ts';
import { checkLibrary } from '../../../src/library/upkeep/check.ts';
import { copyLibrary } from '../../../src/library/upkeep/copy.ts';
import type { FaultCode } from '../../../src/library/upkeep/faults.ts';
import { libraryInfo } from '../../../src/library/upkeep/info.ts';
import type { ChecklistRow } from '../../../src/scorecard/checklist-row.ts';
import { ENGINES } from '../database/engines.ts';
import { aCall } from '../database/rows.ts';
import { fillScored } from '../rescore/filled.ts';

const CALLS = 3;
const FIRST = 'C000000';
const TABLES: (keyof Tables)[] = [
  'calls',
  'call_inputs',
  'analyses',
  'checklists',
  'scorecards',
  'score_history',
  'reviews',
];

afterAll(() => ENGINES[0]!.remove());

/** All rows of all tables. */
async function contents({ query }: Database): Promise<unknown> {
  const all: unknown[] = [];
  for (const table of TABLES) {
    const rows = await query.selectFrom(table).selectAll().execute();
    const plain = rows.map((row) =>
      Object.entries(row).map(([name, value]) => [
        name,
        value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
      ]),
    );
    all.push(table, plain.map((row) => JSON.stringify(row)).sort());
  }
  return all;
}

async function filled(fresh: () => Promise<string>): Promise<Database> {
  const database = await openDatabase(await fresh());
  await fillScored(database.query, CALLS);
  await database.query
    .insertInto('reviews')
    .values({
      review_id: 'r',
      call_id: FIRST,
      item_id: 'x',
      outcome: 'pass',
      rating: null,
      by_name: '甲',
      why: '听过',
      at: 'a',
      source: 'command',
      machine: null,
    })
    .execute();
  return database;
}

describe.each(ENGINES)('upkeep of a library in $engine', ({ engine, fresh, remove }) => {
  afterAll(remove);

  it('finds nothing wrong where nothing is', async () => {
    const database = await filled(fresh);
    expect(await checkLibrary(database)).toMatchObject({ version: 1, engine, calls: CALLS, ok: true, faults: [] });
    await database.close();
  });

  it('finds nothing wrong with a call that failed, and with a checklist that judged other calls', async () => {
    const database = await filled(fresh);
    const { query } = database;
    await query
      .insertInto('calls')
      .values(
        aCall('silent', { state: 'failed', code: 'silent', reason: JSON.stringify({ zh: '无声', en: 'silent' }) }),
      )
      .execute();
    const input = { file: '/recordings/silent.wav', metadata: '{}', job: '{}', stamp: '' };
    await query
      .insertInto('call_inputs')
      .values({ call_id: 'silent', ...input })
      .execute();
    const checklist = await query.selectFrom('checklists').selectAll().executeTakeFirstOrThrow();
    const { items, ...words } = JSON.parse(checklist.document) as ChecklistRow;
    const shorter = JSON.stringify({ ...words, items: items.slice(1) });
    await query
      .insertInto('checklists')
      .values({ ...checklist, checklist_key: 'shorter', document: shorter })
      .execute();
    expect((await checkLibrary(database)).faults).toEqual([]);
    await database.close();
  });

  it('finds each kind of fault, and says in what', async () => {
    const database = await filled(fresh);
    const { query } = database;
    const broken: [FaultCode, () => Promise<unknown>, string[]][] = [
      ['input-missing', () => query.deleteFrom('call_inputs').where('call_id', '=', FIRST).execute(), [FIRST]],
      [
        'letters-wrong',
        () => query.updateTable('calls').set({ outcomes: 'pp' }).where('call_id', '=', FIRST).execute(),
        [FIRST],
      ],
      [
        'analysis-unreadable',
        () =>
          query
            .updateTable('analyses')
            .set({ document: packed({ version: 99 }) })
            .execute(),
        [],
      ],
      [
        'scorecard-unreadable',
        () =>
          query
            .updateTable('scorecards')
            .set({ document: new Uint8Array([1]) })
            .where('call_id', '=', FIRST)
            .execute(),
        [FIRST],
      ],
      ['scorecard-missing', () => query.deleteFrom('scorecards').where('call_id', '=', FIRST).execute(), [FIRST]],
      [
        'analysis-missing',
        () => query.updateTable('calls').set({ audio_sha256: 'no' }).where('call_id', '=', FIRST).execute(),
        [FIRST],
      ],
      ['analysis-orphan', async () => {}, []],
      [
        'run-dead',
        () =>
          query
            .updateTable('calls')
            .set({ state: 'running', run_id: 'gone' })
            .where('call_id', '=', 'C000001')
            .execute(),
        ['C000001'],
      ],
      ['scorecard-orphan', async () => {}, ['C000001']],
      ['checklist-unknown', () => query.deleteFrom('checklists').execute(), []],
    ];
    for (const [code, breaks, ids] of broken) {
      await breaks();
      const { ok, faults } = await checkLibrary(database);
      const fault = faults.find((one) => one.code === code);
      expect(fault, code).toBeDefined();
      expect(ok).toBe(false);
      expect(fault!.in.length).toBeGreaterThan(0);
      if (ids.length > 0) expect(fault!.in).toEqual(ids);
    }
    await database.close();
  });

  it('backs up to a file that is a library, while another writes, and never over a file', async () => {
    const database = await filled(fresh);
    const before = await contents(database);
    const file = await ENGINES[0]!.fresh();
    let going = true;
    const writing = (async () => {
      for (let at = 0; going; at++) {
        await setImmediate();
        await database.query
          .insertInto('calls')
          .values(aCall(`later-${String(at).padStart(6, '0')}`))
          .execute();
      }
    })();
    const target = await backUp(database, file, () => {}).finally(() => {
      going = false;
    });
    await writing;
    expect(target).toBe(file);
    expect(await readdir(path.dirname(file))).toEqual([path.basename(file)]);
    const copy = await openDatabase(file, { mustExist: true });
    await copy.query.deleteFrom('calls').where('call_id', 'like', 'later-%').execute();
    expect(await contents(copy)).toEqual(before);
    expect((await checkLibrary(copy)).ok).toBe(true);
    await copy.close();
    await expect(backUp(database, file, () => {})).rejects.toMatchObject({ code: 'usage' });
    await expect(backUp(database, path.join(file, 'x', 'y.db'), () => {})).rejects.toThrow();
    await database.close();
  });

  it('copies from every engine to this one, into an empty library only', async () => {
    for (const source of ENGINES) {
      const from = await filled(source.fresh);
      const to = await openDatabase(await fresh());
      let heard = 0;
      const rows = await copyLibrary(from, to, (count) => {
        heard += count;
      });
      expect(heard).toBe(rows);
      expect(await contents(to)).toEqual(await contents(from));
      await expect(copyLibrary(from, to, () => {})).rejects.toMatchObject({ code: 'usage' });
      await Promise.all([from.close(), to.close()]);
    }
  });

  it('copies what there was at one moment, while others write', async () => {
    const location = await ENGINES[0]!.fresh();
    const from = await openDatabase(location);
    await fillScored(from.query, CALLS);
    const before = await contents(from);
    const to = await openDatabase(await fresh());
    const writer = new Libsql(location);
    await copyLibrary(from, to, () => {
      writer.prepare("update calls set agent_id = 'meanwhile'").run();
    });
    writer.close();
    expect(await contents(to)).toEqual(before);
    expect(await contents(from)).not.toEqual(before);
    await Promise.all([from.close(), to.close()]);
  });

  it('says how many calls there are, and how many bytes a call takes', async () => {
    const database = await filled(fresh);
    const info = await libraryInfo(database);
    expect(info).toMatchObject({ engine, calls: CALLS, callsByState: { done: CALLS } });
    expect(info.bytes).toBeGreaterThan(10_000);
    expect(info.bytesPerCall).toBe(Math.round(info.bytes / CALLS));
    await database.close();
  });
});

describe('a damaged file', () => {
  it('is named in one sentence', async () => {
    const whole = await filled(ENGINES[0]!.fresh);
    const damaged = await backUp(whole, await ENGINES[0]!.fresh(), () => {});
    await whole.close();
    const bytes = await readFile(damaged);
    bytes.fill(0x5a, bytes.length - 20 * 4096, bytes.length - 10 * 4096);
    await writeFile(damaged, bytes);
    const database = await openDatabase(damaged);
    await expect(checkLibrary(database)).rejects.toMatchObject({
      code: 'library-corrupt',
      sentence: { en: expect.stringContaining(damaged), zh: expect.stringContaining('请恢复备份') },
    });
    await database.close();
  });
});
