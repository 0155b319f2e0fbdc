import type { Truth } from '../../samples/truth.ts';
import type { CallAnalysis, Participant } from '../../src/analysis.ts';
import type { Verdict } from '../../src/checklist/verdict.ts';
import type { Scorecard } from '../../src/scorecard/scorecard.ts';
import { intersect, merge, type TimeSpan, totalSeconds } from '../../src/timespan.ts';

/** What a verdict says, in one word: the vocabulary of `expected`. */
export function outcomeOf(verdict: Verdict): string {
  return verdict.kind === 'scored' ? verdict.outcome : verdict.kind;
}

/** The script says what happens in the call, not who judges it: what is proposed to a person counts as well. */
function agrees(verdict: Verdict, expected: string): boolean {
  return outcomeOf(verdict) === expected || (verdict.kind === 'undecided' && verdict.proposal === expected);
}

/** Items that the script has a verdict for and the checklist does not judge. */
export function itemsNotJudged(truth: Truth, scorecard: Scorecard): string[] {
  const judged = new Set(scorecard.items.map((item) => item.itemId));
  return Object.keys(truth.expected).filter((itemId) => !judged.has(itemId));
}

/** One line per judged item whose verdict is not the expected one: item, expected, got, why. */
export function verdictDifferences(truth: Truth, scorecard: Scorecard): string[] {
  const items = new Map(scorecard.items.map((item) => [item.itemId, item]));
  return Object.entries(truth.expected).flatMap(([itemId, expected]) => {
    const verdict = items.get(itemId)?.verdict;
    if (!verdict || agrees(verdict, expected)) return [];
    return [`${truth.id}  ${itemId}: expected ${expected}, got ${outcomeOf(verdict)} (${reasonOf(verdict)})`];
  });
}

function reasonOf(verdict: Verdict): string {
  if (verdict.kind === 'error') return verdict.message;
  const quotes = verdict.evidence.flatMap(({ quote, measured }) => [
    ...(quote === undefined ? [] : [`“${quote}”`]),
    ...(measured === undefined ? [] : [`${measured.value.toFixed(1)} ${measured.unit}`]),
  ]);
  return [verdict.kind === 'scored' ? verdict.explanation.en : verdict.reason.en, ...quotes.slice(0, 4)].join(' ');
}

/** Speech found and speech spoken, and what they share. */
export interface SpeechMatch {
  precision: number;
  recall: number;
  f1: number;
}

/** How well two span lists agree in time. */
export function speechMatch(found: readonly TimeSpan[], spoken: readonly TimeSpan[]): SpeechMatch {
  const shared = totalSeconds(intersect(found, spoken));
  const precision = shared / totalSeconds(found);
  const recall = shared / totalSeconds(spoken);
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

/** Where the participant speaks by the truth; `mixed`: where anybody does. */
export function spokenBy(truth: Truth, participant: Participant): TimeSpan[] {
  const lines = truth.lines.filter((line) => participant === 'mixed' || line.participant === participant);
  return merge(lines.flatMap((line) => line.speech));
}

/** Character errors and characters of one call: per channel, lines in time order, punctuation ignored. */
export function characterErrors(truth: Truth, analysis: CallAnalysis): { errors: number; characters: number } {
  const counts = truth.channels.map((participant, channel) => {
    const spoken = truth.lines.filter((line) => participant === 'mixed' || line.participant === participant);
    const heard = analysis.transcript.filter((segment) => segment.channel === channel);
    const reference = lettersOf(spoken.map((line) => line.text).join(''));
    return {
      errors: editDistance(lettersOf(heard.map((segment) => segment.text).join('')), reference),
      characters: reference.length,
    };
  });
  return counts.reduce((sum, count) => ({
    errors: sum.errors + count.errors,
    characters: sum.characters + count.characters,
  }));
}

const DIGITS = '零一二三四五六七八九';

/** Characters that are spoken. Figures count as read out, digit by digit; 幺 is how 一 is said in numbers. */
function lettersOf(text: string): string[] {
  return [...text.replace(/\d/g, (digit) => DIGITS[Number(digit)]!).replaceAll('幺', '一')].filter((letter) =>
    /[\p{L}\p{N}]/u.test(letter),
  );
}

/** Fewest insertions, deletions and replacements between two lists (Levenshtein). */
export function editDistance(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, letter] of a.entries()) {
    const next = [i + 1];
    for (const [j, other] of b.entries())
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (letter === other ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
