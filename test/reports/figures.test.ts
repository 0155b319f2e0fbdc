import { describe, expect, it } from 'vitest';
import {
  daysBetween,
  isDay,
  monthOf,
  plusDays,
  startOf,
  stepFor,
  stretches,
  weekNumbered,
  weekOf,
} from '../../src/reports/figures/day.ts';
import { binOf, meanFrom, meanOf, rateOf } from '../../src/reports/figures/statistics.ts';
import { tallyItems } from '../../src/reports/figures/tally.ts';
import { trendOf } from '../../src/reports/figures/trend.ts';
import type { ChecklistRow } from '../../src/scorecard/checklist-row.ts';

describe('days', () => {
  it('know no clock: the days around which clocks change have neighbours as all others', () => {
    expect(plusDays('2026-10-25', 1)).toBe('2026-10-26');
    expect(plusDays('2026-03-29', -1)).toBe('2026-03-28');
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(3);
    expect(stretches('2026-10-24', '2026-10-26', 'day')).toEqual(['2026-10-24', '2026-10-25', '2026-10-26']);
  });

  it('lie in weeks from Monday to Sunday, and in months', () => {
    expect(weekOf('2026-03-01')).toEqual({ from: '2026-02-23', to: '2026-03-01' });
    expect(weekOf('2026-03-02')).toEqual({ from: '2026-03-02', to: '2026-03-08' });
    expect(weekNumbered(2026, 1)).toEqual({ from: '2025-12-29', to: '2026-01-04' });
    expect(weekNumbered(2026, 53)).toEqual({ from: '2026-12-28', to: '2027-01-03' });
    expect(weekNumbered(2027, 53)).toBeNull();
    expect(monthOf('2024-02-10')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(monthOf('2026-12-31')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
  });

  it('are told from what is no day', () => {
    expect(['2026-02-29', '2026-13-01', '2026-1-1', 'x', '2026-02-28x'].filter(isDay)).toEqual([]);
    expect(isDay('2024-02-29')).toBe(true);
  });

  it('make a trend of thirty-odd points at most up to half a year', () => {
    expect(stepFor('2026-03-01', '2026-03-31')).toBe('day');
    expect(stepFor('2026-03-01', '2026-04-01')).toBe('week');
    expect(stepFor('2026-01-01', '2026-12-31')).toBe('month');
    expect(startOf('2026-03-05', 'month')).toBe('2026-03-01');
    expect(stretches('2026-01-15', '2026-03-01', 'month')).toEqual(['2026-01-01', '2026-02-01', '2026-03-01']);
  });
});

describe('figures', () => {
  it('have the 95% interval of the mean by Student’s t', () => {
    // Worked by hand: mean 80, s = 10, t(2) = 4.30, half = 4.30 × 10 / √3.
    const mean = meanOf([70, 80, 90]);
    expect(mean.value).toBe(80);
    expect(mean.interval!.from).toBeCloseTo(80 - 24.83, 1);
    expect(mean.interval!.to).toBe(100);
    expect(mean.small).toBe(true);
    expect(meanFrom(3, 240, 70 ** 2 + 80 ** 2 + 90 ** 2)).toEqual(mean);
  });

  it('have no interval for one call, and no mean for none', () => {
    expect(meanOf([61])).toEqual({ count: 1, value: 61, interval: null, small: true });
    expect(meanOf([])).toEqual({ count: 0, value: null, interval: null, small: true });
    expect(rateOf(0, 0)).toEqual({ hits: 0, of: 0, share: null, interval: null, small: true });
  });

  it('are marked as a small sample below ten', () => {
    expect(rateOf(9, 9).small).toBe(true);
    expect(rateOf(9, 10).small).toBe(false);
  });

  it('put scores into tens', () => {
    expect([0, 9.99, 10, 89.7, 90, 100].map(binOf)).toEqual([0, 0, 1, 8, 9, 9]);
  });

  it('leave a stretch without calls empty', () => {
    const facts = [{ day: '2026-03-03', count: 2, sum: 150, squares: 11_300 }];
    const { points } = trendOf(facts, { from: '2026-03-02', to: '2026-03-04' });
    expect(points.map(({ from, score }) => [from, score.count, score.value])).toEqual([
      ['2026-03-02', 0, null],
      ['2026-03-03', 2, 75],
      ['2026-03-04', 0, null],
    ]);
    expect(trendOf([], { from: null, to: null }).points).toEqual([]);
  });
});

describe('tallies of items', () => {
  const words = (itemId: string, weight: number, title = itemId) =>
    ({ itemId, weight, severity: 'minor', title: { zh: title, en: title } }) as ChecklistRow['items'][number];
  const row = (...items: ChecklistRow['items']) => ({ items }) as unknown as ChecklistRow;

  it('count letters end to end, and points lost', () => {
    const checklists = new Map([['k', row(words('a', 10), words('b', 4))]]);
    const [a, b] = tallyItems([{ agentId: 'x', checklistKey: 'k', letters: 'pff5u-nh' }], checklists);
    expect(a).toMatchObject({ itemId: 'a', pass: 1, fail: 1, undecided: 1, notApplicable: 1, lostPoints: 10 });
    expect(b).toMatchObject({ itemId: 'b', fail: 1, partial: 1, leftToPeople: 1, lostPoints: 6 });
    expect(a!.passRate).toMatchObject({ hits: 1, of: 2 });
  });

  it('hold an item of two checklists for one, by the newest one’s words', () => {
    const checklists = new Map([
      ['new', row(words('b', 1), words('a', 10, 'new words'))],
      ['old', row(words('a', 20, 'old words'))],
    ]);
    const facts = [
      { agentId: 'x', checklistKey: 'old', letters: 'f' },
      { agentId: 'x', checklistKey: 'new', letters: 'pf' },
    ];
    expect(tallyItems(facts, checklists)[0]).toMatchObject({ title: { zh: 'new words' }, fail: 2, lostPoints: 30 });
  });
});
