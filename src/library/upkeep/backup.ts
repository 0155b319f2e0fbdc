import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { LingtingError } from '../../errors.ts';
import { makeFolder } from '../../make-folder.ts';
import { asDatabaseError, type Database, openDatabase } from '../database/open.ts';
import { copyLibrary } from './copy.ts';

/**
 * Writes a library as it is at this moment into a new SQLite file, while others go on writing. The file is a library like
 * any other: to restore it, use it. It appears whole or not at all, in a folder that is made when it is missing. Returns
 * its path.
 * @throws LingtingError `usage` when the file is there; `no-permission` or `disk-full`, naming the file, when it cannot be
 *   written.
 */
export async function backUp(database: Database, file: string, onRows: (rows: number) => void): Promise<string> {
  const target = path.resolve(file);
  if (existsSync(target))
    throw new LingtingError('usage', {
      en: `${target} is there already. Expected the name of a new file for the backup.`,
      zh: `${target} 已存在。备份应写入一个新文件。`,
    });
  const part = `${target}.${process.pid}.part`;
  const copied = `${part}.copy`;
  makeFolder(path.dirname(target));
  try {
    if (database.engine === 'sqlite') await writeWhole(database, part);
    else {
      const copy = await openDatabase(copied);
      await copyLibrary(database, copy, onRows)
        .then(() => writeWhole(copy, part))
        .finally(copy.close);
    }
    await rename(part, target);
  } finally {
    for (const file of [part, copied, `${copied}-wal`, `${copied}-shm`]) await rm(file, { force: true });
  }
  return target;
}

/** Writes one file that holds everything, the changes that lie beside the library's own file among them. */
async function writeWhole({ query }: Database, file: string): Promise<void> {
  try {
    await sql`vacuum into ${file}`.execute(query);
  } catch (error) {
    // The database says it of whichever file; these are faults of the one that is written.
    const failure = asDatabaseError(error, path.dirname(file));
    throw failure.code === 'no-permission' || failure.code === 'disk-full' ? failure : error;
  }
}
