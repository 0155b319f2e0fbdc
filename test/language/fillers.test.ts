import { expect, it } from 'vitest';
import { fillersIn } from '../../src/language/fillers.ts';

const ZH = { sounds: ['嗯', '呃'], hollow: ['那个', '这个', '就是', '啊', '额'] };
const EN = { sounds: ['um', 'uh'], hollow: ['like', 'you know'] };

it.each([
  ['', []],
  ['好的，我帮您查。', []],
  ['呃，您的订单嗯在路上。', ['呃', '嗯']],
  ['那个，您的订单，就是，明天到。', ['那个', '就是']],
  ['这个这个我要查一下', ['这个']],
  ['呃那个，明天到', ['呃', '那个']],
  // words that stand for something
  ['这个订单就是那个地址，您的余额是多少啊', []],
  ['额度是一百', []],
  ['您要的就是这个。', []],
])('%s', (text, expected) => {
  const found = fillersIn(text, ZH, 'zh');
  expect(found.map(({ wording }) => wording)).toEqual(expected);
  for (const { wording, start } of found) expect(text.slice(start)).toMatch(new RegExp(`^${wording}`));
});

it.each([
  ['Um, you know, it is, like, on its way.', ['um', 'you know', 'like']],
  ['I like that umbrella, as you know.', []],
])('%s', (text, expected) => {
  expect(fillersIn(text, EN, 'en').map(({ wording }) => wording)).toEqual(expected);
});

it('finds nothing where there are no words to find', () => {
  expect(fillersIn('嗯，那个', { sounds: [], hollow: [] }, 'zh')).toEqual([]);
});
