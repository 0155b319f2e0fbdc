import { randomBytes } from 'node:crypto';
import { type Command, Option } from 'commander';
import type { Language } from '../analysis.ts';
import { LingtingError } from '../errors.ts';
import { callsToSample } from '../library/sample-calls.ts';
import { countStrata, drawSample, marginOfSample, type SamplePlan, sizeForMargin } from '../quality/sampling.ts';
import { say } from '../reports/blocks/say.ts';
import { type SampleReport, sampleBlocks } from '../reports/quality/sample-report.ts';
import { type LibraryOptions, libraryOption, withLibrary } from './library-option.ts';
import { parseDay } from './parse-day.ts';
import { type OutputOptions, outputOptions, writeBlocks } from './report-output.ts';

interface SampleOptions extends LibraryOptions, OutputOptions {
  plan: SamplePlan;
  size?: number;
  margin?: number;
  seed?: string;
  from?: string;
  to?: string;
  agent?: string;
}

/** Adds `lingting sample`. */
export function addSampleCommand(program: Command, language: Language): void {
  const says = say(language);
  const command = program
    .command('sample')
    .description(
      says(
        '抽检：挑选要复核的通话，并给出推算总体的误差。',
        'Pick calls for people to look at, and say what they tell of all.',
      ),
    )
    .addOption(
      new Option(
        '--plan <plan>',
        says(
          'random 随机；stratified 按坐席分层；risk 按风险，更常抽到有疑问、低分和一票否决的通话',
          'random, stratified by agent, or by risk: doubts, low scores and fatal fails more often',
        ),
      )
        .choices(['random', 'stratified', 'risk'])
        .default('random'),
    )
    .option('--size <n>', says('抽多少通', 'how many calls'), parseSize)
    .addOption(
      new Option(
        '--margin <share>',
        says('按比例误差不超过此值决定抽多少通，例如 0.05', 'as many as hold a share to within this, e.g. 0.05'),
      )
        .argParser(parseMargin)
        .conflicts('size'),
    )
    .option(
      '--seed <text>',
      says(
        '随机种子；种子相同则抽到的通话相同（默认：每次换新）',
        'the same seed picks the same calls (default: a new one)',
      ),
    )
    .option(
      '--from <day>',
      says('从这一天起的通话，例如 2024-03-05', 'calls from this day on, such as 2024-03-05'),
      parseDay,
    )
    .option('--to <day>', says('到这一天为止的通话', 'calls up to this day'), parseDay)
    .option('--agent <id>', says('只抽此工号坐席的通话', 'calls of this agent'))
    .addOption(libraryOption(says));
  for (const option of outputOptions(says)) command.addOption(option);
  command.action(async (options: SampleOptions) => {
    const report = await sample(options);
    await writeBlocks(report, sampleBlocks(report, language), options, language);
  });
}

async function sample(options: SampleOptions): Promise<SampleReport> {
  const { plan, size, margin, from = null, to = null, agent = null } = options;
  if (size === undefined && margin === undefined)
    throw new LingtingError('usage', {
      en: 'Say how many calls: --size 100, or how exact a share is to be: --margin 0.05.',
      zh: '请说明抽多少通：--size 100；或比例要精确到多少：--margin 0.05。',
    });
  const calls = await withLibrary(options, (database) => callsToSample(database, { from, to, agent }));
  const wanted = size ?? sizeForMargin(plan, calls, margin!);
  const agents = countStrata(calls);
  if (plan === 'stratified' && wanted < agents)
    throw new LingtingError('usage', {
      en: `A stratified sample has a call of each agent at least: ${agents} agents, but --size ${wanted}. Ask for more calls, or name an agent.`,
      zh: `分层抽样每名坐席至少一通：共 ${agents} 名坐席，--size 却是 ${wanted}。请增加通数，或用 --agent 指定坐席。`,
    });
  const seed = options.seed ?? randomBytes(4).toString('hex');
  const byId = new Map(calls.map((call) => [call.id, call]));
  return {
    plan,
    seed,
    population: calls.length,
    margin: marginOfSample(plan, calls, wanted),
    calls: drawSample(plan, calls, wanted, seed).map(({ id, probability }) => {
      const { file, agent_id, agent_name, day, score, reviewed } = byId.get(id)!;
      return {
        callId: id,
        file,
        agentId: agent_id,
        agentName: agent_name,
        day,
        score,
        reviewed: reviewed === 1,
        probability,
      };
    }),
  };
}

function parseSize(text: string): number {
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1)
    throw new LingtingError('usage', {
      en: `--size: expected a whole number from 1 on, got "${text}".`,
      zh: `--size 应为 1 以上的整数，实际是“${text}”。`,
    });
  return size;
}

function parseMargin(text: string): number {
  const margin = Number(text);
  if (!(margin > 0 && margin < 1))
    throw new LingtingError('usage', {
      en: `--margin: expected a share such as 0.05, got "${text}".`,
      zh: `--margin 应为 0 到 1 之间的比例，例如 0.05，实际是“${text}”。`,
    });
  return margin;
}
