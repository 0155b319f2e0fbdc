import { createRequire } from 'node:module';
import { Command, CommanderError, Option } from 'commander';
import type { Language } from '../analysis.ts';
import { asLingtingError } from '../errors.ts';
import { plain, textWidth, wrap } from '../reports/width.ts';
import { outputLanguage } from './language.ts';
import { usageError } from './usage-error.ts';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

/** Commands by name, read when asked for: what one needs, the others do not wait for. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  score: async () => (await import('./score.ts')).addScoreCommand,
  review: async () => (await import('./review.ts')).addReviewCommand,
  appeal: async () => (await import('./appeal.ts')).addAppealCommand,
  calibrate: async () => (await import('./calibrate.ts')).addCalibrateCommand,
  sample: async () => (await import('./sample.ts')).addSampleCommand,
  rescore: async () => (await import('./rescore.ts')).addRescoreCommand,
  db: async () => (await import('./db.ts')).addDbCommand,
  export: async () => (await import('./export.ts')).addExportCommand,
  models: async () => (await import('./models.ts')).addModelsCommand,
  checklist: async () => (await import('./checklist.ts')).addChecklistCommand,
  report: async () => (await import('./report.ts')).addReportCommand,
  trainee: async () => (await import('./trainee.ts')).addTraineeCommand,
};

const program = new Command('lingting')
  .description(
    'Listens to recorded service calls on your own machine and says how courteous they were, with proof.\n' +
      '在本机分析客服通话录音，按礼仪质检表逐项评分，并给出依据。',
  )
  .version(version)
  .addOption(new Option('--lang <zh|en>', 'language of the output (default: from the locale)').choices(['zh', 'en']))
  .configureHelp({
    // Commands with long arguments leave little room for what they do: it is wrapped all the same, Chinese by its cells.
    minWidthToWrap: 20,
    displayWidth: textWidth,
    boxWrap: (text, width) =>
      text
        .split('\n')
        .flatMap((line) => wrap(line, width))
        .join('\n'),
  })
  .showSuggestionAfterError()
  .configureOutput({
    outputError: (message, write) => write(usageError(message, languageOfOutput())),
  })
  .exitOverride();
// The help of the whole, and a word that is no command, need all of them.
const asked = process.argv.slice(2).find((word) => Object.hasOwn(COMMANDS, word));
for (const name of asked === undefined ? Object.keys(COMMANDS) : [asked]) (await COMMANDS[name]!())(program);

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
  const language = languageOfOutput();
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

function languageOfOutput(): Language {
  return outputLanguage(program.opts<{ lang?: string }>().lang);
}
