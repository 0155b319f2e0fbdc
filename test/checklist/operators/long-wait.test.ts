import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = {
  longWait: { leastSeconds: 10, offers: ['thanks'], pass: { atMost: 120 }, partial: { atMost: 180 } },
};
const hold = (seconds: number, back = '让您久等了，还要再查一下。') =>
  `agent: 请稍等，我查一下。\nhold: ${seconds}\nagent: ${back}\ncustomer: 好吧，你们快一点，我还有别的事情要办。`;
// any class serves as the offer of a callback here
const offer = 'agent: 谢谢您。\ncustomer: 好，那就这样吧。';

it.each([
  [hold(100), 'pass'],
  [`${hold(80)}\n${hold(50)}`, 'partial'],
  [hold(200), 'fail'],
  [`${hold(60)}\n${hold(70)}\n${hold(70)}`, 'fail'],
  [`${offer}\n${hold(200)}`, 'pass'],
  [`${hold(90)}\n${offer}\n${hold(100)}`, 'pass'],
  [`${hold(200)}\n${offer}`, 'partial'],
  [hold(5), 'notApplicable'],
  ['agent: 明天到。', 'notApplicable'],
  [`${hold(200)}\nagent [dropped]: 谢谢观看`, 'undecided'],
])('%s is %s', (dialogue, kind) => {
  expect(findingOf(RULE, dialogue).kind).toBe(kind);
});

it('shows the waits with their sum', () => {
  expect(findingOf(RULE, `${hold(90)}\n${hold(100)}`).evidence).toMatchObject([
    { measured: { value: 190.8, unit: 'seconds' }, threshold: { value: 120 } },
    { measured: { value: 190.8 } },
  ]);
});
