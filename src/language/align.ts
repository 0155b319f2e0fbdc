import { type CompiledPhrase, FIGURE } from './phrase.ts';
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

/** Costs and starts of a column, kept between calls; no phrase has more places than the longest so far. */
let column = { costs: new Int32Array(64), starts: new Int32Array(64) };

/**
 * Every place in the tokens `[from, to)` where the phrase ends with a cost of at most `limit`, not overlapping, the
 * cheaper before the dearer and then the shorter: semi-global alignment (the phrase whole, the text from anywhere to
 * anywhere), sorted by start. Time is phrase length times text length.
 */
export function align(
  { sounds, optional }: CompiledPhrase,
  text: TextIndex,
  limit: number,
  from = 0,
  to = text.numbers.length,
): Alignment[] {
  const { length } = sounds;
  const { table, rows } = text.costs;
  if (length > column.costs.length) column = { costs: new Int32Array(2 * length), starts: new Int32Array(2 * length) };
  const { costs, starts } = column;
  begin(optional, from);
  const found: Alignment[] = [];
  for (let place = from; place < to; place++) {
    const number = text.numbers[place]!;
    if (number < 0) {
      begin(optional, place + 1);
      continue;
    }
    const heard = rows[place]!;
    // The cells before and above the one in hand; the phrase may begin anywhere in the text at no cost.
    let before = 0;
    let beforeStart = place;
    let above = 0;
    let aboveStart = place + 1;
    for (let i = 0; i < length; i++) {
      const left = costs[i]!;
      const leftStart = starts[i]!;
      const sound = sounds[i]!;
      if (sound >= 0) before += table[heard + sound]!;
      else if (sound === FIGURE && !isFigure(text.distinct[number]!)) before += WHOLE_COST;
      if (optional[i] === 0) above += SKIP_COST;
      if (above >= before) {
        above = before;
        aboveStart = beforeStart;
      }
      if (left + SKIP_COST < above) {
        above = left + SKIP_COST;
        aboveStart = leftStart;
      }
      costs[i] = above;
      starts[i] = aboveStart;
      before = left;
      beforeStart = leftStart;
    }
    if (above <= limit && aboveStart <= place) found.push({ start: aboveStart, end: place + 1, cost: above });
  }
  return found.length > 1 ? withoutOverlap(found) : found;
}

/** The column before the first token: all words of the phrase so far left out. */
function begin(optional: Uint8Array, at: number): void {
  const { costs, starts } = column;
  for (let i = 0, cost = 0; i < optional.length; i++) {
    if (optional[i] === 0) cost += SKIP_COST;
    costs[i] = cost;
    starts[i] = at;
  }
}

function withoutOverlap(found: Alignment[]): Alignment[] {
  const kept: Alignment[] = [];
  for (const one of [...found].sort((a, b) => a.cost - b.cost || a.end - a.start - (b.end - b.start)))
    if (kept.every((other) => one.end <= other.start || one.start >= other.end)) kept.push(one);
  return kept.sort((a, b) => a.start - b.start);
}
