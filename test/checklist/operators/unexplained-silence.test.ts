import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = {
  unexplainedSilence: {
    shortSeconds: 2,
    longSeconds: 4,
    failSeconds: 8,
    passCount: 2,
    partialCount: 5,
    customerLooksUp: ['customer-looks-up'],
    agentAsks: ['question'],
    customerChecks: ['check-line'],
  },
};
const gap = (seconds: number) => `pause: ${seconds}\nagent: 订单明天到。\ncustomer: 那我等着。\n`;

it.each([
  [`customer: 订单呢。\n${gap(3)}`, 'pass'],
  [`customer: 订单呢。\n${gap(3).repeat(3)}`, 'partial'],
  [`customer: 订单呢。\n${gap(3).repeat(6)}`, 'fail'],
  [`customer: 订单呢。\n${gap(5)}`, 'partial'],
  [`customer: 订单呢。\n${gap(5).repeat(2)}`, 'fail'],
  [`customer: 订单呢。\n${gap(9)}`, 'fail'],
  ['customer: 订单呢。\nhold: 30\nagent: 明天到。', 'pass'],
  ['agent: 您的订单号是多少？\npause: 20\ncustomer: 八号。', 'pass'],
  // a question without marks, and one with a few words behind it
  ['agent: 您在哪个小区\npause: 20\nagent: 在听吗', 'pass'],
  ['agent: 您在哪个小区，我登记一下。\npause: 20\nagent: 在听吗', 'pass'],
  ['agent: 我看您在的小区，我登记一下。\npause: 20\nagent: 在听吗', 'fail'],
  // a long one is not counted with the short ones
  [`customer: 订单呢。\n${gap(3).repeat(5)}${gap(5)}`, 'partial'],
  ['agent: 好的。\ncustomer: 等一下，我找找。\npause: 20\nagent: 好的。', 'pass'],
  // the customer waits, and then asks whether anybody is there
  ['agent: 好的。\ncustomer: 六号楼。\npause: 14\ncustomer: 喂，还在吗？', 'fail'],
  ['agent: 好的。\ncustomer: 六号楼。\npause: 14\ncustomer: 二层。', 'pass'],
  ['customer: 订单呢。', 'notApplicable'],
])('dialogue %# is %s', (dialogue, kind) => {
  const finding = findingOf(RULE, dialogue.includes('agent') ? `${dialogue}\nagent: 好。` : dialogue);
  expect(finding.kind).toBe(kind);
  if (kind !== 'fail') return;
  expect(finding.evidence.length).toBeGreaterThan(0);
  for (const { measured, threshold } of finding.evidence) {
    expect(threshold?.value).toBe(measured!.value > 4 ? 4 : 2);
    expect(threshold).toMatchObject({ comparison: 'at most', unit: 'seconds' });
  }
});
