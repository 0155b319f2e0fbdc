import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Language } from '../analysis.ts';
import { CallContext } from '../checklist/context.ts';
import { findingIn } from '../checklist/judge.ts';
import { readAnalysis, UNREADABLE } from '../library/analyses.ts';
import type { Database } from '../library/database/open.ts';
import { readReportCall } from '../library/report-calls.ts';
import type { ScoredRow, ScoreRun } from '../library/score-calls.ts';
import { batchSummary, lookAtFirst, worstFirst } from '../reports/batch-summary.ts';
import { callSummary } from '../reports/call-summary.ts';
import { traceItem } from '../reports/explain/trace.ts';
import { htmlReport } from '../reports/html.ts';
import { jsonReportText } from '../reports/json.ts';
import { recordingName } from '../reports/recording-name.ts';
import type { ReportCall } from '../reports/report-call.ts';
import { sameNamed } from '../reports/same-named.ts';
import { callTable } from '../reports/table.ts';
import { plain } from '../reports/width.ts';
import { fill, WORDS } from '../reports/words.ts';
import { loadScoring } from '../scoring.ts';
import { loadPipeline, pipelineNameFor } from '../settings.ts';
import { writeWhole } from '../write-whole.ts';
import { printIndented } from './checklist-explain.ts';
import { withAudio } from './playable.ts';
import { textStyle } from './text-style.ts';

/** What the output of a run depends on. */
export interface OutputOptions {
  pipeline?: string;
  profile?: string;
  /** The one item to explain. */
  only?: string;
  json?: boolean;
}

/** Writes the results to stdout: as JSON, as the trace of one item, or as a table or a summary. */
export async function printRun(
  rows: readonly ScoredRow[],
  database: Database,
  options: OutputOptions,
  language: Language,
): Promise<void> {
  if (options.only !== undefined) {
    for (const row of rows) printIndented([...(await traceRow(row, options.only, options, database, language)), '']);
    return;
  }
  if (options.json) {
    await pipeline(jsonReportText(resultsOf(rows, database)), process.stdout, { end: false }).catch(unlessClosed);
    return;
  }
  const style = { language, ...textStyle() };
  if (rows.length > MOST_ROWS_SHOWN) process.stdout.write(batchSummary(rows, style));
  else {
    const results = await allOf(resultsOf(rows, database));
    const [only] = results;
    process.stdout.write(
      results.length === 1 && only?.ok ? `${callSummary(only, style)}\n` : `${callTable(results, style)}\n`,
    );
    process.stdout.write(lookAtFirst(rows, style));
  }
  process.stdout.write(sameNamed(rows, style));
}

/** A longer table is not read; its summary is. */
const MOST_ROWS_SHOWN = 60;

/** Calls that one page holds and a browser still opens at once. */
const MOST_CALLS_ON_PAGE = 200;

/** The calls of a run with all that reports show, one at a time; a row that is no call of the library speaks for itself. */
async function* resultsOf(rows: readonly ScoredRow[], { query }: Database): AsyncGenerator<ReportCall> {
  for (const row of rows) yield await resultOf(row, query);
}

async function resultOf(row: ScoredRow, query: Database['query']): Promise<ReportCall> {
  const { callId, file, state, code, sentence } = row;
  const found = state === 'done' ? await readReportCall(query, callId) : null;
  if (found) return found;
  const why = sentence ? { code: code!, sentence } : { code: 'internal', sentence: UNREADABLE };
  return { ok: false, excluded: state === 'excluded', file, callId, ...why };
}

/** Who closes the pipe early (`| head`) has read enough. */
function unlessClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}

/** The page of a run; of a long one, the calls to look at first. A run that scored nothing leaves the last page alone. */
export async function writeReport(
  rows: readonly ScoredRow[],
  { query }: Database,
  folder: string,
  language: Language,
): Promise<void> {
  const scored = worstFirst(rows);
  if (scored.length === 0) return;
  const shown = new Set(rows.length > MOST_CALLS_ON_PAGE ? scored.slice(0, MOST_CALLS_ON_PAGE) : rows);
  async function* calls() {
    for (const row of rows) if (shown.has(row)) yield { file: row.file, result: await resultOf(row, query) };
  }
  const file = path.join(folder, 'report.html');
  await writeWhole(file, htmlReport(withAudio(calls(), folder), { language, createdAt: new Date() }));
  const shortened = shown.size < rows.length ? onPageLine(shown.size, rows.length, language) : '';
  process.stderr.write(`${language === 'zh' ? '报告：' : 'Report: '}${path.relative('.', file)}${shortened}\n`);
}

/** How one item was judged on one call, or why the call could not be scored. */
async function traceRow(
  row: ScoredRow,
  itemId: string,
  options: OutputOptions,
  { query }: Database,
  language: Language,
): Promise<string[]> {
  const analysis = row.state === 'done' ? await readAnalysis(query, row.callId) : null;
  if (!analysis) return [row.sentence?.[language] ?? ''];
  const settings = await loadPipeline(options.pipeline ?? pipelineNameFor(analysis.call));
  const profileFile = options.profile ?? settings.profileFile;
  const scoring = await loadScoring({ ...settings, profileFile }, analysis.language);
  const item = scoring.checklist.library.get(itemId)!;
  const call = new CallContext(analysis, scoring.lexicons, scoring.profile, findingIn(scoring.checklist.library));
  return [row.callId, ...traceItem(item, call, language)];
}

/** What became of a call, in the progress: its recording stands for it, with its id where that is one of `namedTwice`. */
export function stepLine(
  { file, callId, state, score, sentence }: ScoredRow,
  language: Language,
  namedTwice: ReadonlySet<string>,
): string {
  const name = recordingName(file);
  const id = namedTwice.has(name) ? fill(WORDS[language].inBrackets, { text: callId }) : '';
  const outcome = state === 'done' ? (score === null ? '–' : Math.round(score)) : sentence![language];
  return plain(`${name}${id}  ${outcome}`);
}

export function closingLines(
  language: Language,
  { left, elsewhere, oneSided, saidBefore, remembered }: ScoreRun,
): string[] {
  const lines: string[] = [];
  if (remembered > 0)
    lines.push(
      language === 'zh'
        ? `${remembered} 通沿用先前识别的文字，未重新识别。`
        : `${remembered} ${remembered === 1 ? 'call keeps the words' : 'calls keep the words'} recognised before; nothing was recognised again.`,
    );
  if (oneSided > 0)
    lines.push(
      language === 'zh'
        ? `${oneSided} 通未区分坐席与客户，没有可对调的双方。`
        : `${oneSided} ${oneSided === 1 ? 'call has' : 'calls have'} no two sides to exchange: agent and customer are not told apart.`,
    );
  if (saidBefore > 0)
    lines.push(
      language === 'zh'
        ? `${saidBefore} 通先前已指定双方声道，保持不变；如需更改请用 lingting channels。`
        : `${saidBefore} ${saidBefore === 1 ? 'call keeps its' : 'calls keep their'} sides as said before; "lingting channels" changes them.`,
    );
  if (elsewhere > 0)
    lines.push(
      language === 'zh'
        ? `另有 ${elsewhere} 通正由别的进程处理。`
        : `${elsewhere} ${elsewhere === 1 ? 'call is' : 'calls are'} in the hands of another run on this library.`,
    );
  if (left > 0)
    lines.push(
      language === 'zh'
        ? `已停止，还剩 ${left} 通。再次运行同一命令即可继续。`
        : `Stopped with ${left} ${left === 1 ? 'call' : 'calls'} left; run the same command again to go on.`,
    );
  return lines;
}

export function keptLine(kept: number, language: Language): string {
  return language === 'zh'
    ? `${kept} 通先前已完成，不再重做。`
    : `${kept} ${kept === 1 ? 'call was' : 'calls were'} finished before and ${kept === 1 ? 'is' : 'are'} not done again.`;
}

function onPageLine(shown: number, all: number, language: Language): string {
  return language === 'zh'
    ? `（${all} 通中最需要看的 ${shown} 通；其余用 lingting report call 通话编号 查看）`
    : ` (the ${shown} of ${all} calls to look at first; "lingting report call ID" shows any other)`;
}

export const WATCHING: Record<Language, string> = {
  zh: '正在等待新录音，按 Ctrl-C 结束。',
  en: 'Waiting for new recordings; Ctrl-C ends it.',
};

async function allOf<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}
