import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type Size = 'tiny' | 'base' | 'small';

const SCRIPT = path.join(import.meta.dirname, 'make_random_whisper.py');

/**
 * The folder of a Whisper model of true shape with random weights: made by the first who asks, kept in the system's folder
 * for temporary files, made anew when the script changes. Needs `python3-onnx` (see `requires.ts`).
 *
 * @param every number type, too, not only those that are used by default: 0.2 GB for tiny, 1.2 GB for small.
 */
export function randomWhisper(size: Size, every = false): string {
  return madeOnce(`lingting-random-${size}${every ? '-all' : ''}`, SCRIPT, (folder) => {
    execFileSync('/usr/bin/python3', [SCRIPT, folder, size, ...(every ? ['all'] : [])]);
  });
}

/**
 * A folder that the first who asks fills, kept in the system's folder for temporary files and made anew when the script
 * changes that fills it.
 */
export function madeOnce(name: string, script: string, fill: (folder: string) => void): string {
  const version = createHash('sha256').update(readFileSync(script)).digest('hex').slice(0, 12);
  const folder = path.join(tmpdir(), `${name}-${version}`);
  if (existsSync(folder)) return folder;
  const unfinished = mkdtempSync(`${folder}-`);
  fill(unfinished);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another process was faster.
    rmSync(unfinished, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
