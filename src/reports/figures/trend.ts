import { type Day, type Period, type Step, startOf, stepFor, stretches } from './day.ts';
import { type Mean, meanFrom } from './statistics.ts';

/** Scored calls of one day, counted. */
export interface DayFact {
  day: Day;
  count: number;
  sum: number;
  squares: number;
}

/** Mean scores over time. */
export interface Trend {
  /** What a point stands for. */
  step: Step;
  /** By the first day of each; stretches without a scored call are there, with no mean. */
  points: { from: Day; score: Mean }[];
}

/** Mean scores by days, weeks or months over a period; a side without limit ends with the calls there are. */
export function trendOf(facts: readonly DayFact[], period: Period): Trend {
  const days = facts.map(({ day }) => day).sort();
  const first = period.from ?? days[0] ?? period.to;
  const last = period.to ?? days.at(-1) ?? period.from;
  if (!first || !last) return { step: 'day', points: [] };
  const step = stepFor(first, last);
  const sums = new Map(stretches(first, last, step).map((from) => [from, { count: 0, sum: 0, squares: 0 }]));
  for (const { day, count, sum, squares } of facts) {
    const at = sums.get(startOf(day, step));
    if (!at) continue;
    at.count += count;
    at.sum += sum;
    at.squares += squares;
  }
  return {
    step,
    points: [...sums].map(([from, { count, sum, squares }]) => ({ from, score: meanFrom(count, sum, squares) })),
  };
}
