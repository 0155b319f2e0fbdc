import { CompiledQuery, Kysely, sql } from 'kysely';
import Libsql from 'libsql';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sqliteDialect } from '../../../src/library/database/sqlite.ts';

interface Tables {
  words: { word: string };
}

let database: Kysely<Tables>;
beforeEach(async () => {
  database = new Kysely({ dialect: sqliteDialect(':memory:') });
  await sql`create table words (word text not null)`.execute(database);
});
afterEach(async () => {
  await database.destroy();
  vi.restoreAllMocks();
});

const put = (word: string, into: Kysely<Tables> = database) => into.insertInto('words').values({ word }).execute();
const words = async (from: Kysely<Tables> = database) =>
  (await from.selectFrom('words').select('word').orderBy('word').execute()).map(({ word }) => word);
/** Each number asks another statement. */
const numbered = async (number: number, value: string) => {
  const { rows } = await sql<{ answer: string }>`select ${value} || ${sql.lit(number)} as answer`.execute(database);
  return rows[0]!.answer;
};

it('answers more different statements than are kept, each time rightly', async () => {
  const numbers = Array.from({ length: 500 }, (_, index) => index);
  for (const value of ['a', 'b'])
    for (const number of numbers) expect(await numbered(number, value)).toBe(`${value}${number}`);
});

it('makes a statement ready once, and again only after many others', async () => {
  const prepared = vi.spyOn(Libsql.prototype, 'prepare');
  for (const value of ['a', 'b', 'c']) await numbered(0, value);
  expect(prepared).toHaveBeenCalledTimes(1);
  for (let number = 1; number <= 500; number++) {
    await numbered(number, 'd');
    await put('in use all the time');
  }
  expect(prepared).toHaveBeenCalledTimes(1 + 500 + 1);
  await numbered(0, 'e');
  expect(prepared).toHaveBeenCalledTimes(1 + 500 + 1 + 1);
});

it('answers by the tables as they are after a change to them', async () => {
  const everything = async () => (await sql`select * from words`.execute(database)).rows;
  await put('您好');
  expect(await everything()).toEqual([{ word: '您好' }]);
  await sql`alter table words add column tone text default 'warm'`.execute(database);
  expect(await everything()).toEqual([{ word: '您好', tone: 'warm' }]);
  await sql`drop table words`.execute(database);
  await expect(everything()).rejects.toThrow('no such table');
  await sql`create table words (word text not null)`.execute(database);
  expect(await everything()).toEqual([]);
  await put('再见');
  expect(await everything()).toEqual([{ word: '再见' }]);
});

it('is the same before, inside and after transactions, undone ones too', async () => {
  await put('a');
  for (const word of ['b', 'c']) {
    const undone = database.transaction().execute(async (inside) => {
      await put(word, inside);
      expect(await words(inside)).toEqual(['a', word]);
      throw new Error('in the middle');
    });
    await expect(undone).rejects.toThrow('in the middle');
    expect(await words()).toEqual(['a']);
  }
  await database.transaction().execute((inside) => put('d', inside));
  expect(await words()).toEqual(['a', 'd']);
});

it('is asked again while its rows are read one by one, and misses none', async () => {
  const driver = sqliteDialect(':memory:').createDriver();
  await driver.init();
  const connection = await driver.acquireConnection();
  await connection.executeQuery(CompiledQuery.raw('create table words (word text not null)'));
  const all = Array.from({ length: 350 }, (_, index) => ({ word: `word ${index}` }));
  await connection.executeQuery(database.insertInto('words').values(all).compile());
  const query = database.selectFrom('words').select('word').compile();
  const seen: unknown[] = [];
  for await (const { rows } of connection.streamQuery(query, 1)) {
    seen.push(...rows);
    if (seen.length % 70 === 0) expect((await connection.executeQuery(query)).rows).toEqual(all);
  }
  expect(seen).toEqual(all);
  await driver.destroy();
});
