import { expect, it } from 'vitest';
import { deadlineIn } from '../../src/language/deadline.ts';

/** A Tuesday. */
const NOW = Date.parse('2024-03-05T14:00:00Z') / 1000;
const told = (text: string, language: 'zh' | 'en'): string | null => {
  const seconds = deadlineIn(text, language, NOW);
  return seconds === null ? null : new Date(seconds * 1000).toISOString().slice(0, 19);
};

it.each([
  ['两小时内给您答复', '2024-03-05T16:00:00'],
  ['24小时之内回复您', '2024-03-06T14:00:00'],
  ['三天内', '2024-03-08T14:00:00'],
  ['一到三个工作日', '2024-03-08T14:00:00'],
  ['今天给您回电', '2024-03-05T23:59:59'],
  ['今天下班前', '2024-03-05T18:00:00'],
  ['明天下午五点之前', '2024-03-06T17:00:00'],
  ['明天上午', '2024-03-06T23:59:59'],
  ['明天十点半', '2024-03-06T10:30:00'],
  ['今天晚上十二点之前', '2024-03-06T00:00:00'],
  ['明天晚上12点', '2024-03-07T00:00:00'],
  ['明天凌晨12点', '2024-03-06T00:00:00'],
  ['明天中午十二点', '2024-03-06T12:00:00'],
  ['下午三点', '2024-03-05T15:00:00'],
  ['上午十一点', '2024-03-06T11:00:00'],
  ['17:30前', '2024-03-05T17:30:00'],
  ['后天', '2024-03-07T23:59:59'],
  ['周五之前', '2024-03-08T23:59:59'],
  ['下周一', '2024-03-11T23:59:59'],
  ['下周日', '2024-03-17T23:59:59'],
  ['尽快给您答复', null],
  ['月底之前', null],
  ['', null],
])('%s is %s', (text, iso) => {
  expect(told(text, 'zh')).toBe(iso);
});

it.each([
  ['within two hours', '2024-03-05T16:00:00'],
  ['by five today', '2024-03-05T17:00:00'],
  ['tomorrow at 10 am', '2024-03-06T10:00:00'],
  ['tomorrow at 12 am', '2024-03-06T00:00:00'],
  ['tomorrow at 12 pm', '2024-03-06T12:00:00'],
  ['by Friday', '2024-03-08T23:59:59'],
  ['by the end of the day', '2024-03-05T23:59:59'],
  ['before noon tomorrow', '2024-03-06T12:00:00'],
  ['as soon as possible', null],
])('%s is %s', (text, iso) => {
  expect(told(text, 'en')).toBe(iso);
});
