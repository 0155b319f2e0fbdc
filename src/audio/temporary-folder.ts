import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { asLingtingError } from '../errors.ts';

const open = new Set<string>();

/** A new folder for decoded sound, readable by this user only. Removed by `removeTemporaryFolder`, or at exit. */
export function makeTemporaryFolder(): string {
  if (open.size === 0) process.once('exit', removeAll);
  try {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lingting-'));
    open.add(folder);
    return folder;
  } catch (error) {
    throw asLingtingError(error);
  }
}

/** Removes a folder made by `makeTemporaryFolder` with everything in it. */
export function removeTemporaryFolder(folder: string): void {
  open.delete(folder);
  fs.rmSync(folder, { recursive: true, force: true });
  if (open.size === 0) process.removeListener('exit', removeAll);
}

function removeAll(): void {
  for (const folder of open) fs.rmSync(folder, { recursive: true, force: true });
}
