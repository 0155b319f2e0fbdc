import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder, nowhere } from '../make-folder.ts';

/**
 * Makes an output folder when it is missing. Fails at once, before any work, when nothing can be written there. Returns
 * its full path.
 */
export async function prepareFolder(folder: string): Promise<string> {
  const full = path.resolve(folder);
  makeFolder(full);
  const probe = path.join(full, `.write-test-${randomUUID()}`);
  await writeFile(probe, '').catch((error: NodeJS.ErrnoException) => {
    // The system's error names the probe, a file that nobody asked for.
    throw error.code === 'ENOENT' ? nowhere(full) : Object.assign(error, { path: full });
  });
  await rm(probe);
  return full;
}
