import pc from 'picocolors';
import type { Language } from '../analysis.ts';
import type { ErrorCode, Sentence } from '../errors.ts';
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

/** How many calls are named as those to look at first, how many where none is in doubt, and how many reasons are. */
const LOOKED_AT_FIRST = 10;
const LOWEST_SHOWN = 3;
const REASONS_SHOWN = 12;
/** What is wrong with a line of a list is another thing in each: so many are told. */
const EACH_ITS_OWN: ReadonlySet<string> = new Set<ErrorCode>(['csv-invalid', 'call-id-duplicate', 'file-missing']);
const SENTENCES_SHOWN = 10;

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
    const paint = state === 'failed' ? colours.red : colours.dim;
    for (const { code, sentences } of reasons.slice(0, REASONS_SHOWN)) {
      const calls = sentences.length;
      const told = sentences.slice(0, EACH_ITS_OWN.has(code) ? SENTENCES_SHOWN : 1);
      for (const [at, sentence] of told.entries()) {
        const [first = '', ...rest] = wrap(`${plain(sentence[language])}`, columns - 8);
        const count = at === 0 ? String(calls) : '';
        lines.push(paint(`${count.padStart(6)}  ${first}`), ...rest.map((line) => paint(`        ${line}`)));
      }
      if (calls > told.length) lines.push(colours.dim(`        ${words.alike(calls - told.length, code)}`));
    }
    if (reasons.length > REASONS_SHOWN)
      lines.push(colours.dim(`        ${words.more(reasons.length - REASONS_SHOWN)}`));
  }
  return `${lines.join('\n')}\n${lookAtFirst(rows, options)}`;
}

/**
 * The calls to look at first, a line each: those that failed a fatal item or are in doubt; where none is, the lowest scores.
 * Nothing for a single call, which speaks for itself.
 */
export function lookAtFirst(rows: readonly BatchRow[], { language, colour, columns = 80 }: TextOptions): string {
  const colours = pc.createColors(colour);
  const words = WORDS[language];
  const worst = worstFirst(rows);
  if (worst.length < 2) return '';
  const pressing = worst.filter((row) => row.fatal || row.needsReview).slice(0, LOOKED_AT_FIRST);
  // Not all of them: the best of a few is none of the lowest.
  const first = pressing.length > 0 ? pressing : worst.slice(0, Math.min(LOWEST_SHOWN, worst.length - 1));
  const name = ({ callId }: BatchRow) => plain(callId);
  const cells = Math.min(columns - 30, Math.max(...first.map((row) => textWidth(name(row)))));
  const lines = first.map((row) => {
    const text = `${scoreText(row.score).padStart(6)}  ${padEndCells(row.fatal ? words.fatal : '', textWidth(words.fatal))}`;
    const paint = row.fatal ? colours.red : row.needsReview ? colours.yellow : colours.bold;
    return `${paint(text)}  ${padEndCells(fitMiddle(name(row), cells), cells)}  ${plain(row.agent ?? '–')}`;
  });
  return `\n${[pressing.length > 0 ? words.lookAt : words.lowest, ...lines].join('\n')}\n`;
}

/** Reasons with the sentences of their calls, the most frequent first. */
function byReason(rows: readonly BatchRow[]): { code: string; sentences: Sentence[] }[] {
  const reasons = new Map<string, { code: string; sentences: Sentence[] }>();
  for (const { code, sentence } of rows) {
    const reason = reasons.get(code!) ?? { code: code!, sentences: [] };
    reason.sentences.push(sentence!);
    reasons.set(code!, reason);
  }
  return [...reasons.values()].sort((a, b) => b.sentences.length - a.sentences.length);
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
  lowest: string;
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
    lowest: '没有需要复核的通话。得分最低的是',
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
    lowest: 'No call is in doubt. The lowest scores',
    fatal: 'fatal',
  },
};
