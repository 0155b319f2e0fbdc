import Table from 'cli-table3';
import pc from 'picocolors';
import type { Scorecard } from '../scorecard/scorecard.ts';
import { scoreText } from './format.ts';
import { failsThatCount } from './grouping.ts';
import { isProvisional, type Mark, SIGNS } from './outcome.ts';
import type { FailedCall, ReportCall, ReportLanguage, ScoredCall } from './report-call.ts';
import { totalsOf } from './totals.ts';
import { fitCells, fitMiddle, plain, textWidth, wrap } from './width.ts';
import { fill, WORDS } from './words.ts';

/** How a terminal report is written. */
export interface TextOptions {
  language: ReportLanguage;
  /** Colour codes; only for a terminal that shows them. */
  colour: boolean;
  /** Cells in a line; 80 when not told. */
  columns?: number;
}

/** Cells of the longest score, 100.0. */
const SCORE_CELLS = 5;
const MIN_ID_CELLS = 12;
/** A Chinese name of three characters. */
const MIN_AGENT_CELLS = 6;

/**
 * The calls as a table: one row per call with its score and headline points, a row with its sentence per call that
 * failed, and a line of totals. No line is wider than `columns`. Titles of headline points stand on one line where ids
 * and agents leave room for it. An empty list gives the line of totals alone.
 */
export function callTable(calls: readonly ReportCall[], options: TextOptions): string {
  const words = WORDS[options.language];
  const colours = pc.createColors(options.colour);
  const columns = options.columns ?? 80;
  const points = headlinePoints(calls);
  const headers = points.map(({ title }) => plain(title[options.language]));
  const hasProvisional = calls.some((call) => call.ok && isProvisional(call.scorecard));
  const scoreCells = SCORE_CELLS + (hasProvisional ? 1 : 0);
  const reviewCells = textWidth(words.tableReview);
  const gaps = points.length + 5;
  const countCells = [countWidth(calls, failsThatCount), countWidth(calls, undecidedOf)];
  const left = columns - scoreCells - sum(countCells) - reviewCells - gaps;
  const wanted = longestNames(calls, textWidth(words.agent));
  const headlineCells =
    [1, 2]
      .map((rows) => headers.map((header) => cellsOf(header, rows)))
      .find((cells) => sum(wanted) + sum(cells) <= left) ?? headers.map((header) => cellsOf(header, 4));
  const names = nameCells(wanted, left - sum(headlineCells), textWidth(words.agent));
  const [idCells, agentCells] = names;
  const widths = [...names, scoreCells, ...headlineCells, ...countCells, reviewCells];
  // What is left over on the right, for the sentences of failed calls, which run through all columns.
  const rest = columns - sum(widths) - widths.length;
  if (rest > 0) widths.push(rest);

  // Broken by our own wrap: that of the table cuts colour codes in two.
  const wrapped = headers.map((header, index) => wrap(header, headlineCells[index]!).join('\n'));
  const scoreHead = words.score + (hasProvisional ? ' ' : '');
  const blank = rest > 0 ? [''] : [];
  const table = new Table({
    head: [words.callIdColumn, words.agent, scoreHead, ...wrapped, '✗', '?', words.tableReview, ...blank],
    colWidths: widths.map((width) => width + 1),
    colAligns: ['left', 'left', 'right', ...points.map(() => 'center' as const), 'right', 'right', 'center', 'left'],
    chars: PLAIN_LINES,
    style: { 'padding-left': 0, 'padding-right': 1, head: [], border: [], compact: true },
  });
  for (const call of calls) {
    if (call.ok) table.push([...scoredRow(call, points, [idCells, agentCells, scoreCells], colours), ...blank]);
    else table.push(...failedRows(call, options.language, widths, colours));
  }
  const totals = totalsOf(calls);
  const line = fill(words.summaryLine, {
    all: calls.length,
    scored: totals.scored,
    unscored: totals.unscored > 0 ? unscoredText(totals.unscored, options.language) : '',
    failed: totals.failed,
    excluded: totals.excluded > 0 ? excludedText(totals.excluded, options.language) : '',
    mean: scoreText(totals.meanScore),
    review: totals.toReview,
  });
  const summary = wrap(line, columns).map((part) => colours.bold(part));
  if (calls.length === 0) return `${summary.join('\n')}\n`;
  const hasNone = calls.some((call) => call.ok && call.scorecard.score === null);
  const legendTexts = [words.tableLegend, hasProvisional && words.provisionalLegend, hasNone && words.noScoreLegend];
  const legend = legendTexts.flatMap((text) => (text ? wrap(text, columns) : [])).map((part) => colours.dim(part));
  const demo = calls.some((call) => call.ok && call.analysis.transcriptSource.demo)
    ? [`⚠ ${words.demoTitle}`, words.demoText]
        .flatMap((text) => wrap(text, columns))
        .map((part) => colours.yellow(part))
    : [];
  const body = table
    .toString()
    .split('\n')
    .map((row) => row.trimEnd());
  return `${[...body, '', ...legend, ...summary, ...demo].join('\n')}\n`;
}

const PLAIN_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};

type Point = ScoredCall['scorecard']['headline'][number];

/** The headline points of all calls, each once, in the order in which they first occur. */
function headlinePoints(calls: readonly ReportCall[]): Point[] {
  const points = new Map<string, Point>();
  for (const call of calls)
    if (call.ok) for (const point of call.scorecard.headline) if (!points.has(point.id)) points.set(point.id, point);
  return [...points.values()];
}

function scoredRow(
  call: ScoredCall,
  points: Point[],
  [idCells, agentCells, scoreCells]: [number, number, number],
  colours: Colours,
): string[] {
  const { scorecard } = call;
  const mark = isProvisional(scorecard) ? '*' : scoreCells > SCORE_CELLS ? ' ' : '';
  const score = scoreText(scorecard.score) + mark;
  return [
    fitMiddle(plain(scorecard.callId), idCells),
    fitCells(agentName(call), agentCells),
    scorePaint(scorecard, colours)(score),
    ...points.map(({ id }) => {
      const outcome = scorecard.headline.find((point) => point.id === id)?.outcome;
      return outcome ? sign(outcome, colours) : '';
    }),
    String(failsThatCount(scorecard)),
    String(undecidedOf(scorecard)),
    scorecard.needsReview ? colours.yellow('●') : '',
  ];
}

type Row = (string | { content: string; colSpan: number })[];

/** The id and the sentence of a failed call, over the full width. */
function failedRows(call: FailedCall, language: ReportLanguage, widths: number[], colours: Colours): Row[] {
  const mark = call.excluded
    ? `– ${plain(call.callId)}  ${WORDS[language].excluded}${language === 'zh' ? '：' : ': '}`
    : `! ${plain(call.callId)}  `;
  const sentence = mark + plain(call.sentence[language]);
  const paint = call.excluded ? colours.dim : colours.red;
  return wrap(sentence, sum(widths) + widths.length - 1).map((line) => [
    { content: paint(line), colSpan: widths.length },
  ]);
}

/** How many calls have too much in doubt for a score, within the line of totals. */
export function unscoredText(count: number, language: ReportLanguage): string {
  return language === 'zh' ? `，无得分 ${count}` : `, ${count} without a score`;
}

/** How many calls are no conversations, within the line of totals. */
function excludedText(count: number, language: ReportLanguage): string {
  return language === 'zh' ? `，已排除 ${count}` : `, ${count} excluded`;
}

/** Cells of the longest call id and the longest agent. */
function longestNames(calls: readonly ReportCall[], agentHeader: number): [number, number] {
  const scored = calls.filter((call) => call.ok);
  return [
    Math.max(MIN_ID_CELLS, ...scored.map((call) => textWidth(plain(call.scorecard.callId)))),
    Math.max(agentHeader, ...scored.map((call) => textWidth(agentName(call)))),
  ];
}

/** Cells of the longest number in a column of counts: a number is never cut. */
function countWidth(calls: readonly ReportCall[], countOf: (scorecard: Scorecard) => number): number {
  return Math.max(2, ...calls.map((call) => (call.ok ? String(countOf(call.scorecard)).length : 0)));
}

const undecidedOf = ({ counts }: Scorecard): number => counts.undecided;

/** Call and agent share what is left, the id first. */
function nameCells([longestId, longestAgent]: [number, number], left: number, agentHeader: number): [number, number] {
  const agent = Math.min(longestAgent, Math.max(MIN_AGENT_CELLS, agentHeader, left - longestId));
  return [Math.max(MIN_ID_CELLS, Math.min(longestId, left - agent)), agent];
}

/** The agent as people call them: name, else id, else `–`. */
export function agentName({ analysis }: ScoredCall): string {
  return plain(analysis.call.agentName ?? analysis.call.agentId ?? '–');
}

/** Red where a fatal item or an error decides, yellow where a person must, else bold. */
export function scorePaint(scorecard: ScoredCall['scorecard'], colours: Colours): (text: string) => string {
  if (scorecard.fatalItemIds.length > 0 || scorecard.counts.error > 0) return colours.red;
  return scorecard.score === null || isProvisional(scorecard) ? colours.yellow : colours.bold;
}

/** A sign in its colour. */
export function sign(mark: Mark, colours: Colours): string {
  const paint = {
    pass: 'green',
    partial: 'yellow',
    fail: 'red',
    undecided: 'cyan',
    notApplicable: 'dim',
    error: 'red',
    info: 'dim',
  };
  return colours[paint[mark] as 'green'](SIGNS[mark]);
}

/** Colour functions that do nothing where colour is not wanted. */
export type Colours = ReturnType<typeof pc.createColors>;

/** Cells of a title on about so many lines: at least its longest word, or two Chinese characters. */
function cellsOf(title: string, rows: number): number {
  const isChinese = /[\u2e80-\uffff]/u.test(title);
  const longestWord = isChinese ? 4 : Math.max(...title.split(/\s+/).map(textWidth));
  return Math.max(longestWord, 2 * Math.ceil(textWidth(title) / rows / 2));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
