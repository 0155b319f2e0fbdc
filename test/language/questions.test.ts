import { expect, it } from 'vitest';
import { questionsIn } from '../../src/language/questions.ts';

it.each([
  ['', []],
  ['好的，我知道了。', []],
  ['请问您贵姓？您的电话呢？', ['请问您贵姓', '您的电话呢']],
  // no marks at all
  ['请问您贵姓您的电话是多少', ['请问您贵姓', '您的电话是多少']],
  ['您好请问有什么可以帮您', ['请问有什么可以帮您']],
  ['您收到了吗您的订单号是多少', ['您收到了吗', '您的订单号是多少']],
  ['您要的是蓝色还是红色', ['您要的是蓝色还是红色']],
  ['您知不知道我们的网站', ['您知不知道我们的网站']],
  // tags, and words that ask nobody
  ['请您稍等一分钟，好吗？', []],
  ['明天送您看这样可以吗', []],
  ['我帮您查一下是什么原因', []],
  ['这几天会送到，没什么问题', []],
  ['有什么问题随时打给我们', []],
  ['如果您有什么不明白的', []],
  ['没有', []],
  ['经理现在不在座位上', []],
  ['我重复一下，看我是不是理解了，是这样吗？', []],
  ['请问您几个问题', []],
  ['喂？', []],
  ['您是王先生吧？', ['您是王先生吧']],
  ['您家住在哪个小区，麻烦说一下？', ['您家住在哪个小区']],
  ['有没有恶心、手脚麻，或者说话不清楚这些情况？', ['有没有恶心、手脚麻']],
  ['您报的几个专业都没录上', []],
  ['您订的是几个？', ['您订的是几个']],
  ['这事搁谁身上都会着急，请问您贵姓？', ['请问您贵姓']],
  ['这事谁都着急', []],
  ['换谁来都一样', []],
  ['您家谁来都行吗？', ['您家谁来都行吗']],
  ['您家谁来都行吗', ['您家谁来都行吗']],
  ['这几天您有时间吗', ['这几天您有时间吗']],
  ['再跟查勘那边问清楚卡在哪一步', []],
  ['我想了解一下您是什么时候买的', ['我想了解一下您是什么时候买的']],
])('%s', (text, expected) => {
  const found = questionsIn(text, 'zh');
  expect(found.map((one) => one.text)).toEqual(expected);
  for (const { text: words, start, end } of found) expect(text.slice(start, end)).toBe(words);
});

it.each([
  ['What is your name and what is your order number?', ['What is your name', 'and what is your order number']],
  ['I will check that for you, okay?', []],
  ['Thank you. Could you spell that please', ['Could you spell that please']],
  ['I know what it is.', []],
  ['Oh, how lovely. What a nice name! What is your name?', ['What is your name']],
  ['How strange is it?', ['How strange is it']],
  ['How very long have you waited', ['How very long have you waited']],
  ['How very kind of you', []],
])('%s', (text, expected) => {
  expect(questionsIn(text, 'en').map((one) => one.text.trim())).toEqual(expected);
});

it('measures a long run of words from its last 您', () => {
  const [question] = questionsIn('好的情况我都已经记录下来了后面会有同事跟进处理那么您的订单号是多少', 'zh');
  expect(question).toMatchObject({ text: '您的订单号是多少', units: 8 });
});
