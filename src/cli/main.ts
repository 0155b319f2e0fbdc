import { CommanderError } from 'commander';
import { asLingtingError } from '../errors.ts';
import { plain } from '../reports/width.ts';
import { outputLanguage } from './language.ts';
import { createProgram } from './program.ts';

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

/** Prints a failure in one sentence; 2 for wrong usage, 1 for anything else. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const failure = asLingtingError(error);
  process.stderr.write(`${plain(failure.sentence[language])}\n`);
  if (failure.code === 'internal') process.stderr.write(`${(failure.cause as Error | undefined)?.stack ?? ''}\n`);
  return [
    'usage',
    'settings-invalid',
    'checklist-invalid',
    'lexicon-invalid',
    'model-unknown',
    'model-missing',
  ].includes(failure.code)
    ? 2
    : 1;
}
