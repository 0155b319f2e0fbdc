import pc from 'picocolors';
import type { Language } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import { scoreText } from './format.ts';
import { type TextOptions, unscoredText } from './table.ts';
import { fitMiddle, padEndCells, plain, textWidth, wrap } from './width.ts';

/** One call of a batch, as its summary needs it. */
export interface BatchRow {
  callId: string;
  agent: string | null;
  state: 'done' | 'failed' | 'excluded';
  score: number | null;
  fatal: boolean;
  needsReview: boolean;
  /** Why it failed or is left out; null for a call that is done. */
  code: string | null;
  sentence: Sentence | null;
}

/** How many calls are named as those to look at first, and how many reasons are. */
const LOOKED_AT_FIRST = 10;
const REASONS_SHOWN = 12;

/**
 * The calls to look at first: those with a failed fatal item, then those a person should look at, the lowest score first;
 * a call without a score stands before all with one, for nobody knows what is in it.
 */
export function worstFirst<Row extends Pick<BatchRow, 'state' | 'fatal' | 'needsReview' | 'score'>>(
  rows: readonly Row[],
): Row[] {
  const rank = ({ fatal, needsReview }: Row) => (fatal ? 0 : needsReview ? 1 : 2);
  return rows
    .filter(({ state }) => state === 'done')
    .sort((a, b) => rank(a) - rank(b) || (a.score ?? -1) - (b.score ?? -1));
}

/** What a batch came to: counts, failures and left-out calls by reason, and the calls to look at first. */
export function batchSummary(rows: readonly BatchRow[], options: TextOptions): string {
  const { language, columns = 80 } = options;
  const colours = pc.createColors(options.colour);
  const words = WORDS[language];
  const count = (state: BatchRow['state']) => rows.filter((row) => row.state === state).length;
  const scores = rows.flatMap(({ score }) => score ?? []);
  const mean = scores.length > 0 ? scores.reduce((sum, one) => sum + one, 0) / scores.length : null;
  const review = rows.filter(({ needsReview }) => needsReview).length;
  const unscored = count('done') - scores.length;
  const totals = words.totals(
    rows.length,
    scores.length,
    unscored > 0 ? unscoredText(unscored, language) : '',
    count('failed'),
    count('excluded'),
    scoreText(mean),
    review,
  );
  const lines = wrap(totals, columns).map((line) => colours.bold(line));
  for (const state of ['failed', 'excluded'] as const) {
    const reasons = byReason(rows.filter((row) => row.state === state));
    if (reasons.length === 0) continue;
    lines.push('', words[state]);
    for (const { code, calls, example } of reasons.slice(0, REASONS_SHOWN)) {
      const [first = '', ...rest] = wrap(`${plain(example[language])}`, columns - 8);
      const paint = state === 'failed' ? colours.red : colours.dim;
      lines.push(paint(`${String(calls).padStart(6)}  ${first}`), ...rest.map((line) => paint(`        ${line}`)));
      if (calls > 1) lines.push(colours.dim(`        ${words.alike(calls - 1, code)}`));
    }
    if (reasons.length > REASONS_SHOWN)
      lines.push(colours.dim(`        ${words.more(reasons.length - REASONS_SHOWN)}`));
  }
  return `${lines.join('\n')}\n${lookAtFirst(rows, options)}`;
}

/** The calls to look at first, a line each; nothing when there is none. */
export function lookAtFirst(rows: readonly BatchRow[], { language, colour, columns = 80 }: TextOptions): string {
  const colours = pc.createColors(colour);
  const words = WORDS[language];
  const first = worstFirst(rows)
    .filter((row) => row.fatal || row.needsReview)
    .slice(0, LOOKED_AT_FIRST);
  if (first.length === 0) return '';
  const name = ({ callId }: BatchRow) => plain(callId);
  const cells = Math.min(columns - 30, Math.max(...first.map((row) => textWidth(name(row)))));
  const lines = first.map((row) => {
    const text = `${scoreText(row.score).padStart(6)}  ${padEndCells(row.fatal ? words.fatal : '', textWidth(words.fatal))}`;
    return `${(row.fatal ? colours.red : colours.yellow)(text)}  ${padEndCells(fitMiddle(name(row), cells), cells)}  ${plain(row.agent ?? '–')}`;
  });
  return `\n${[words.lookAt, ...lines].join('\n')}\n`;
}

/** Reasons with the number of calls and one of their sentences, the most frequent first. */
function byReason(rows: readonly BatchRow[]): { code: string; calls: number; example: Sentence }[] {
  const reasons = new Map<string, { code: string; calls: number; example: Sentence }>();
  for (const { code, sentence } of rows) {
    const reason = reasons.get(code!) ?? { code: code!, calls: 0, example: sentence! };
    reason.calls++;
    reasons.set(code!, reason);
  }
  return [...reasons.values()].sort((a, b) => b.calls - a.calls);
}

interface Words {
  totals(
    all: number,
    scored: number,
    unscored: string,
    failed: number,
    excluded: number,
    mean: string,
    review: number,
  ): string;
  failed: string;
  excluded: string;
  alike(others: number, code: string): string;
  more(reasons: number): string;
  lookAt: string;
  fatal: string;
}

const WORDS: Record<Language, Words> = {
  zh: {
    totals: (all, scored, unscored, failed, excluded, mean, review) =>
      `共 ${all} 通：已评分 ${scored}${unscored}，失败 ${failed}，已排除 ${excluded}，平均分 ${mean}，待复核 ${review}`,
    failed: '失败原因',
    excluded: '已排除的通话',
    alike: (others, code) => `另有 ${others} 通同样如此（${code}）`,
    more: (reasons) => `还有 ${reasons} 种原因`,
    lookAt: '请先看这些通话',
    fatal: '一票否决',
  },
  en: {
    totals: (all, scored, unscored, failed, excluded, mean, review) =>
      `${all} ${all === 1 ? 'call' : 'calls'}: ${scored} scored${unscored}, ${failed} failed, ${excluded} excluded, mean score ${mean}, ${review} to review`,
    failed: 'Failed',
    excluded: 'Excluded',
    alike: (others, code) => `and ${others} more like it (${code})`,
    more: (reasons) => `and ${reasons} more reasons`,
    lookAt: 'Look at these first',
    fatal: 'fatal',
  },
};
