import { expect, it } from 'vitest';
import { figuresIn } from '../../src/language/figures.ts';

it.each([
  ['我的电话是幺三八零零一三八零零零。', ['13800138000']],
  ['138-0013-8000', ['13800138000']],
  ['一三八，零零一三，八零零零，对吗？', ['13800138000']],
  ['号码是13800138000，3天内给您回复', ['13800138000']],
  ['１０００１号', ['10001']],
  ['零七九一杠八六五五，然后四三二一', ['079186554321']],
  ['订单一二三四。金额五六七八。', ['1234', '5678']],
  ['一共一百二十三块，两千零五', []],
  ['1,200元，2024年，十点三十四', []],
  ['你好。', []],
  ['', []],
])('%s gives %j', (text, digits) => {
  expect(figuresIn(text, 'zh', 3).map((one) => one.digits)).toEqual(digits);
});

it.each([
  ['My number is five five five, zero one, double two.', ['5550122']],
  ['Call (800) 555-0199 please', ['8005550199']],
  ['one eight hundred, five five five, oh one nine nine', ['18005550199']],
  ['order 4471 9, it takes 20 minutes', ['44719']],
  ['it costs $1500 or 1500 dollars, at 10:30', []],
  ['one of them', []],
])('%s gives %j', (text, digits) => {
  expect(figuresIn(text, 'en', 3).map((one) => one.digits)).toEqual(digits);
});

it('says where the words stand', () => {
  const text = '您好，电话一三八，零零一三，谢谢';
  const [found] = figuresIn(text, 'zh', 3);
  expect(found).toMatchObject({ text: '一三八，零零一三', digits: '1380013' });
  expect(text.slice(found!.start, found!.end)).toBe(found!.text);
});
