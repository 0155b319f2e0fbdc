import type { Command } from 'commander';
import type { Language } from '../analysis.ts';
import { rescore } from '../library/rescore/rescore.ts';
import { say } from '../reports/blocks/say.ts';
import { type LibraryOptions, libraryOption, withLibrary } from './library-option.ts';
import { parseWorkers } from './parse-workers.ts';
import { createProgress } from './progress.ts';
import { rescoreText, turnText } from './rescore-text.ts';
import { stopOnInterrupt } from './stop-on-interrupt.ts';
import { textStyle } from './text-style.ts';

interface RescoreCommandOptions extends LibraryOptions {
  pipeline?: string;
  profile?: string;
  only?: string[];
  dryRun?: boolean;
  workers?: number;
  json?: boolean;
}

/** Adds `lingting rescore`. */
export function addRescoreCommand(program: Command, language: Language): void {
  const says = say(language);
  program
    .command('rescore')
    .description(
      says(
        '质检表、单位设置或短语改动后，给库里的通话重新评分，不需要录音。',
        'Judge stored calls by a changed checklist, profile or phrase, without the recordings.',
      ),
    )
    .addOption(libraryOption(says))
    .option(
      '-p, --pipeline <name>',
      says(
        '改用此流程（默认：各通评分时的流程，不沿用以前重新评分时的）',
        'judge by this pipeline (default: the one each call was scored with, not that of an earlier re-score)',
      ),
    )
    .option(
      '--profile <file>',
      says(
        '改用此单位设置（默认：各通评分时的设置；下次重新评分不写明则改回，并会先说明）',
        'judge by this profile (default: as each call was scored; the next re-score goes back to that, and says so)',
      ),
    )
    .option('--only <call...>', says('只评这几通（通话编号）', 'only these calls, by their ids'))
    .option(
      '--dry-run',
      says('试算：只看哪些结论和得分会变，不写入', 'show which verdicts and scores would change, and write nothing'),
    )
    .option(
      '-w, --workers <n>',
      says('同时运行的进程数（默认：每个 CPU 核心一个）', 'processes side by side (default: one per core)'),
      parseWorkers,
    )
    .option('--json', says('以 JSON 输出全部结果', 'print everything as JSON'))
    .action(async (options: RescoreCommandOptions) => {
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
    `${options.json ? JSON.stringify(result, null, 2) : rescoreText(result, language, textStyle().columns)}\n`,
  );
  if (result.calls.left > 0) return 130;
  return result.failed.length > 0 ? 1 : 0;
}
