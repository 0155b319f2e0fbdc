import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = { echoes: { leastPairs: { zh: 4, en: 3 } } };
const talk = (reply: string) => `agent: 您好。\ncustomer: 我住柳荫里小区三号楼。\n${reply}`;

it.each([
  [talk('agent: 柳荫里小区三号楼，对吗？'), 'pass'],
  // in another order
  [talk('agent: 三号楼，柳荫里小区，是吧？'), 'pass'],
  // a word or two in common is chance
  [talk('agent: 小区物业管这个。'), 'fail'],
  [talk('agent: 好的，马上来。'), 'fail'],
  // what shows only that somebody listens is no answer, and parts nothing
  [talk('agent: 嗯。\ncustomer: 二单元。\nagent: 柳荫里小区三号楼二单元。'), 'pass'],
  // the customer's own words, and words said long before
  ['customer: 我住柳荫里小区三号楼。\ncustomer: 柳荫里小区三号楼。\nagent: 好的好的，马上来。', 'fail'],
  [talk('agent: 您贵姓呀？\ncustomer: 姓王。\nagent: 柳荫里小区三号楼。'), 'fail'],
  ['agent: 柳荫里小区三号楼。\ncustomer: 柳荫里小区三号楼。', 'notApplicable'],
  ['agent: 您好。', 'notApplicable'],
  [talk('agent [logp -2]: 有李小去散好路'), 'undecided'],
  ['language: en\ncustomer: It went to forty Green Lane.\nagent: To forty Green Lane, thank you.', 'pass'],
  ['language: en\ncustomer: It went to forty Green Lane.\nagent: Which lane is it?', 'fail'],
])('%s is %s', (dialogue, kind) => {
  expect(findingOf(RULE, dialogue).kind).toBe(kind);
});

it('shows what was said and where it was said again, of several places the one with most in common', () => {
  const { evidence } = findingOf(
    RULE,
    talk('agent: 柳荫里小区，对吗？\ncustomer: 对，柳荫里小区三号楼。\nagent: 柳荫里小区三号楼，好。'),
  );
  expect(evidence).toMatchObject([
    { participant: 'customer', quote: '对，柳荫里小区三号楼。' },
    { participant: 'agent', quote: '柳荫里小区三号楼，好。', measured: { value: 7 }, threshold: { value: 4 } },
  ]);
});
