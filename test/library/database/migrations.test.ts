import { createHash } from 'node:crypto';
import {
  type Dialect,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../../src/library/database/migrations.ts';

/** SHA-256 of what each released step says to SQLite and to PostgreSQL. A step that was released never changes: add one. */
const RELEASED: Record<string, string> = {
  '001-library': 'bd08c835f139134ef7855de576e4fc163859d7ed85f38c21f6f837e67abf6c98',
  '002-report-indexes': '4de3281e24e4eb60f763d93b8baff60abe07c4616dcd2dbdb5a082a1f5a74e21',
  '003-files': '7812b207a7a3a8ce3d117f6a31c7bb2b3eed17659a311a41aed567151f072286',
  '004-sides': 'c875cba27f28d79154c491d933393a99a49b499579f6544287134f48591bebc0',
  '005-excluded-by': '41b47cf36a785cffdbad3badd8375ff804237c4fff535ad77fa06a5bce550b8d',
};

const DIALECTS: Dialect[] = [
  {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
  {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
];

/** The statements of a step, without running them. */
async function statementsOf(name: string, dialect: Dialect): Promise<string[]> {
  const statements: string[] = [];
  const db = new Kysely<unknown>({ dialect, log: ({ query }) => void statements.push(query.sql) });
  await MIGRATIONS[name]!.up(db);
  return statements;
}

describe('the steps of the tables', () => {
  it('are those that were released, in the order of their names', () => {
    expect(Object.keys(MIGRATIONS)).toEqual(Object.keys(RELEASED));
    expect(Object.keys(MIGRATIONS)).toEqual(Object.keys(MIGRATIONS).sort());
  });

  it.each(Object.entries(RELEASED))('%s is what it was when it was released', async (name, released) => {
    const statements = await Promise.all(DIALECTS.map((dialect) => statementsOf(name, dialect)));
    expect(statements[0]!.length).toBeGreaterThan(0);
    expect(createHash('sha256').update(JSON.stringify(statements)).digest('hex')).toBe(released);
  });
});
