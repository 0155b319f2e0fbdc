import { statSync } from 'node:fs';
import path from 'node:path';
import { Kysely, Migrator } from 'kysely';
import { asLingtingError, LingtingError } from '../../errors.ts';
import { makeFolder } from '../../make-folder.ts';
import { MIGRATIONS } from './migrations.ts';
import { postgresDialect } from './postgres.ts';
import { sqliteDialect } from './sqlite.ts';
import type { Tables } from './tables.ts';

/** An open library. One query layer for both engines: whoever has it does not know which one it is. */
export interface Database {
  readonly query: Kysely<Tables>;
  /** Path of the file, or the address without its password: for people. */
  readonly shownAs: string;
  readonly engine: 'sqlite' | 'postgres';
  close(): Promise<void>;
}

/** Whether a library's location is the address of a PostgreSQL database rather than a file. */
export const isPostgres = (location: string): boolean => /^postgres(ql)?:\/\//.test(location);

/**
 * Opens a library, makes it when it is not there, and brings its tables up to date. `location` is a file or a
 * `postgres://` address.
 * @throws LingtingError `library-missing` when `mustExist` and there is no such file, or nothing in it; `library-newer` when
 *   a newer version of Lingting made it; `library-corrupt` when it is no database or a damaged one; `usage` when it is a
 *   folder; `library-unreachable` when the server does not answer.
 */
export async function openDatabase(location: string, { mustExist = false } = {}): Promise<Database> {
  const engine = isPostgres(location) ? 'postgres' : 'sqlite';
  const shownAs = engine === 'postgres' ? withoutPassword(location) : path.resolve(location);
  if (engine === 'sqlite') {
    const found = statSync(shownAs, { throwIfNoEntry: false });
    if (found?.isDirectory()) throw folder(shownAs);
    if (mustExist && !found) throw missing(shownAs);
    if (mustExist && found?.size === 0) throw empty(shownAs);
    makeFolder(path.dirname(shownAs));
  }
  const query = new Kysely<Tables>({
    dialect: engine === 'postgres' ? postgresDialect(location) : sqliteDialect(shownAs),
  });
  try {
    await migrate(query, shownAs, mustExist);
  } catch (error) {
    await query.destroy().catch(() => {});
    throw asDatabaseError(error, shownAs);
  }
  return { query, shownAs, engine, close: () => query.destroy() };
}

async function migrate(query: Kysely<Tables>, shownAs: string, mustExist: boolean): Promise<void> {
  const migrator = new Migrator({ db: query, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  // Asked first, so that opening a library that is up to date takes no lock.
  const steps = await migrator.getMigrations();
  if (steps.length > 0 && steps.every(({ executedAt }) => executedAt)) {
    const known = await query
      .selectFrom('kysely_migration' as never)
      .select('name' as never)
      .execute();
    if (known.length === steps.length) return;
    if (known.length > steps.length) throw newer(shownAs);
  }
  if (mustExist && steps.every(({ executedAt }) => !executedAt)) throw empty(shownAs);
  const { error } = await migrator.migrateToLatest();
  if (error instanceof Error && /previously executed migration .* is missing/.test(error.message)) throw newer(shownAs);
  if (error) throw error;
}

/** A failure of the database as a sentence: what SQLite and PostgreSQL say, in words that tell what to do. */
export function asDatabaseError(error: unknown, shownAs: string): LingtingError {
  if (error instanceof LingtingError) return error;
  const { code = '', message = String(error) } = (error ?? {}) as { code?: string; message?: string };
  if (/SQLITE_(CORRUPT|NOTADB)|not a database|malformed/.test(`${code} ${message}`))
    return new LingtingError(
      'library-corrupt',
      {
        en: `${shownAs} is no library or is damaged (${message}). Nothing was changed. Restore a backup, or choose another file with --library.`,
        zh: `${shownAs} 不是聆听的数据库或已损坏（${message}），未作任何改动。请恢复备份，或用 --library 另选文件。`,
      },
      { cause: error },
    );
  if (/SQLITE_FULL|SQLITE_IOERR_SHMSIZE|disk is full|53100/.test(`${code} ${message}`))
    return new LingtingError(
      'disk-full',
      {
        en: `The disk of ${shownAs} is full. What was finished is kept; free some space and run the same command again.`,
        zh: `${shownAs} 所在磁盘已满。已完成的结果都在；请清出空间后重新运行同一命令。`,
      },
      { cause: error },
    );
  if (/SQLITE_(BUSY|LOCKED)|database is locked/.test(`${code} ${message}`))
    return new LingtingError(
      'library-busy',
      {
        en: `Another process has been writing to ${shownAs} for a long time. Wait for it to finish and run the same command again.`,
        zh: `另一个进程长时间占用 ${shownAs}。请等它结束后重新运行同一命令。`,
      },
      { cause: error },
    );
  if (/SQLITE_IOERR/.test(code))
    return new LingtingError(
      'file-unreadable',
      {
        en: `Reading or writing ${shownAs} failed (${code}). Check the disk; a library file must lie on a disk of this machine, not on a network share.`,
        zh: `读写 ${shownAs} 失败（${code}）。请检查磁盘；数据库文件须放在本机磁盘上，不能放在网络共享里。`,
      },
      { cause: error },
    );
  if (/SQLITE_(READONLY|CANTOPEN|PERM)|readonly database|unable to open/i.test(`${code} ${message}`))
    return new LingtingError(
      'no-permission',
      {
        en: `${shownAs} cannot be opened for writing. Check the path and its permissions.`,
        zh: `无法写入 ${shownAs}。请检查路径和权限。`,
      },
      { cause: error },
    );
  if (/^(ECONNREFUSED|ENOTFOUND|ETIMEDOUT|ECONNRESET|28|3D|57P|08)/.test(code))
    return new LingtingError(
      'library-unreachable',
      {
        en: `The database server at ${shownAs} refused or does not answer (${message || code}). Check that it runs, and the address, user and password.`,
        zh: `数据库服务器 ${shownAs} 拒绝连接或没有回应（${message || code}）。请检查服务器是否运行，以及地址、用户和密码。`,
      },
      { cause: error },
    );
  return asLingtingError(error);
}

function missing(shownAs: string): LingtingError {
  return new LingtingError('library-missing', {
    en: `There is no library at ${shownAs}. "lingting score" makes one; name another with --library or LINGTING_LIBRARY.`,
    zh: `${shownAs} 没有数据库。lingting score 会建立它；也可用 --library 或 LINGTING_LIBRARY 指定其他位置。`,
  });
}

function folder(shownAs: string): LingtingError {
  return new LingtingError('usage', {
    en: `Expected the file of a library, but ${shownAs} is a folder. Name the file in it, such as ${path.join(shownAs, 'library.db')}.`,
    zh: `应为数据库文件，但 ${shownAs} 是文件夹。请写出其中的文件，例如 ${path.join(shownAs, 'library.db')}。`,
  });
}

function empty(shownAs: string): LingtingError {
  return new LingtingError('library-missing', {
    en: `${shownAs} holds no library. "lingting score" makes one; name another with --library or LINGTING_LIBRARY.`,
    zh: `${shownAs} 中没有聆听的数据。lingting score 会建立数据库；也可用 --library 或 LINGTING_LIBRARY 指定其他位置。`,
  });
}

function newer(shownAs: string): LingtingError {
  return new LingtingError('library-newer', {
    en: `${shownAs} was made by a newer version of Lingting. Nothing was changed; update Lingting, or choose another library.`,
    zh: `${shownAs} 由更新版本的聆听建立，未作任何改动。请升级聆听，或另选数据库。`,
  });
}

function withoutPassword(address: string): string {
  try {
    const url = new URL(address);
    url.password = '';
    for (const name of ['password', 'sslpassword']) url.searchParams.delete(name);
    return url.href;
  } catch {
    return 'postgres://…';
  }
}
