import { expect, it } from 'vitest';
import { pairsOf, similarity } from '../../src/language/similar.ts';

it.each([
  ['请问您的订单号是多少？', '您订单号多少', 1],
  ['您的订单号码是多少', '您的电话号码是多少', 0.6],
  ['您要什么颜色', '您要什么型号', 0.33],
  ['', '您好', 0],
  ['请问', '请问', 0],
])('%s and %s', (a, b, expected) => {
  expect(similarity(pairsOf(a, 'zh'), pairsOf(b, 'zh'))).toBeCloseTo(expected, 1);
});

it('compares words in English', () => {
  const of = (text: string) => pairsOf(text, 'en');
  expect(similarity(of('What is your order number?'), of('And what was your order number please'))).toBeGreaterThan(
    0.3,
  );
  expect(similarity(of('Your order number?'), of('the order number'))).toBe(1);
});
