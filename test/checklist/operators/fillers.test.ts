import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = {
  fillers: {
    sounds: { zh: ['嗯', '呃'], en: ['um'] },
    hollow: { zh: ['那个', '这个', '就是'], en: ['like'] },
    habits: 'filler-habit',
    pass: 2,
    partial: 4,
    mostOfOne: 5,
    leastUnits: 20,
  },
};
/** Fifty characters. */
const PLAIN =
  '您的订单已经从北京仓库发出预计明天上午送到您留的地址到之前快递员会给您打电话请您保持手机畅通谢谢您的来电';
const said = (...more: string[]) => `agent: ${PLAIN}\n${more.map((one) => `customer: 哦。\nagent: ${one}`).join('\n')}`;

it.each([
  [said(), 'pass'],
  [said('订单呃明天到'), 'pass'],
  [said('订单呃明天嗯到'), 'partial'],
  [said('订单呃明天嗯到，那个，就是，我看'), 'fail'],
  // a recogniser that was unsure accuses nobody
  [`agent: ${PLAIN}\ncustomer: 哦。\nagent [logp -1.5]: 订单呃明天嗯到，那个，就是，我看`, 'undecided'],
  // listening is no filling
  [said('嗯', '嗯，好的', '呃', '嗯嗯'), 'pass'],
  [said('这个订单就是那个地址的', '这个是您的余额'), 'pass'],
  // a habit
  [`${said(...Array(6).fill('我其实已经在帮您查询这个订单的情况了'))}`, 'partial'],
  [`${said(...Array(5).fill('我其实已经在帮您查询这个订单的情况了'))}`, 'pass'],
  [`duration: 1200\n${said(...Array(6).fill('我其实已经在帮您查询这个订单的情况了'))}`, 'pass'],
  ['agent: 呃，那个，呃。', 'notApplicable'],
  ['customer: 呃，那个，呃。', 'notApplicable'],
])('dialogue %# is %s', (dialogue, kind) => {
  expect(findingOf(RULE, dialogue).kind).toBe(kind);
});

it('shows the places with the rate', () => {
  const { evidence } = findingOf(RULE, said('订单呃明天嗯到，那个，就是，我看'));
  expect(evidence).toHaveLength(4);
  expect(evidence[0]).toMatchObject({ note: { zh: '“呃”' }, threshold: { value: 2, unit: 'countPerHundredUnits' } });
});

it('counts them in a stretch of the call where a rule says how many', () => {
  const { sounds, hollow, habits } = RULE.fillers;
  const judge = { fillers: { sounds, hollow, habits, most: 2, leastUnits: 1, scope: { first: { seconds: 60 } } } };
  expect(findingOf(judge, 'agent: 您呃明天呃来').kind).toBe('pass');
  const tooMany = findingOf(judge, 'agent: 您呃明天呃来嗯可以的');
  expect(tooMany.kind).toBe('fail');
  expect(tooMany.evidence[0]).toMatchObject({ measured: { value: 3 }, threshold: { value: 2, unit: 'count' } });
  expect(findingOf(judge, 'agent: 您呃明天呃来\nagent [70-75]: 嗯可呃以的').kind).toBe('pass');
});
