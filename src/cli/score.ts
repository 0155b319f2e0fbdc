import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Language, Participant } from '../analysis.ts';
import { CallContext } from '../checklist/context.ts';
import { findingIn } from '../checklist/judge.ts';
import { type ScoredRow, scoreCalls } from '../library/score-calls.ts';
import { ResultStore } from '../library/store.ts';
import { loadScoring } from '../pipeline.ts';
import { callSummary } from '../reports/call-summary.ts';
import { traceItem } from '../reports/explain/trace.ts';
import { htmlReport } from '../reports/html.ts';
import { jsonReport } from '../reports/json.ts';
import type { ReportCall } from '../reports/report-call.ts';
import { callTable } from '../reports/table.ts';
import { plain } from '../reports/width.ts';
import { loadPipeline } from '../settings.ts';
import { printIndented, unknownItem } from './checklist-explain.ts';
import { outputLanguage } from './language.ts';
import { withAudio } from './playable.ts';
import { createProgress } from './progress.ts';

interface ScoreOptions {
  out: string;
  pipeline?: string;
  profile?: string;
  model?: string;
  language?: Language;
  channels?: Participant[];
  transcript?: string;
  filePattern?: string;
  workers?: number;
  only?: string;
  json?: boolean;
}

/** Adds `lingting score`. */
export function addScoreCommand(program: Command): void {
  program
    .command('score')
    .description('Score recordings: files, folders, or a CSV list of calls.  给录音评分：文件、文件夹或 CSV 清单')
    .argument('<input...>', 'recordings, folders of recordings, or .csv lists of calls')
    .option('-o, --out <folder>', 'where results and report.html go', 'lingting-report')
    .option('-p, --pipeline <name>', 'inbound, outbound, trainee, or a .yaml file (default: by the call’s metadata)')
    .option(
      '--profile <file>',
      'your company: names, deadlines, rules switched on or off (default: as the pipeline says)',
    )
    .option('-m, --model <id>', 'speech model, see "lingting models list" (default: as the pipeline says)')
    .addOption(new Option('--language <zh|en>', 'language spoken in the calls').choices(['zh', 'en']))
    .option('--channels <who,who>', 'who is on which channel, e.g. agent,customer', parseChannels)
    .option('--transcript <file>', 'judge this transcript (JSON, SRT, WebVTT) of the one recording given')
    .option('--file-pattern <regex>', 'read metadata from file names, e.g. (?<agentId>\\d+)_(?<callId>\\w+)')
    .option('-w, --workers <n>', 'calls analysed side by side (default: one per core)', parseWorkers)
    .option('--only <item>', 'judge one item and show what was heard and why it matched or did not')
    .option('--json', 'print the results as JSON')
    .action(async (inputs: string[], options: ScoreOptions, command: Command) => {
      process.exitCode = await score(
        inputs,
        options,
        outputLanguage(command.optsWithGlobals<{ lang?: string }>().lang),
      );
    });
}

/** Runs the command; returns its exit code. */
async function score(inputs: string[], options: ScoreOptions, language: Language): Promise<number> {
  if (options.only !== undefined) await requireItem(options.only, options.pipeline ?? 'inbound');
  const store = new ResultStore(options.out);
  await store.prepare();
  const progress = createProgress(language);
  const stop = stopOnInterrupt();
  const run = await scoreCalls(
    {
      inputs,
      pipeline: options.pipeline ?? null,
      profile: options.profile ?? null,
      model: options.model ?? null,
      language: options.language ?? null,
      channels: options.channels ?? null,
      transcriptFile: options.transcript ?? null,
      fileNamePattern: options.filePattern ?? null,
      workers: options.workers ?? null,
    },
    store,
    { start: progress.start, step: (row) => progress.step(stepLine(row, language), !row.result.ok) },
    stop.signal,
  ).finally(() => progress.stop());

  const { rows, left } = run;
  const results = rows.map(({ result }) => result);
  if (options.only !== undefined) {
    stop.forget();
    for (const row of rows) printIndented([...traceRow(row, options.only, language), '']);
    return results.every(({ ok }) => ok) ? 0 : 1;
  }
  if (options.json) process.stdout.write(`${JSON.stringify(jsonReport(results), null, 2)}\n`);
  else process.stdout.write(`${shown(results, language)}\n`);

  const isAnyScored = results.some(({ ok }) => ok);
  // A run that scored nothing, by a slip of the path for instance, leaves the last report alone.
  const page = htmlReport(withAudio(rows, store), { language, createdAt: new Date() });
  const report = isAnyScored ? await store.writeReport('report.html', page) : null;
  stop.forget();
  for (const line of closingLines(language, report, left)) process.stderr.write(`${line}\n`);
  if (left > 0) return 130;
  return results.every(({ ok }) => ok) ? 0 : 1;
}

/** How one item was judged on one call, or why the call could not be scored. */
function traceRow({ result, scoring }: ScoredRow, itemId: string, language: Language): string[] {
  if (!result.ok || !scoring) return [`${result.ok ? '' : result.sentence[language]}`];
  const { analysis } = result;
  const item = scoring.checklist.library.get(itemId)!;
  const call = new CallContext(analysis, scoring.lexicons, scoring.profile, findingIn(scoring.checklist.library));
  return [analysis.call.callId, ...traceItem(item, call, language)];
}

/** Throws `usage` when no item of the pipeline's item files has this id: before the first call, not after an hour. */
async function requireItem(id: string, pipeline: string): Promise<void> {
  const { library } = (await loadScoring(await loadPipeline(pipeline), 'zh')).checklist;
  if (!library.has(id)) throw unknownItem(id, [...library.keys()]);
}

function shown(results: readonly ReportCall[], language: Language): string {
  const { columns, isTTY } = process.stdout;
  const style = { language, colour: isTTY === true && !process.env.NO_COLOR, columns: columns ?? 80 };
  const [only] = results;
  return results.length === 1 && only?.ok ? callSummary(only, style) : callTable(results, style);
}

function stepLine({ file, result }: ScoredRow, language: Language): string {
  if (!result.ok) return plain(`${path.basename(file)}  ${result.sentence[language]}`);
  const { score } = result.scorecard;
  return plain(`${result.scorecard.callId}  ${score === null ? '–' : Math.round(score)}`);
}

function closingLines(language: Language, report: string | null, left: number): string[] {
  const lines: string[] = [];
  if (left > 0)
    lines.push(
      language === 'zh'
        ? `已停止，还剩 ${left} 通。再次运行同一命令即可继续。`
        : `Stopped with ${left} ${left === 1 ? 'call' : 'calls'} left; run the same command again to go on.`,
    );
  if (report !== null) lines.push(`${language === 'zh' ? '报告：' : 'Report: '}${path.relative('.', report)}`);
  return lines;
}

/** A signal that fires on the first Ctrl-C; a second one ends the process at once, as usual. */
function stopOnInterrupt(): { signal: AbortSignal; forget: () => void } {
  const controller = new AbortController();
  const onInterrupt = () => controller.abort();
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onInterrupt);
  return {
    signal: controller.signal,
    forget: () => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onInterrupt);
    },
  };
}

function parseChannels(text: string): Participant[] {
  const participants = text.split(/[,|]/).map((part) => part.trim());
  const known = participants.filter((part): part is Participant => ['agent', 'customer', 'mixed'].includes(part));
  if (known.length !== participants.length || known.length > 2)
    throw new InvalidArgumentError(
      `Expected agent,customer or customer,agent (or mixed for one channel), got "${text}".`,
    );
  return known;
}

function parseWorkers(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 256)
    throw new InvalidArgumentError(`Expected a whole number from 1 to 256, got "${text}".`);
  return count;
}
