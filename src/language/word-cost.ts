import { CONFUSABLE_COST, WHOLE_COST } from './pinyin.ts';

/** Words this alike (shared letters over all) count as one heard for the other. */
const ALIKE = 0.7;
/** Shorter words are too often another word but for a letter. */
const LEAST_LETTERS = 4;

/** What it costs to hear one English word as another, in tenths: nothing when equal, 3 when most letters agree, else 10. */
export function wordCost(a: string, b: string): number {
  if (a === b) return 0;
  const longest = Math.max(a.length, b.length);
  const most = Math.floor((1 - ALIKE) * longest + 1e-9);
  if (longest < LEAST_LETTERS || Math.abs(a.length - b.length) > most) return WHOLE_COST;
  return editDistance(a, b) <= most ? CONFUSABLE_COST : WHOLE_COST;
}

/** Letters to change, add or drop to make one word the other. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
