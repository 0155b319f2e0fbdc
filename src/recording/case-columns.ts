import type { Sentence } from '../errors.ts';

/** A further column of a call list, about what was done after the call; read only by items of the checklist. */
export interface CaseColumn {
  /** Header names in CSV files and side-cars, without regard to case, spaces, `_` and `-`; the first is the key. */
  headers: readonly [string, ...string[]];
  meaning: Sentence;
  expected: Sentence;
}

const TEXT: Sentence = { en: 'text', zh: '文字' };
const TIME: Sentence = { en: 'a date and time such as 2024-03-05 14:02', zh: '日期和时间，例如 2024-03-05 14:02' };
const WHOLE: Sentence = { en: 'a whole number', zh: '整数' };
const YES_OR_NO: Sentence = { en: 'yes or no (是, 否)', zh: '是或否（yes、no）' };

/**
 * Every further column that items of the checklist read. An empty cell under such a header says that there is nothing
 * (no case, no callback yet); without the column the items that need it do not apply. The documentation is made from
 * this table.
 */
export const CASE_COLUMNS: readonly CaseColumn[] = [
  {
    headers: ['case_id', '个案编号', '工单编号', '工单号'],
    meaning: { en: 'The case opened because of the call.', zh: '因这通电话建立的个案。' },
    expected: TEXT,
  },
  {
    headers: ['case_created_at', '建案时间'],
    meaning: { en: 'When the case was opened.', zh: '个案建立的时间。' },
    expected: TIME,
  },
  {
    headers: ['case_assignee', '责任人', '个案负责人'],
    meaning: { en: 'Who has to see to the case.', zh: '个案的负责人。' },
    expected: TEXT,
  },
  {
    headers: ['case_when', '何时'],
    meaning: { en: 'The record: when it happened.', zh: '记录：何时。' },
    expected: TEXT,
  },
  {
    headers: ['case_who', '何人'],
    meaning: { en: 'The record: who it is about.', zh: '记录：何人。' },
    expected: TEXT,
  },
  {
    headers: ['case_where', '何地'],
    meaning: { en: 'The record: where it happened.', zh: '记录：何地。' },
    expected: TEXT,
  },
  {
    headers: ['case_what', '何事'],
    meaning: { en: 'The record: what happened.', zh: '记录：何事。' },
    expected: TEXT,
  },
  {
    headers: ['case_why', '为什么'],
    meaning: { en: 'The record: why it happened.', zh: '记录：为什么。' },
    expected: TEXT,
  },
  {
    headers: ['case_how', '如何进行'],
    meaning: { en: 'The record: how to go on.', zh: '记录：如何进行。' },
    expected: TEXT,
  },
  {
    headers: ['case_phone', '联系电话'],
    meaning: { en: 'The record: where the customer can be reached.', zh: '记录：客户的联系电话。' },
    expected: { en: 'a telephone number', zh: '电话号码' },
  },
  {
    headers: ['solution_at', '得到方案时间'],
    meaning: { en: 'When the answer for the customer was known.', zh: '得到解决方案的时间。' },
    expected: TIME,
  },
  {
    headers: ['promised_at', '承诺时间'],
    meaning: { en: 'By when the customer was promised an answer.', zh: '承诺答复客户的最后时间。' },
    expected: TIME,
  },
  {
    headers: ['callback_at', '回电时间'],
    meaning: { en: 'When the customer was called back.', zh: '给客户回电的时间。' },
    expected: TIME,
  },
  {
    headers: ['callback_attempts', '回电尝试次数'],
    meaning: { en: 'How often it was tried to reach the customer.', zh: '尝试联系客户的次数。' },
    expected: WHOLE,
  },
  {
    headers: ['previous_agent_id', '上次坐席工号'],
    meaning: { en: 'Who spoke with the customer the time before.', zh: '上一次与客户通话的坐席。' },
    expected: TEXT,
  },
  {
    headers: ['previous_call_at', '上次通话时间'],
    meaning: { en: 'When that call before was.', zh: '上一次通话的时间。' },
    expected: TIME,
  },
  {
    headers: ['previous_outcome', '上次结果'],
    meaning: { en: 'How that call before ended.', zh: '上一次通话的结果。' },
    expected: { en: 'rejected or anything else (不接受)', zh: '不接受，或其他文字（rejected）' },
  },
  {
    headers: ['work_log', '工作日志'],
    meaning: { en: 'Whether the call stands in the daily log.', zh: '这通电话是否登记在工作日志中。' },
    expected: YES_OR_NO,
  },
  {
    headers: ['work_log_share', '日志登记率'],
    meaning: {
      en: "Per cent of the agent's calls of that day that stand in the log.",
      zh: '坐席当天通话的日志登记率。',
    },
    expected: { en: 'per cent, such as 97', zh: '百分数，例如 97' },
  },
  {
    headers: ['leader_notified', '已报告组长'],
    meaning: {
      en: 'For special customers: whether the group leader was told.',
      zh: '特殊客户：是否已报告组长。',
    },
    expected: { en: 'yes, no or nothing (是, 否)', zh: '是、否，非特殊客户留空（yes、no）' },
  },
  {
    headers: ['message_record', '留言记录'],
    meaning: { en: 'The message taken for a colleague, or its number.', zh: '为同事记下的留言，或其编号。' },
    expected: TEXT,
  },
  {
    headers: ['order_placed_at', '下单时间'],
    meaning: { en: 'When the order was placed.', zh: '下单的时间。' },
    expected: TIME,
  },
  {
    headers: ['order_paid_at', '付款时间'],
    meaning: { en: 'When the order was paid; empty while it is not.', zh: '付款的时间，未付款留空。' },
    expected: TIME,
  },
  {
    headers: ['question_asked_at', '提问时间'],
    meaning: { en: 'When the question about the product was asked.', zh: '客户提出产品问题的时间。' },
    expected: TIME,
  },
  {
    headers: ['question_answered_at', '解答时间'],
    meaning: { en: 'When it was answered.', zh: '解答该问题的时间。' },
    expected: TIME,
  },
  {
    headers: ['complaint_closed_at', '投诉办结时间'],
    meaning: { en: 'When the complaint was settled.', zh: '投诉办结的时间。' },
    expected: TIME,
  },
  {
    headers: ['complaint_unit', '投诉处理部门'],
    meaning: { en: 'Whose complaint it is to settle.', zh: '由谁处理该投诉。' },
    expected: { en: 'own or other (本部门, 其他部门)', zh: '本部门或其他部门（own、other）' },
  },
  {
    headers: ['complaint_valid', '投诉是否有效'],
    meaning: { en: 'Whether the complaint was found valid.', zh: '投诉是否有效。' },
    expected: YES_OR_NO,
  },
  {
    headers: ['complaint_transfers', '投诉转交次数'],
    meaning: { en: 'How often the complaint was handed on.', zh: '投诉被转交的次数。' },
    expected: WHOLE,
  },
  {
    headers: ['complaint_contacts', '投诉联系次数'],
    meaning: { en: 'Contacts with the customer until it was settled.', zh: '办结前与客户联系的次数。' },
    expected: WHOLE,
  },
  {
    headers: ['escalated_to', '上报级别'],
    meaning: { en: 'Up to whom the matter was reported.', zh: '上报到哪一级。' },
    expected: TEXT,
  },
  {
    headers: ['customer_name', '客户姓名', '客户名称'],
    meaning: { en: 'Name of the customer.', zh: '客户的姓名。' },
    expected: TEXT,
  },
  {
    headers: ['customer_age', '客户年龄', '年龄'],
    meaning: { en: 'Age of the customer.', zh: '客户的年龄。' },
    expected: WHOLE,
  },
  {
    headers: ['gender', '性别', '客户性别'],
    meaning: { en: 'Whether the customer is a man or a woman.', zh: '客户的性别。' },
    expected: { en: 'male or female (男, 女)', zh: '男或女（male、female）' },
  },
  {
    headers: ['typing_speed', '打字速度'],
    meaning: { en: 'Characters typed in a minute, measured by the trainer.', zh: '每分钟打字数，由培训人员测定。' },
    expected: { en: 'characters a minute', zh: '每分钟字数' },
  },
  {
    headers: ['call_type', '通话类型', '来电类型', '电话类型'],
    meaning: { en: 'What kind of call it is.', zh: '是什么样的电话。' },
    expected: {
      en: 'complaint, silent, one-way, nuisance, transfer, callback, survey or sales',
      zh: '投诉、无声、单通、骚扰、转接、回访、调查或销售',
    },
  },
  {
    headers: ['campaign', '活动类型', '外呼任务', '外呼活动'],
    meaning: { en: 'The campaign the call belongs to.', zh: '电话所属的外呼活动。' },
    expected: { en: 'text with survey, callback or sales in it', zh: '文字，含有调查、回访或销售' },
  },
  {
    headers: ['transferred_to', '转接到', '转接号码', '转接对象'],
    meaning: { en: 'Where the call was transferred to; empty when it was not.', zh: '电话转接到哪里，未转接留空。' },
    expected: TEXT,
  },
];

const key = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');

const COLUMN_OF_NAME: ReadonlyMap<string, CaseColumn> = new Map(
  CASE_COLUMNS.flatMap((column) => column.headers.map((header) => [key(header), column] as const)),
);

/** The column with this header; undefined for the user's own. */
export function caseColumnNamed(name: string): CaseColumn | undefined {
  return COLUMN_OF_NAME.get(key(name));
}

/**
 * What stands in a column, under whichever of its headers; for names outside the table under that very name. Empty for
 * an empty cell, null without the column.
 */
export function cellOf(extra: Readonly<Record<string, string>> | undefined, name: string): string | null {
  const headers = new Set((caseColumnNamed(name)?.headers ?? [name]).map(key));
  const found = Object.entries(extra ?? {}).filter(([header]) => headers.has(key(header)));
  return (found.find(([, text]) => text !== '') ?? found[0])?.[1] ?? null;
}
