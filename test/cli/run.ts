import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');
/** As it is built: see `test/built.ts`. */
const LAUNCHER = path.join(ROOT, 'dist/cli/main.js');

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts `lingting` as a user would, in a process of its own. */
export function start(args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): ChildProcess {
  return spawn(process.execPath, [LAUNCHER, ...args], {
    cwd: options.cwd ?? ROOT,
    env: { ...process.env, LANG: 'C', LC_ALL: '', NO_COLOR: '1', LINGTING_LIBRARY: '', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs `lingting` to its end. */
export async function lingting(args: string[], options: Parameters<typeof start>[1] = {}): Promise<Finished> {
  return finished(start(args, options));
}

/** What a started process printed and how it ended. */
export function finished(child: ChildProcess): Promise<Finished> {
  const out: Finished = { code: null, stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    out.stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...out, code }));
  });
}
