import pc from 'picocolors';
import { expect, it } from 'vitest';
import { callSummary } from '../../src/reports/call-summary.ts';
import { failsThatCount, markOf } from '../../src/reports/grouping.ts';
import { ListGatherer } from '../../src/reports/html/list-data.ts';
import { itemLines } from '../../src/reports/item-lines.ts';
import { callTable } from '../../src/reports/table.ts';
import { score } from '../scorecard/card.ts';
import { goodCall } from './fixture.ts';

/** Nothing that counts failed: the score is 100. */
const scorecard = score([
  ['counted', 100, 'good=pass'],
  ['shown', 0, 'bad=fail half=partial kept=pass doubt=undecided broken=error'],
]);
const call = { ...goodCall(), scorecard: { ...scorecard, score: 100 } };
const ENGLISH = { language: 'en', colour: false } as const;

it('a fault of an item without points is information; what passed, is in doubt or broken is what it is', () => {
  expect(scorecard.items.map(markOf)).toEqual(['pass', 'info', 'info', 'pass', 'undecided', 'error']);
  const [fatal] = score([['shown', 0, 'insult=fail!']]).items;
  expect(markOf(fatal!)).toBe('fail');
});

it('it has a sign of its own beside a score of 100, and is no fail of the call', () => {
  const text = callSummary(call, ENGLISH);
  expect(text).toMatch(/^ {2}i .*not scored/m);
  expect(text.slice(text.indexOf('shown'))).toMatch(/i 2/);
  expect(failsThatCount(scorecard)).toBe(0);
  expect(callTable([call], ENGLISH)).toMatch(/ 100\.0\* +! +0 +1 /);
});

it('it is not among the items that failed most often', () => {
  const gatherer = new ListGatherer();
  gatherer.add(call);
  gatherer.add({ ...call, scorecard: { ...call.scorecard, items: score([['counted', 100, 'poor=fail']]).items } });
  const { failures, rows } = gatherer.data();
  expect(failures).toHaveLength(1);
  expect(rows.map((row) => row.ok && row.fails)).toEqual([0, 1]);
});

it('evidence without a word has no quotation marks around nothing', () => {
  const [item] = score([['counted', 100, 'greeting=fail']]).items;
  const { verdict } = item!;
  if (verdict.kind !== 'scored') throw new TypeError('expected a scored verdict');
  const evidence = (quote: string) => [
    { span: { start: 1, end: 2 }, participant: 'agent' as const, quote, expected: '再见' },
  ];
  const linesOf = (quote: string) => {
    const shown = { ...item!, verdict: { ...verdict, evidence: evidence(quote) } };
    return itemLines(shown, 60, ENGLISH, pc.createColors(false), 80).join('\n');
  };
  expect(linesOf('走了')).toContain('“走了”');
  expect(linesOf('')).not.toContain('“”');
});
