import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = { pauseAfter: { any: ['anything-else'], pass: { atLeast: 1 }, partial: { atLeast: 0.5 } } };
const asked = 'agent [0-3]: 请问还有什么可以帮到您？';

it.each([
  [`${asked}\ncustomer [3.2-4]: 没有了。\nagent [4.1-5]: 再见。`, 'pass'],
  [`${asked}\nagent [4.2-5]: 再见。`, 'pass'],
  [`${asked}\nagent [3.7-5]: 再见。`, 'partial'],
  [`${asked}\nagent [3.2-5]: 再见。\ncustomer: 没有了。`, 'fail'],
  // in one breath
  ['agent [0-5]: 请问还有什么可以帮到您，没有的话感谢您的来电。\ncustomer [6-7]: 没有了。', 'fail'],
  ['agent [0-5]: 请问还有什么可以帮到您的吗？\ncustomer [6-7]: 没有了。', 'pass'],
  // the rest of the own sentence is no going on
  ['agent [0-3]: 请问还有什么需要我再为您帮忙的吗？\ncustomer [3.6-4]: 没有了。', 'pass'],
  [
    'language: en\nagent [0-3]: Is there anything else at all that I could do for you today?\ncustomer [3.6-4]: No.',
    'pass',
  ],
  ['agent [0-1.5]: 请问还有什么\nagent [1.7-3]: 可以帮您处理的吗？\ncustomer [3.6-4]: 没有了。', 'pass'],
  ['agent [0-1.5]: 请问还有什么可以帮\nagent [1.7-3]: 您的吗？\nagent [3.1-4]: 没有就再见了。', 'fail'],
  // an answer before the segment ends
  [`${asked}\ncustomer [2.7-4]: 没有了。\nagent [4.1-5]: 再见。`, 'pass'],
  ['agent [0-6]: 请问还有什么可以帮到您？好的，那感谢您的来电。\ncustomer [2.6-3.2]: 没有了。', 'pass'],
  // the customer spoke before it was asked
  ['agent [0-9]: 您的订单明天下午送到，请问还有什么可以帮到您，没有的话感谢您的来电。\ncustomer [1-2]: 嗯。', 'fail'],
  // an invitation to call another day is no closing question
  ['agent [0-5]: 如果您以后还有什么问题，欢迎随时拨打，再见。', 'notApplicable'],
  ['agent [0-5]: 您要是还有其他问题的话可以随时联系我们，再见。', 'notApplicable'],
  ['language: en\nagent [0-5]: If you have any other questions, feel free to call us. Goodbye.', 'notApplicable'],
  // nobody speaks again
  [`tail: 2\n${asked}`, 'pass'],
  [`tail: 0.2\n${asked}`, 'fail'],
  // the last time counts
  [`${asked}\nagent [3.2-6]: 请问还有什么问题吗？\ncustomer [7-8]: 没有了。`, 'pass'],
  ['agent: 再见。', 'notApplicable'],
])('%s is %s', (dialogue, kind) => {
  const finding = findingOf(RULE, dialogue);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail') expect(finding.evidence[0]).toMatchObject({ quote: expect.anything(), threshold: { value: 1 } });
});

it('looks only where it should', () => {
  const twice = `${asked}\ncustomer [3.2-4]: 没有了。\nagent [5-12]: 好的。请问还有什么问题吗，没有的话感谢您的来电。`;
  const first = { pauseAfter: { ...RULE.pauseAfter, scope: { first: { turns: 1 } } } };
  expect(findingOf(RULE, twice).kind).toBe('fail');
  expect(findingOf(first, twice).kind).toBe('pass');
});
