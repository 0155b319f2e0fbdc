import { createRequire } from 'node:module';
import { Command, CommanderError, Option } from 'commander';
import { asLingtingError } from '../errors.ts';
import { plain } from '../reports/width.ts';
import { addAppealCommand } from './appeal.ts';
import { addCalibrateCommand } from './calibrate.ts';
import { addChecklistCommand } from './checklist.ts';
import { addDbCommand } from './db.ts';
import { addExportCommand } from './export.ts';
import { outputLanguage } from './language.ts';
import { addModelsCommand } from './models.ts';
import { addReportCommand } from './report.ts';
import { addRescoreCommand } from './rescore.ts';
import { addReviewCommand } from './review.ts';
import { addSampleCommand } from './sample.ts';
import { addScoreCommand } from './score.ts';
import { addTraineeCommand } from './trainee.ts';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

const program = new Command('lingting')
  .description(
    'Listens to recorded service calls on your own machine and says how courteous they were, with proof.\n' +
      '在本机分析客服通话录音，按礼仪质检表逐项评分，并给出依据。',
  )
  .version(version)
  .addOption(new Option('--lang <zh|en>', 'language of the output (default: from the locale)').choices(['zh', 'en']))
  .showSuggestionAfterError()
  .showHelpAfterError('Run the command with --help to see what it takes.')
  .exitOverride();
addScoreCommand(program);
addReviewCommand(program);
addAppealCommand(program);
addCalibrateCommand(program);
addSampleCommand(program);
addRescoreCommand(program);
addDbCommand(program);
addExportCommand(program);
addModelsCommand(program);
addChecklistCommand(program);
addReportCommand(program);
addTraineeCommand(program);

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
  const language = outputLanguage(program.opts<{ lang?: string }>().lang);
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
