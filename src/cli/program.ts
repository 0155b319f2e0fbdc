import { createRequire } from 'node:module';
import { Command, Option } from 'commander';
import type { Language } from '../analysis.ts';
import { say } from '../reports/blocks/say.ts';
import { helpIn } from './help.ts';
import { usageError } from './usage-error.ts';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

/** Commands by name, read when asked for: what one needs, the others do not wait for. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command, language: Language) => void>>> = {
  score: async () => (await import('./score.ts')).addScoreCommand,
  review: async () => (await import('./review.ts')).addReviewCommand,
  appeal: async () => (await import('./appeal.ts')).addAppealCommand,
  calibrate: async () => (await import('./calibrate.ts')).addCalibrateCommand,
  channels: async () => (await import('./channels.ts')).addChannelsCommand,
  sample: async () => (await import('./sample.ts')).addSampleCommand,
  rescore: async () => (await import('./rescore.ts')).addRescoreCommand,
  db: async () => (await import('./db.ts')).addDbCommand,
  export: async () => (await import('./export.ts')).addExportCommand,
  models: async () => (await import('./models.ts')).addModelsCommand,
  checklist: async () => (await import('./checklist.ts')).addChecklistCommand,
  report: async () => (await import('./report.ts')).addReportCommand,
  trainee: async () => (await import('./trainee.ts')).addTraineeCommand,
};

/**
 * `lingting` with the command that `args` name, described in `language`. The help of the whole, and a word that is no
 * command, need all of them. Usage errors are thrown as commander's `CommanderError` after they are printed.
 */
export async function createProgram(args: readonly string[], language: Language): Promise<Command> {
  const says = say(language);
  const program = new Command('lingting')
    .description(
      says(
        '在本机分析客服通话录音，按礼仪质检表逐项评分，并给出依据。',
        'Listens to recorded service calls on your own machine and says how courteous they were, with proof.',
      ),
    )
    .version(version, '-V, --version', says('显示版本号', 'print the version'))
    .addOption(
      new Option(
        '--lang <zh|en>',
        says('输出语言，默认随系统', 'language of the output (default: from the locale)'),
      ).choices(['zh', 'en']),
    )
    .helpOption('-h, --help', says('显示用法', 'print this help'))
    .helpCommand('help [command]', says('显示一个命令的用法', 'print the help of a command'))
    .configureHelp(helpIn(language))
    .showSuggestionAfterError()
    .configureOutput({ outputError: (message, write) => write(usageError(message, language)) })
    .exitOverride();
  const asked = args.find((word) => Object.hasOwn(COMMANDS, word));
  for (const name of asked === undefined ? Object.keys(COMMANDS) : [asked])
    (await COMMANDS[name]!())(program, language);
  return program;
}
