import type { Command } from 'commander';
import type { Language } from '../analysis.ts';
import { LingtingError, type Sentence } from '../errors.ts';
import type { Database } from '../library/database/open.ts';
import { agentFacts } from '../library/report-facts/agent.ts';
import { logFacts, teamFacts } from '../library/report-facts/team.ts';
import { traineeFacts } from '../library/report-facts/trainee.ts';
import { agentBlocks } from '../reports/agent/blocks.ts';
import { agentReport } from '../reports/agent/report.ts';
import type { BlockReport } from '../reports/blocks/block.ts';
import { say } from '../reports/blocks/say.ts';
import type { Period } from '../reports/figures/day.ts';
import { logBlocks } from '../reports/log/blocks.ts';
import { logReport } from '../reports/log/report.ts';
import { teamBlocks } from '../reports/team/blocks.ts';
import { teamReport } from '../reports/team/report.ts';
import { traineeBlocks } from '../reports/trainee/blocks.ts';
import { traineeReport } from '../reports/trainee/report.ts';
import { type LibraryOptions, libraryOption, withLibrary } from './library-option.ts';
import { parseDay } from './parse-day.ts';
import { daysAround, PERIOD_MEANT, parsePeriod, type SpannedDays } from './parse-period.ts';
import { writeCallReport } from './report-call.ts';
import { addressesFrom, formatOf, type OutputOptions, outputOptions, writeBlocks } from './report-output.ts';

type ReportOptions = LibraryOptions & OutputOptions;

/** Adds `lingting report` and its reports. */
export function addReportCommand(program: Command, language: Language): void {
  const says = say(language);
  const report = program
    .command('report')
    .description(
      says(
        '报告：通话、坐席、学员、团队，以及日报、周报、月报。',
        'Reports on calls, agents, trainees and teams, and of a day, week or month.',
      ),
    );
  const period = (command: Command) =>
    command
      .option(
        '--from <day>',
        says(
          '起始日期，例如 2026-03-01（默认：最早的一天）',
          'first day, such as 2026-03-01 (default: the first there is)',
        ),
        parseDay,
      )
      .option('--to <day>', says('截止日期（默认：最晚的一天）', 'last day (default: the last there is)'), parseDay);

  period(report.command('agent').argument('<id>', says('坐席工号', 'agent id')))
    .description(
      says(
        '坐席报告：走势、与团队对比、失分项目、辅导要点',
        'An agent: trend, team beside, lost points, what to coach.',
      ),
    )
    .action(async (id: string, options: PeriodOptions & ReportOptions) => {
      const asked = periodOf(options);
      await run(options, language, async (database) => {
        const result = agentReport(await agentFacts(database, id, asked));
        return [result, agentBlocks(result, language, addressesFrom(options))];
      });
    });

  period(report.command('team'))
    .description(says('团队报告：排名、热力图、各项合格率', 'Ranking, heat map and items of a team, or of everybody.'))
    .option('--team <name>', says('团队（技能组）；默认：全部', 'team (skill group); default: everybody'))
    .action(async (options: PeriodOptions & TeamOptions & ReportOptions) => {
      const asked = periodOf(options);
      await run(options, language, async (database) => {
        const result = teamReport(await teamFacts(database, options.team ?? null, asked));
        return [result, teamBlocks(result, language)];
      });
    });

  report
    .command('trainee')
    .argument('<id>', says('学员的坐席工号', 'agent id of the trainee'))
    .description(says('学员报告：逐通考核表、培训进程、技能档案', 'Training form of each call, stages, skill file.'))
    .option(
      '--model-call <id>',
      says(
        '用于对比的通话（默认：团队中同一考核表得分最高的）',
        'call to compare with (default: the best of the team by the same form)',
      ),
    )
    .action(async (id: string, options: { modelCall?: string } & ReportOptions) => {
      await run(options, language, async (database) => {
        const result = traineeReport(await traineeFacts(database, id, options.modelCall ?? null));
        return [result, traineeBlocks(result, language)];
      });
    });

  for (const span of ['day', 'week', 'month'] as const)
    report
      .command(span)
      .argument(
        `[${span}]`,
        says(
          `${PERIOD_MEANT[span].zh}（默认：${CURRENT[span].zh}）`,
          `${PERIOD_MEANT[span].en} (default: ${CURRENT[span].en})`,
        ),
        (text: string) => parsePeriod(text, span),
      )
      .description(SPANS[span][language])
      .option('--team <name>', says('团队（技能组）；默认：全部', 'team (skill group); default: everybody'))
      .action(async (days: SpannedDays | undefined, options: TeamOptions & ReportOptions) => {
        const asked = days ?? daysAround(today(), span);
        await run(options, language, async (database) => {
          const result = logReport(await logFacts(database, options.team ?? null, span, asked));
          return [result, logBlocks(result, language)];
        });
      });

  report
    .command('call')
    .argument('<id>', says('通话编号', 'call id'))
    .description(
      says(
        '单通报告：每项结论；可为文字、JSON 或带录音的网页',
        'One call with every verdict: text, JSON, or a page with the recording.',
      ),
    )
    .action(async (id: string, options: ReportOptions) => {
      await withLibrary(options, (database) => writeCallReport(database, id, options, language));
    });

  for (const command of report.commands) {
    for (const option of outputOptions(says)) command.addOption(option);
    command.addOption(libraryOption(says));
  }
}

interface PeriodOptions {
  from?: string;
  to?: string;
}

interface TeamOptions {
  team?: string;
}

const SPANS: Readonly<Record<'day' | 'week' | 'month', Sentence>> = {
  day: { zh: '日报', en: 'Log of a day.' },
  week: { zh: '周报，周一至周日', en: 'Log of a week, Monday to Sunday.' },
  month: { zh: '月报', en: 'Log of a month.' },
};

async function run(
  options: ReportOptions,
  language: Language,
  make: (database: Database) => Promise<[json: unknown, blocks: BlockReport]>,
): Promise<void> {
  formatOf(options); // Refuses what cannot be written before the work.
  const [json, blocks] = await withLibrary(options, (database) => make(database));
  await writeBlocks(json, blocks, options, language);
}

function periodOf({ from = null, to = null }: { from?: string | null; to?: string | null }): Period {
  if (from !== null && to !== null && from > to)
    throw new LingtingError('usage', {
      en: `Expected --from on or before --to, got ${from} and ${to}.`,
      zh: `--from 不应晚于 --to，现为 ${from} 与 ${to}。`,
    });
  return { from, to };
}

/** The present day here, on whatever side of midnight Greenwich is. */
/** The period that is meant when none is given. */
const CURRENT = {
  day: { zh: '今天', en: 'today' },
  week: { zh: '本周', en: 'this week' },
  month: { zh: '本月', en: 'this month' },
} as const;

function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
