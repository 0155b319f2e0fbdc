import { execFile } from 'node:child_process';
import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { isPostgres, openDatabase } from '../../../src/library/database/open.ts';
import { ENGINES } from './engines.ts';
import { aCall } from './rows.ts';

const WRITER = path.join(import.meta.dirname, 'writer.ts');

describe.each(ENGINES)('a library in $engine', ({ engine, fresh, remove }) => {
  afterAll(remove);

  it('is made when it is not there, and opened again with what is in it', async () => {
    const location = await fresh();
    const first = await openDatabase(location);
    expect(first.engine).toBe(engine);
    await first.query
      .insertInto('calls')
      .values(aCall('通话 1', { score: 81.25, agent_name: '秦朗' }))
      .execute();
    await first.close();
    const second = await openDatabase(location, { mustExist: true });
    const rows = await second.query.selectFrom('calls').selectAll().execute();
    await second.close();
    expect(rows).toEqual([aCall('通话 1', { score: 81.25, agent_name: '秦朗' })]);
  });

  it('gives bytes as it got them, and counts and sums as numbers', async () => {
    const { query, close } = await openDatabase(await fresh());
    const document = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    for (const settings of ['a', 'b'])
      await query
        .insertInto('analyses')
        .values({ audio_sha256: 'x', settings_sha256: settings, document, created_at: '' })
        .execute();
    const rows = await query
      .selectFrom('analyses')
      .select(['document', (it) => it.fn.countAll().over().as('count')])
      .select((it) => it.fn.sum(sql<number>`length(document)`).over().as('bytes'))
      .execute();
    await close();
    expect(rows.map(({ count, bytes }) => [count, bytes])).toEqual([
      [2, 512],
      [2, 512],
    ]);
    expect(new Uint8Array(rows[0]!.document)).toEqual(document);
  });

  it('refuses what it cannot store instead of ending the process', async () => {
    const { query, close } = await openDatabase(await fresh());
    if (engine === 'sqlite')
      for (const wrong of [{}, Number.NaN, Symbol('x')] as never[])
        await expect(
          query
            .insertInto('calls')
            .values(aCall('x', { agent_id: wrong }))
            .execute(),
        ).rejects.toThrow(/cannot be stored/);
    await expect(
      query
        .insertInto('calls')
        .values(aCall('x', { state: null as never }))
        .execute(),
    ).rejects.toThrow();
    await close();
  });

  it('undoes a transaction that fails', async () => {
    const { query, close } = await openDatabase(await fresh());
    const failing = query.transaction().execute(async (inside) => {
      await inside.insertInto('calls').values(aCall('x')).execute();
      throw new Error('in the middle');
    });
    await expect(failing).rejects.toThrow('in the middle');
    expect(await query.selectFrom('calls').selectAll().execute()).toEqual([]);
    await close();
  });

  it('of a newer version is left alone', async () => {
    const location = await fresh();
    const newer = await openDatabase(location);
    await sql`insert into kysely_migration (name, timestamp) values ('999-future', 'later')`.execute(newer.query);
    await newer.close();
    await expect(openDatabase(location)).rejects.toMatchObject({
      code: 'library-newer',
      sentence: { en: expect.stringContaining('update Lingting'), zh: expect.stringContaining('请升级聆听') },
    });
  });

  it('is not made of what holds nothing by whoever only reads it', async () => {
    const location = await fresh();
    if (engine === 'sqlite') await writeFile(location, '');
    await expect(openDatabase(location, { mustExist: true })).rejects.toMatchObject({
      code: 'library-missing',
      sentence: { en: expect.stringContaining('holds no library'), zh: expect.stringContaining('没有聆听的数据') },
    });
    if (engine === 'sqlite') expect((await stat(location)).size).toBe(0);
  });

  it('is made once when several processes open it at the same time', async () => {
    const location = await fresh();
    const opened = await Promise.all([1, 2, 3].map(() => run([location, 'x', '0'])));
    expect(opened).toEqual(['', '', '']);
  });

  it('takes the calls of two processes that write at once, each of them', async () => {
    const location = await fresh();
    const { query, close } = await openDatabase(location);
    await query
      .insertInto('runs')
      .values({ run_id: 'r', host: 'h', pid: 0, started_at: '', seen_at: '', ended_at: null })
      .execute();
    await Promise.all(['a', 'b'].map((prefix) => run([location, prefix, '150'])));
    const calls = await query.selectFrom('calls').select('call_id').execute();
    const { pid } = await query.selectFrom('runs').select('pid').executeTakeFirstOrThrow();
    await close();
    expect(new Set(calls.map(({ call_id }) => call_id)).size).toBe(300);
    expect(pid).toBe(300);
  });
});

const run = async (args: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, ['--import', 'tsx', WRITER, ...args])).stderr;

describe('the location of a library', () => {
  it.each([
    ['postgres://me@host/db', true],
    ['postgresql://host/db', true],
    ['results/library.db', false],
    ['C:\\results\\library.db', false],
    ['./postgres', false],
  ])('%s', (location, expected) => {
    expect(isPostgres(location)).toBe(expected);
  });

  it('is shown without its password', async () => {
    const failing = openDatabase('postgres://me:secret@127.0.0.1:1/db');
    await expect(failing).rejects.toMatchObject({
      code: 'library-unreachable',
      sentence: {
        en: expect.stringMatching(/^The database server at postgres:\/\/me@127\.0\.0\.1:1\/db .*ECONNREFUSED/),
        zh: expect.not.stringContaining('secret'),
      },
    });
  });

  it.skipIf(ENGINES.length === 1)('names a database that a server does not have', async () => {
    const address = new URL(process.env.LINGTING_TEST_POSTGRES!);
    address.pathname = 'nothing_here';
    await expect(openDatabase(address.href)).rejects.toMatchObject({
      code: 'library-unreachable',
      sentence: { en: expect.stringContaining('"nothing_here" does not exist') },
    });
  });

  it('must be there for whoever only reads it, and is not made by asking', async () => {
    const location = await ENGINES[0]!.fresh();
    await expect(openDatabase(location, { mustExist: true })).rejects.toMatchObject({ code: 'library-missing' });
    await expect(stat(location)).rejects.toThrow('ENOENT');
  });
});
