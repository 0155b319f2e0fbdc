import type { Command } from 'commander';
import { LingtingError } from '../errors.ts';
import type { Database } from '../library/database/open.ts';
import { agentFacts } from '../library/report-facts/agent.ts';
import { logFacts, teamFacts } from '../library/report-facts/team.ts';
import { traineeFacts } from '../library/report-facts/trainee.ts';
import { agentBlocks } from '../reports/agent/blocks.ts';
import { agentReport } from '../reports/agent/report.ts';
import type { BlockReport } from '../reports/blocks/block.ts';
import { monthOf, type Period, weekOf } from '../reports/figures/day.ts';
import { logBlocks } from '../reports/log/blocks.ts';
import { logReport } from '../reports/log/report.ts';
import type { ReportLanguage } from '../reports/report-call.ts';
import { teamBlocks } from '../reports/team/blocks.ts';
import { teamReport } from '../reports/team/report.ts';
import { traineeBlocks } from '../reports/trainee/blocks.ts';
import { traineeReport } from '../reports/trainee/report.ts';
import { outputLanguage } from './language.ts';
import { type LibraryOptions, libraryOption, withLibrary } from './library-option.ts';
import { parseDay } from './parse-day.ts';
import { writeCallReport } from './report-call.ts';
import { addressesFrom, formatOf, type OutputOptions, outputOptions, writeBlocks } from './report-output.ts';

type ReportOptions = LibraryOptions & OutputOptions;

/** Adds `lingting report` and its reports. */
export function addReportCommand(program: Command): void {
  const report = program
    .command('report')
    .description('Reports on calls, agents, trainees and teams.  通话、坐席、学员与团队的报告');
  const period = (command: Command) =>
    command
      .option('--from <day>', 'first day, such as 2026-03-01 (default: the first there is)', parseDay)
      .option('--to <day>', 'last day (default: the last there is)', parseDay);

  period(report.command('agent').argument('<id>', 'agent id'))
    .description('One page about an agent.  坐席报告')
    .action(async (id: string, options: PeriodOptions & ReportOptions, command: Command) => {
      const asked = periodOf(options);
      await run(options, command, async (database, language) => {
        const result = agentReport(await agentFacts(database, id, asked));
        return [result, agentBlocks(result, language, addressesFrom(options))];
      });
    });

  period(report.command('team'))
    .description('Ranking, heat map and items of a team, or of everybody.  团队报告')
    .option('--team <name>', 'team (skill group); default: everybody')
    .action(async (options: PeriodOptions & TeamOptions & ReportOptions, command: Command) => {
      const asked = periodOf(options);
      await run(options, command, async (database, language) => {
        const result = teamReport(await teamFacts(database, options.team ?? null, asked));
        return [result, teamBlocks(result, language)];
      });
    });

  report
    .command('trainee')
    .argument('<id>', 'agent id of the trainee')
    .description('Training form of each call, stages, skill file.  学员报告')
    .option('--model-call <id>', 'call to compare with (default: the best of the team by the same form)')
    .action(async (id: string, options: { modelCall?: string } & ReportOptions, command: Command) => {
      await run(options, command, async (database, language) => {
        const result = traineeReport(await traineeFacts(database, id, options.modelCall ?? null));
        return [result, traineeBlocks(result, language)];
      });
    });

  for (const span of ['day', 'week', 'month'] as const)
    report
      .command(span)
      .argument('[date]', 'a day in it, such as 2026-03-05 (default: today)', parseDay)
      .description(SPAN_DESCRIPTIONS[span])
      .option('--team <name>', 'team (skill group); default: everybody')
      .action(async (date: string | undefined, options: TeamOptions & ReportOptions, command: Command) => {
        const day = date ?? today();
        const asked = span === 'day' ? { from: day, to: day } : span === 'week' ? weekOf(day) : monthOf(day);
        await run(options, command, async (database, language) => {
          const result = logReport(await logFacts(database, options.team ?? null, span, asked));
          return [result, logBlocks(result, language)];
        });
      });

  report
    .command('call')
    .argument('<id>', 'call id')
    .description('One call with every verdict: text, JSON, or a page with the recording.  单通报告')
    .action(async (id: string, options: ReportOptions, command: Command) => {
      const language = languageOf(command);
      await withLibrary(options, (database) => writeCallReport(database, id, options, language));
    });

  for (const command of report.commands) {
    for (const option of outputOptions()) command.addOption(option);
    command.addOption(libraryOption());
  }
}

interface PeriodOptions {
  from?: string;
  to?: string;
}

interface TeamOptions {
  team?: string;
}

const SPAN_DESCRIPTIONS = {
  day: 'Log of a day.  日报',
  week: 'Log of a week, Monday to Sunday.  周报',
  month: 'Log of a month.  月报',
};

async function run(
  options: ReportOptions,
  command: Command,
  make: (database: Database, language: ReportLanguage) => Promise<[json: unknown, blocks: BlockReport]>,
): Promise<void> {
  const language = languageOf(command);
  formatOf(options); // Refuses what cannot be written before the work.
  const [json, blocks] = await withLibrary(options, (database) => make(database, language));
  await writeBlocks(json, blocks, options, language);
}

const languageOf = (command: Command) => outputLanguage(command.optsWithGlobals<{ lang?: string }>().lang);

function periodOf({ from = null, to = null }: { from?: string | null; to?: string | null }): Period {
  if (from !== null && to !== null && from > to)
    throw new LingtingError('usage', {
      en: `Expected --from on or before --to, got ${from} and ${to}.`,
      zh: `--from 不应晚于 --to，现为 ${from} 与 ${to}。`,
    });
  return { from, to };
}

/** The present day here, on whatever side of midnight Greenwich is. */
function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
