import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const rule = (recognisedFailIsReview: boolean) => ({
  wordRatio: {
    good: ['您'],
    bad: ['你'],
    except: ['你们', '你好'],
    pass: 0.9,
    partial: 0.6,
    leastCount: 5,
    recognisedFailIsReview,
  },
});

it.each([
  ['您您您您您', 'pass'],
  ['您您您您你', 'partial'],
  ['您您你你你', 'fail'],
  ['您您您您', 'notApplicable'],
  ['您您您您您你们你们你好你好', 'pass'],
  ['您您您您您，他说“你你你”', 'pass'],
])('%s is %s', (text, kind) => {
  const finding = findingOf(rule(false), `agent: ${text}\ncustomer: 你你你你你你`);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail')
    expect(finding.evidence[0]).toMatchObject({ measured: { value: 0.4 }, threshold: { value: 0.9 } });
});

it('asks a person where the words against are unsure and decide', () => {
  expect(findingOf(rule(false), 'agent: 您您您您\nagent [logp -1.5]: 你').kind).toBe('undecided');
  expect(findingOf(rule(false), 'agent: 您您\nagent [logp -1.5]: 你你你').kind).toBe('undecided');
  expect(findingOf(rule(false), 'agent: 您您您你你你\nagent [logp -1.5]: 你').kind).toBe('fail');
});

it('leaves out what is said to somebody else', () => {
  const judge = { wordRatio: { ...rule(false).wordRatio, exceptTurns: ['to-colleague'] } };
  const dialogue = 'agent: 您您您您您\ncustomer: 好\nagent: 小刘，你帮我看一下这个客户，你你你';
  expect(findingOf(judge, dialogue).kind).toBe('pass');
  expect(findingOf(rule(false), dialogue).kind).toBe('fail');
});

it('asks a person where a recogniser may have guessed, and trusts an imported text', () => {
  expect(findingOf(rule(true), 'agent: 您您你你你').kind).toBe('undecided');
  expect(findingOf(rule(true), 'imported: true\nagent: 您您你你你').kind).toBe('fail');
});
