import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const rule = (within: string, more: object = {}) => ({
  accompanied: { classes: ['flat-refusal'], with: ['apology'], within, ...more },
});

it.each([
  [rule('sentence'), 'agent: 很抱歉，今天不行。', 'pass'],
  [rule('sentence'), 'agent: 今天不行，对不起。', 'pass'],
  [rule('sentence'), 'agent: 很抱歉。今天不行。', 'fail'],
  [rule('turn'), 'agent: 很抱歉。今天不行。', 'pass'],
  [rule('turn'), 'agent: 很抱歉。\ncustomer: 今天呢？\nagent: 今天不行。', 'fail'],
  // no marks, one sentence
  [rule('sentence'), 'agent: 不好意思今天不行', 'pass'],
  // a sentence goes on in the next segment of the turn
  [rule('sentence'), 'agent [0-1]: 不好意思\nagent [1.4-3]: 今天不行。', 'pass'],
  [rule('sentence'), 'agent [0-1]: 不好意思。\nagent [1.4-3]: 今天不行。', 'fail'],
  [rule('sentence'), 'agent [0-1]: 不好意思\ncustomer: 嗯？\nagent: 今天不行。', 'fail'],
  [rule('sentence'), 'language: en\nagent [0-1]: I am sorry.\nagent [1.4-3]: We cannot do that.', 'fail'],
  // twice in a sentence is one place
  [rule('sentence', { leastCount: 2 }), 'agent: 今天不行，明天也不行。', 'notApplicable'],
  [rule('sentence', { pass: 0.8, partial: 0.5 }), 'agent: 今天不行。明天也不行，抱歉。', 'partial'],
  [rule('sentence'), 'customer: 今天不行。\nagent: 好的。', 'notApplicable'],
  [rule('sentence'), 'agent [logp -1.8]: 今天不行', 'undecided'],
])('%# is judged', (judge, dialogue, kind) => {
  expect(findingOf(judge, dialogue).kind).toBe(kind);
});

it('shows the sentence that stands alone', () => {
  expect(findingOf(rule('sentence'), 'agent: 今天不行。').evidence).toMatchObject([
    { quote: '今天不行。', expected: '对不起', measured: { value: 0 }, threshold: { value: 1, unit: 'share' } },
  ]);
});
