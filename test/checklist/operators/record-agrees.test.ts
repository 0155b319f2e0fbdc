import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = { recordAgrees: { columns: ['case_phone', 'case_what'], leastDigits: 5 } };
const said = 'customer: 我的电话是幺三八零零一三八零零零。\nagent: 好的，13800138000，记下了。';

it.each([
  [`extra.case_phone: 138 0013 8000\n${said}`, 'pass'],
  [`extra.联系电话: 13800138000\n${said}`, 'pass'],
  [`extra.case_phone: 13800138001\n${said}`, 'fail'],
  [`extra.case_phone: 1380013800\n${said}`, 'pass'],
  // another number may come from the customer file, and the one of the call is missing
  [`extra.case_phone: 02586543219\n${said}`, 'partial'],
  [`extra.case_what: 客户反映漏水\n${said}`, 'partial'],
  [`extra.case_phone:\n${said}`, 'notApplicable'],
  [said, 'notApplicable'],
  ['extra.case_what: 客户反映漏水\ncustomer: 家里漏水。\nagent: 好的。', 'notApplicable'],
])('%s is %s', (dialogue, kind) => {
  expect(findingOf(RULE, dialogue).kind).toBe(kind);
});

it('shows both numbers', () => {
  expect(findingOf(RULE, `extra.case_phone: 13800138001\n${said}`).evidence).toMatchObject([
    { participant: 'customer', quote: '幺三八零零一三八零零零' },
    { span: null, quote: '13800138001', note: { zh: '联系电话', en: 'case_phone' } },
  ]);
});
