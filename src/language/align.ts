import type { CompiledPhrase } from './phrase.ts';
import { WHOLE_COST } from './pinyin.ts';
import type { TextIndex } from './text-index.ts';

/** Where a phrase was heard: tokens `[start, end)` and the cost of the differences, in tenths of a wrong syllable. */
export interface Alignment {
  start: number;
  end: number;
  cost: number;
}

/** A token too many or too few costs as much as a wrong one. */
const SKIP_COST = WHOLE_COST;
/** The numerals, and the readings of 一 and 二 in numbers that recognisers write as other words. */
const FIGURES = new Set([
  ...'零一二三四五六七八九十百两要腰0123456789',
  ...'zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'.split(' '),
  ...'sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety'.split(' '),
]);

/** True for a token that may stand for a figure. */
export const isFigure = (token: string): boolean => FIGURES.has(token);

/** Costs and starts of two columns, kept between calls; no phrase has more places than the longest so far. */
let costs: Int32Array = new Int32Array(64);
let starts: Int32Array = new Int32Array(64);
let nextCosts: Int32Array = new Int32Array(64);
let nextStarts: Int32Array = new Int32Array(64);

/**
 * Every place in the tokens `[from, to)` where the phrase ends with a cost of at most `limit`, not overlapping, the
 * cheaper before the dearer and then the shorter: semi-global alignment (the phrase whole, the text from anywhere to
 * anywhere), sorted by start. Time is phrase length times text length.
 */
export function align(
  { elements }: CompiledPhrase,
  text: TextIndex,
  limit: number,
  from = 0,
  to = text.numbers.length,
): Alignment[] {
  const rows = elements.length + 1;
  if (rows > costs.length) {
    costs = new Int32Array(2 * rows);
    starts = new Int32Array(2 * rows);
    nextCosts = new Int32Array(2 * rows);
    nextStarts = new Int32Array(2 * rows);
  }
  const slots = elements.map((element) => (element.kind === 'literal' ? text.costsOf(element.sound.index) : -1));
  const missing = elements.map((element) => (element.kind !== 'literal' && element.optional ? 0 : SKIP_COST));
  const begin = (at: number): void => {
    costs[0] = 0;
    starts[0] = at;
    for (let i = 1; i < rows; i++) {
      costs[i] = costs[i - 1]! + missing[i - 1]!;
      starts[i] = at;
    }
  };
  begin(from);
  const found: Alignment[] = [];
  for (let place = from; place < to; place++) {
    const number = text.numbers[place]!;
    if (number < 0) {
      begin(place + 1);
      continue;
    }
    nextCosts[0] = 0;
    nextStarts[0] = place + 1;
    for (let i = 1; i < rows; i++) {
      const slot = slots[i - 1]!;
      let best = costs[i - 1]!;
      if (slot >= 0) best += text.costs[slot + number]!;
      else if (elements[i - 1]!.kind === 'figure' && !isFigure(text.distinct[number]!)) best += WHOLE_COST;
      let start = starts[i - 1]!;
      const skipped = nextCosts[i - 1]! + missing[i - 1]!;
      if (skipped < best) {
        best = skipped;
        start = nextStarts[i - 1]!;
      }
      const extra = costs[i]! + SKIP_COST;
      if (extra < best) {
        best = extra;
        start = starts[i]!;
      }
      nextCosts[i] = best;
      nextStarts[i] = start;
    }
    const cost = nextCosts[rows - 1]!;
    if (cost <= limit && nextStarts[rows - 1]! <= place)
      found.push({ start: nextStarts[rows - 1]!, end: place + 1, cost });
    [costs, nextCosts] = [nextCosts, costs];
    [starts, nextStarts] = [nextStarts, starts];
  }
  return found.length > 1 ? withoutOverlap(found) : found;
}

function withoutOverlap(found: Alignment[]): Alignment[] {
  const kept: Alignment[] = [];
  for (const one of [...found].sort((a, b) => a.cost - b.cost || a.end - a.start - (b.end - b.start)))
    if (kept.every((other) => one.end <= other.start || one.start >= other.end)) kept.push(one);
  return kept.sort((a, b) => a.start - b.start);
}
