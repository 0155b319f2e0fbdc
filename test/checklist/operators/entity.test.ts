import { describe, expect, it } from 'vitest';
import { readNode } from '../../../src/checklist/node.ts';
import { findingOf } from './finding.ts';

const when = { kinds: ['duration', 'time', 'date'] };
const BESIDE = { ...when, with: ['thanks'] };
const phone = { kinds: ['phone'], participant: 'customer' };
const again = { ...phone, readBack: true };
const NEAR = { near: { says: ['farewell'], participant: 'agent', side: 'after', turns: 1 } };

it.each([
  [when, 'agent: 明天下午三点给您答复。', 'pass'],
  [when, 'agent: 我们会尽快给您答复。', 'fail'],
  [when, 'customer: 明天行吗？\nagent: 好的。', 'fail'],
  [{ ...when, participant: 'either' }, 'customer: 明天行吗？\nagent: 好的。', 'pass'],
  [{ ...when, least: 2 }, 'agent: 明天给您答复。', 'fail'],
  [{ ...when, least: 2 }, 'agent: 明天，三天之内给您答复。', 'pass'],
  [{ ...when, scope: NEAR }, 'agent: 明天。\ncustomer: 好。\nagent: 尽快。再见。', 'fail'],
  [{ ...when, scope: NEAR }, 'agent: 明天。', 'notApplicable'],
  // beside the words it belongs to, or in the next turn
  [BESIDE, 'agent: 谢谢您，明天答复。', 'pass'],
  [BESIDE, 'agent: 谢谢您。\ncustomer: 什么时候？\nagent: 三天内。', 'pass'],
  [BESIDE, 'agent: 谢谢您。\ncustomer: 嗯。\nagent: 尽快。\ncustomer: 嗯。\nagent: 明天放假。', 'fail'],
  [BESIDE, 'agent: 明天放假。\ncustomer: 嗯。\nagent: 谢谢您。', 'fail'],
  [BESIDE, 'agent: 明天。', 'notApplicable'],
  [when, 'agent [logp -2]: 尽快答复', 'undecided'],
  [when, 'language: en\nagent: I will call you within two hours.', 'pass'],
  [{ kinds: ['name'], participant: 'customer' }, 'agent: 贵姓？\ncustomer: 我姓王。', 'pass'],
  [{ kinds: ['phone'] }, 'agent: 您可以拨打12345。', 'pass'],
  [{ kinds: ['phone'] }, 'agent: 您的订单号是2024030512。', 'fail'],
])('%j on %j is %s', (options, dialogue, kind) => {
  const finding = findingOf({ entity: options }, dialogue);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail') expect(finding.evidence[0]?.quote).toBeTruthy();
});

describe('numbers in pieces, and read back', () => {
  const pieces = 'customer: 一三八。\nagent: 嗯。\ncustomer: 零零一三。\nagent: 好。\ncustomer: 八零零零。';

  it.each([
    [phone, pieces, 'pass'],
    [phone, 'customer: 一三八。\npause: 30\ncustomer: 零零一三。', 'fail'],
    [again, `${pieces}\nagent: 我重复一下，13800138000对吗？`, 'pass'],
    // one figure misheard
    [again, `${pieces}\nagent: 我重复一下，13800138008对吗？`, 'pass'],
    [again, `${pieces}\nagent: 您打我们的热线4008823823。`, 'fail'],
    [again, 'customer: 一三八。\nagent: 一三八。\ncustomer: 零零一三八零零零。\nagent: 零零一三，八零零零。', 'pass'],
    [again, `${pieces}\nagent: 好的，记下了。`, 'fail'],
    [again, `${pieces}\npause: 100\nagent: 13800138000`, 'fail'],
    [again, 'agent: 您的电话？\ncustomer: 就这个。', 'fail'],
  ])('%j on %j is %s', (options, dialogue, kind) => {
    expect(findingOf({ entity: options }, dialogue).kind).toBe(kind);
  });

  it('are shown in the words of both', () => {
    const finding = findingOf({ entity: again }, `${pieces}\nagent: 13800138000对吗？`);
    expect(finding.evidence.map(({ participant, quote }) => [participant, quote])).toEqual([
      ['customer', '一三八 零零一三 八零零零'],
      ['agent', '13800138000'],
    ]);
  });

  it('are the only ones that can be read back', () => {
    expect(readNode({ entity: { kinds: ['date'], readBack: true } }, []).issue).not.toBeNull();
  });
});
