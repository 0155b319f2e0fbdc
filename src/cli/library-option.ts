import { Option } from 'commander';
import { asDatabaseError, type Database, openDatabase } from '../library/database/open.ts';
import type { Say } from '../reports/blocks/say.ts';

/** What every command that reads or changes a library takes. */
export interface LibraryOptions {
  /** A file, or the address of a PostgreSQL database. */
  library: string;
}

/** Where the environment says that the library is, if it does; an empty variable counts as unset (POSIX). */
export const libraryOfEnvironment = (): string | undefined => process.env.LINGTING_LIBRARY || undefined;

/** `--library`; without it the environment says where the library is, else it is where `lingting score` puts it. */
export function libraryOption(says: Say): Option {
  const text = says('数据库：文件或 postgres:// 地址', 'library: a file or a postgres:// address');
  const usual = 'lingting-report/library.db';
  // The address in the environment may hold a password: the help names the variable alone.
  return new Option('--library <place>', text).default(
    libraryOfEnvironment() ?? usual,
    says(`LINGTING_LIBRARY，否则 ${usual}`, `LINGTING_LIBRARY, else ${usual}`),
  );
}

/**
 * Opens the library that must be there; whoever opened it closes it.
 * @throws LingtingError as `openDatabase` does.
 */
function openLibrary({ library }: LibraryOptions): Promise<Database> {
  return openDatabase(library, { mustExist: true });
}

/** Opens the library for `work` and closes it after; what the database throws becomes a sentence. */
export async function withLibrary<T>(options: LibraryOptions, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openLibrary(options);
  try {
    return await work(database);
  } catch (error) {
    throw asDatabaseError(error, database.shownAs);
  } finally {
    await database.close();
  }
}
