import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder, nowhere } from '../library/make-folder.ts';

/**
 * Makes an output folder when it is missing. Fails at once, before any work, when nothing can be written there. Returns
 * its full path.
 */
export async function prepareFolder(folder: string): Promise<string> {
  const full = path.resolve(folder);
  makeFolder(full);
  const probe = path.join(full, `.write-test-${randomUUID()}`);
  await writeFile(probe, '').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? nowhere(full) : error;
  });
  await rm(probe);
  return full;
}

/** Writes a file that appears whole or not at all, chunk by chunk. */
export async function writeWhole(file: string, chunks: Iterable<string> | AsyncIterable<string>): Promise<void> {
  const part = `${file}.${process.pid}.part`;
  try {
    await writeFile(part, chunks);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
