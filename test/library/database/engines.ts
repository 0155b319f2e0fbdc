import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { available } from '../../requires.ts';

/** A place for libraries of a test; what was made there goes with `remove`. */
export interface Engine {
  engine: 'sqlite' | 'postgres';
  /** The location of a library that is not there yet. */
  fresh(): Promise<string>;
  remove(): Promise<void>;
}

function sqlite(): Engine {
  const folders: string[] = [];
  return {
    engine: 'sqlite',
    async fresh() {
      const folder = await mkdtemp(path.join(tmpdir(), 'lingting-library-'));
      folders.push(folder);
      return path.join(folder, 'library.db');
    },
    async remove() {
      for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
    },
  };
}

function postgres(server: string): Engine {
  const names: string[] = [];
  const onServer = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  return {
    engine: 'postgres',
    async fresh() {
      const name = `lingting_test_${randomUUID().replaceAll('-', '')}`;
      await onServer(`create database ${name}`);
      names.push(name);
      const url = new URL(server);
      url.pathname = name;
      return url.href;
    },
    async remove() {
      for (const name of names.splice(0)) await onServer(`drop database ${name} with (force)`);
    },
  };
}

/** SQLite, and PostgreSQL where there is a server to test on. */
export const ENGINES: readonly Engine[] = [
  sqlite(),
  ...(available('postgres') ? [postgres(process.env.LINGTING_TEST_POSTGRES!)] : []),
];
