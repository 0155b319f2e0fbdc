import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = {
  holdWithinLimit: { leastSeconds: 10, usualLimitSeconds: 60, graceSeconds: 10, partialFactor: 2, updateSeconds: 60 },
};
const hold = (ask: string, ...waits: (number | string)[]) =>
  `customer: 订单呢？\nagent: ${ask}\n${waits.map((one) => (typeof one === 'number' ? `hold: ${one}` : `agent: ${one}`)).join('\n')}\nagent: 让您久等了。`;

it.each([
  [hold('请您稍等一分钟。', 50), 'pass', 70],
  [hold('请您稍等一分钟。', 68), 'pass', 70],
  [hold('请您稍等一分钟。', 75), 'fail', 70],
  [hold('请您稍等三分钟。', 170), 'pass', 190],
  [hold('请您稍等三十秒。', 45), 'fail', 40],
  [hold('请稍等。', 50), 'pass', 70],
  [hold('请稍等。', 90), 'fail', 70],
  // a word every minute
  [hold('请您稍等一分钟。', 50, '还在查，请再稍等。', 50), 'partial', 70],
  [hold('请您稍等一分钟。', 50, '还在查，请再稍等。', 90), 'fail', 70],
  [hold('请您稍等一分钟。', 20, '还在查，请再稍等。', 85), 'fail', 70],
  // a new time is a new promise
  [hold('请您稍等一分钟。', 55, '还在查，请再等两分钟。', 110), 'pass', 130],
  [hold('请您稍等一分钟。', 90, '还在查，请再等两分钟。', 110), 'fail', 70],
  [hold('请稍等。', 5), 'notApplicable', 0],
  ['agent: 您好', 'notApplicable', 0],
])('dialogue %# is %s against %s s', (dialogue, kind, limit) => {
  const finding = findingOf(RULE, dialogue);
  expect(finding.kind).toBe(kind);
  if (limit > 0) {
    expect(finding.evidence.map(({ threshold }) => threshold!.value)).toContain(limit);
    expect(finding.evidence.every(({ measured }) => measured?.unit === 'seconds')).toBe(true);
  }
});
