import type { Element } from './phrase.ts';

/** A text to search: per token its sound and its characters. A negative sound is a border no match may cross. */
export interface SearchText {
  tokens: readonly string[];
  ids: readonly number[];
}

/** Where a phrase was heard: tokens `[start, end)` and the cost of the differences. */
export interface Alignment {
  start: number;
  end: number;
  cost: number;
}

/** A token too many or too few costs as much as a wrong one. */
const SKIP_COST = 1;
/** The numerals, and the readings of 一 and 二 in numbers that recognisers write as other words. */
const FIGURES = new Set([
  ...'零一二三四五六七八九十百两要腰0123456789',
  ...'zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'.split(' '),
  ...'sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety'.split(' '),
]);

/** True for a token that may stand for a figure. */
export const isFigure = (token: string): boolean => FIGURES.has(token);

/**
 * Every place in the text where the phrase ends with a cost of at most `limit`, best first and not overlapping:
 * semi-global alignment (the phrase whole, the text from anywhere to anywhere). `difference` is the cost of hearing
 * one sound as another, 0…1. Time is phrase length times text length.
 */
export function align(
  elements: readonly Element[],
  text: SearchText,
  limit: number,
  difference: (a: number, b: number) => number,
): Alignment[] {
  const rows = elements.length + 1;
  let costs = new Float64Array(rows);
  let starts = new Int32Array(rows);
  let nextCosts = new Float64Array(rows);
  let nextStarts = new Int32Array(rows);
  const begin = (at: number): void => {
    costs[0] = 0;
    starts[0] = at;
    for (let i = 1; i < rows; i++) {
      const element = elements[i - 1]!;
      costs[i] = costs[i - 1]! + (element.kind !== 'literal' && element.optional ? 0 : SKIP_COST);
      starts[i] = at;
    }
  };
  begin(0);
  const found: Alignment[] = [];
  for (let j = 0; j < text.ids.length; j++) {
    const id = text.ids[j]!;
    if (id < 0) {
      begin(j + 1);
      continue;
    }
    nextCosts[0] = 0;
    nextStarts[0] = j + 1;
    for (let i = 1; i < rows; i++) {
      const element = elements[i - 1]!;
      const optional = element.kind !== 'literal' && element.optional;
      let best = costs[i - 1]! + substitution(element, text.tokens[j]!, id, difference);
      let from = starts[i - 1]!;
      const missing = nextCosts[i - 1]! + (optional ? 0 : SKIP_COST);
      if (missing < best) {
        best = missing;
        from = nextStarts[i - 1]!;
      }
      const extra = costs[i]! + SKIP_COST;
      if (extra < best) {
        best = extra;
        from = starts[i]!;
      }
      nextCosts[i] = best;
      nextStarts[i] = from;
    }
    if (nextCosts[rows - 1]! <= limit + 1e-9 && nextStarts[rows - 1]! <= j)
      found.push({ start: nextStarts[rows - 1]!, end: j + 1, cost: nextCosts[rows - 1]! });
    [costs, nextCosts] = [nextCosts, costs];
    [starts, nextStarts] = [nextStarts, starts];
  }
  return withoutOverlap(found);
}

function substitution(
  element: Element,
  token: string,
  id: number,
  difference: (a: number, b: number) => number,
): number {
  if (element.kind === 'any') return 0;
  if (element.kind === 'figure') return isFigure(token) ? 0 : SKIP_COST;
  return element.token === token ? 0 : difference(element.id, id);
}

function withoutOverlap(found: Alignment[]): Alignment[] {
  const kept: Alignment[] = [];
  for (const one of [...found].sort((a, b) => a.cost - b.cost || a.end - a.start - (b.end - b.start)))
    if (kept.every((other) => one.end <= other.start || one.start >= other.end)) kept.push(one);
  return kept.sort((a, b) => a.start - b.start);
}
