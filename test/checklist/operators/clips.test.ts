import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const CALL = `
agent: 您好，请问有什么可以帮您？
customer: 我想问一下课程。
agent: 好的，谢谢您的耐心等待，我马上帮您查询课程的时间和价格。
customer: 好。
agent: 再见。`;

it.each([
  [{ most: 1 }, ['好的，谢谢您的耐心等待，我马上帮您查询课程的时间和价格。']],
  [{ most: 2 }, ['您好，请问有什么可以帮您？', '好的，谢谢您的耐心等待，我马上帮您查询课程的时间和价格。']],
  [{ scope: { first: { turns: 1 } } }, ['您好，请问有什么可以帮您？']],
  [{ says: ['farewell'] }, ['再见']],
])('%j gives the clips to listen to and no judgement', (options, quotes) => {
  const finding = findingOf({ clips: options }, CALL);
  expect(finding.kind).toBe('undecided');
  expect(finding.evidence.map(({ quote }) => quote)).toEqual(quotes);
  if (finding.kind === 'undecided') expect(finding.listenTo).toHaveLength(quotes.length);
});

it('does not apply where there is nothing to hear', () => {
  expect(findingOf({ clips: { says: ['complaint'] } }, CALL).kind).toBe('notApplicable');
  expect(findingOf({ clips: {} }, 'customer: 喂').kind).toBe('notApplicable');
});
