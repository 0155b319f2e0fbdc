import { soundName } from './pinyin.ts';

const costs = new Map<number, number>();
/** Words this alike (shared letters over all) count as one heard for the other. */
const ALIKE = 0.7;
const ALIKE_COST = 0.3;

/** What it costs to hear one English word as another, 0…1: nothing when equal, 0.3 when most letters agree, else 1. */
export function wordCost(a: number, b: number): number {
  if (a === b) return 0;
  const key = a < b ? a * 0x100000 + b : b * 0x100000 + a;
  let cost = costs.get(key);
  if (cost === undefined) {
    const x = soundName(a);
    const y = soundName(b);
    const longest = Math.max(x.length, y.length);
    cost = longest > 3 && 1 - editDistance(x, y) / longest >= ALIKE ? ALIKE_COST : 1;
    costs.set(key, cost);
  }
  return cost;
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
