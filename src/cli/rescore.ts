import type { Command } from 'commander';
import type { Language } from '../analysis.ts';
import { rescore } from '../library/rescore/rescore.ts';
import { outputLanguage } from './language.ts';
import { type LibraryOptions, libraryOption, withLibrary } from './library-option.ts';
import { parseWorkers } from './parse-workers.ts';
import { createProgress } from './progress.ts';
import { rescoreText, turnText } from './rescore-text.ts';
import { stopOnInterrupt } from './stop-on-interrupt.ts';

interface RescoreCommandOptions extends LibraryOptions {
  pipeline?: string;
  profile?: string;
  only?: string[];
  dryRun?: boolean;
  workers?: number;
  json?: boolean;
}

/** Adds `lingting rescore`. */
export function addRescoreCommand(program: Command): void {
  program
    .command('rescore')
    .description(
      'Judge stored calls by a changed checklist, profile or phrase, without the recordings.  按改动后的质检表重新评分，不需要录音',
    )
    .addOption(libraryOption())
    .option(
      '-p, --pipeline <name>',
      'judge by this pipeline (default: the one each call was scored with, not that of an earlier re-score)',
    )
    .option(
      '--profile <file>',
      'judge by this profile (default: as each call was scored; the next re-score goes back to that, and says so)',
    )
    .option('--only <call...>', 'only these calls')
    .option('--dry-run', 'show which verdicts and scores would change, and write nothing')
    .option('-w, --workers <n>', 'processes side by side (default: one per core)', parseWorkers)
    .option('--json', 'print everything as JSON')
    .action(async (options: RescoreCommandOptions, command: Command) => {
      const language = outputLanguage(command.optsWithGlobals<{ lang?: string }>().lang);
      process.exitCode = await run(options, language);
    });
}

async function run(options: RescoreCommandOptions, language: Language): Promise<number> {
  const progress = createProgress(language);
  const stop = stopOnInterrupt();
  const result = await withLibrary(options, (database) =>
    rescore(
      database,
      options.library,
      {
        pipeline: options.pipeline ?? null,
        profile: options.profile ?? null,
        only: options.only ?? null,
        dryRun: options.dryRun === true,
        workers: options.workers ?? null,
      },
      {
        turns: (turns) => {
          for (const turn of turns) process.stderr.write(`${turnText(turn, language)}\n`);
        },
        start: progress.start,
        step: (calls, failed) => progress.step(language === 'zh' ? '已评分' : 'judged', failed > 0, calls),
      },
      stop.signal,
    ),
  ).finally(() => {
    progress.stop();
    stop.forget();
  });
  process.stdout.write(
    `${options.json ? JSON.stringify(result, null, 2) : rescoreText(result, language, process.stdout.columns ?? 80)}\n`,
  );
  if (result.calls.left > 0) return 130;
  return result.failed.length > 0 ? 1 : 0;
}
