import { Option } from 'commander';
import { asDatabaseError, type Database, openDatabase } from '../library/database/open.ts';

/** What every command that reads or changes a library takes. */
export interface LibraryOptions {
  /** A file, or the address of a PostgreSQL database. */
  library: string;
}

/** Where the environment says that the library is, if it does; an empty variable counts as unset (POSIX). */
export const libraryOfEnvironment = (): string | undefined => process.env.LINGTING_LIBRARY || undefined;

/** `--library`; without it the environment says where the library is, else it is where `lingting score` puts it. */
export function libraryOption(): Option {
  return new Option('--library <place>', 'library: a file or a postgres:// address (also LINGTING_LIBRARY)').default(
    libraryOfEnvironment() ?? 'lingting-report/library.db',
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
