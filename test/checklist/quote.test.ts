import { expect, it } from 'vitest';
import { quoteOf } from '../../src/checklist/quote.ts';

const said = (...texts: string[]) => quoteOf(texts.map((text) => ({ text })));

it('what was said in several segments reads as one quotation', () => {
  expect(said('您好。', '请问有什么可以帮您？', '好的')).toBe('您好。请问有什么可以帮您？好的');
  expect(said('好的', '我查一下，', '请稍等')).toBe('好的 我查一下，请稍等');
  expect(said('Good morning.', 'How can I help?')).toBe('Good morning. How can I help?');
});

it('nothing said is an empty quotation', () => {
  expect(said()).toBe('');
  expect(said(' ')).toBe('');
});
