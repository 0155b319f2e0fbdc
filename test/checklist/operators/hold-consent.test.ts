import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = { holdConsent: { leastSeconds: 10, asks: ['hold-consent'], pauseSeconds: 1, mostUnitsAfter: 4 } };
const back = 'hold: 20\nagent: 让您久等了。';

it.each([
  [`agent: 请您稍等一分钟，好吗？\ncustomer: 好的。\n${back}`, 'pass'],
  [`agent: 请您稍等一分钟，好吗？\n${back}`, 'pass'],
  [`agent: 请您稍等一分钟，好吗？谢谢您。\n${back}`, 'pass'],
  [`agent: 请您稍等一分钟，好吗？我现在就去查您的订单。\n${back}`, 'partial'],
  // a pause or an answer before going on
  [`agent [0-3]: 请您稍等一分钟，好吗？\nagent [4.5-7]: 我现在就去查您的订单。\n${back}`, 'pass'],
  [`agent [0-3]: 请您稍等一分钟，好吗？\nagent [3.3-7]: 我现在就去查您的订单。\n${back}`, 'partial'],
  [
    `agent [0-3]: 请您稍等一分钟，好吗？\ncustomer [3.1-3.6]: 好\nagent [3.8-7]: 我现在就去查您的订单。\n${back}`,
    'pass',
  ],
  // a tag at the end asks, also without marks
  [`agent: 您稍等两分钟我去后台看看别挂线好吧\ncustomer: 嗯\n${back}`, 'pass'],
  [`agent: 您稍等我看看您要查的是上个月的账单对吧\n${back}`, 'fail'],
  [`agent: 好吧您稍等我去后台看看\n${back}`, 'fail'],
  [`language: en\nagent: I will look that up, it takes a minute, all right?\n${back}`, 'pass'],
  // told, not asked, and yet agreed to
  [`agent: 请您稍等，我查一下，大概需要二十秒。\ncustomer: 好的。\n${back}`, 'partial'],
  [`agent: 请您稍等，我查一下，大概需要二十秒。\ncustomer: 我等不了。\n${back}`, 'fail'],
  [`agent: 您等一下，我查一下。\n${back}`, 'fail'],
  ['agent: 请您稍等。\nhold: 5\nagent: 好了。', 'notApplicable'],
  ['agent: 您好', 'notApplicable'],
  [`language: en\nagent: May I place you on hold for a minute?\ncustomer: Sure.\n${back}`, 'pass'],
])('dialogue %# is %s', (dialogue, kind) => {
  const finding = findingOf(RULE, dialogue);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail') expect(finding.evidence[0]?.quote).toBeDefined();
});

it('quotes the question that left time, not a later one', () => {
  const finding = findingOf(
    RULE,
    `agent [0-3]: 请您稍等一分钟，好吗？\ncustomer [3.1-3.6]: 好\nagent [3.8-8]: 我查一下您的订单，您别挂机可以吗？我现在就去查。\n${back}`,
  );
  expect(finding).toMatchObject({ kind: 'pass', evidence: [{ span: { start: 0 } }] });
});
