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
