import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * Programs and folders that some tests need and a plain machine may lack. PostgreSQL is there when `LINGTING_TEST_POSTGRES`
 * holds the address of a server on which databases may be made and dropped.
 */
const FINDERS = {
  ffmpeg: () => onPath('ffmpeg'),
  sox: () => onPath('sox'),
  'espeak-ng': () => onPath('espeak-ng'),
  chromium: () => existsSync(CHROMIUM),
  'python3-onnx': () => runs('/usr/bin/python3', ['-c', 'import onnx, numpy']),
  postgres: () => Boolean(process.env.LINGTING_TEST_POSTGRES),
  'shared-audio': () => existsSync(SHARED_AUDIO),
} as const;

/** `CHROMIUM_PATH`, else the system's. */
export const CHROMIUM =
  [process.env.CHROMIUM_PATH, '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (file) => file !== undefined && existsSync(file),
  ) ?? '/usr/bin/chromium';
/** Third-party recordings with known facts; lies beside some checkouts and is no part of the project. */
export const SHARED_AUDIO = path.resolve(import.meta.dirname, '../../shared/audio');

/**
 * True when a test that needs `what` can run. Says so on stderr when it cannot, and throws instead when
 * `LINGTING_TEST_REQUIRE` (a comma-separated list) names it: where everything is installed, nothing may be skipped.
 */
export function available(what: keyof typeof FINDERS): boolean {
  if (FINDERS[what]()) return true;
  if ((process.env.LINGTING_TEST_REQUIRE ?? '').split(',').includes(what))
    throw new Error(`${what} is required here (LINGTING_TEST_REQUIRE) and was not found`);
  process.stderr.write(`skipped: tests that need ${what}, which is not here\n`);
  return false;
}

function onPath(program: string): boolean {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, program)));
}

function runs(program: string, args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
