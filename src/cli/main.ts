import { CommanderError } from 'commander';
import { asLingtingError, type ErrorCode } from '../errors.ts';
import { plain } from '../reports/width.ts';
import { outputLanguage } from './language.ts';
import { createProgram } from './program.ts';

/** What breaks on the way. Anything else is wrong or missing before the work begins. */
const BREAKS_ON_THE_WAY: ReadonlySet<ErrorCode> = new Set([
  'model-failed',
  'download-failed',
  'library-busy',
  'library-unreachable',
  'disk-full',
  'internal',
]);

const args = process.argv.slice(2);
const language = outputLanguage(args);
const program = await createProgram(args, language);

// Whoever reads the output may stop early, as `| head` does: that is no fault, and a report is still written.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Prints a failure in one sentence and returns the exit code: 1 for what broke on the way, 2 for what could not begin, 130 when stopped. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const failure = asLingtingError(error);
  process.stderr.write(`${plain(failure.sentence[language])}\n`);
  if (failure.code === 'internal') process.stderr.write(`${(failure.cause as Error | undefined)?.stack ?? ''}\n`);
  if (failure.code === 'stopped') return 130;
  return BREAKS_ON_THE_WAY.has(failure.code) ? 1 : 2;
}
