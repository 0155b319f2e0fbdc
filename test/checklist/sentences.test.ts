import { expect, it } from 'vitest';
import type { Segment } from '../../src/analysis.ts';
import { firstSentences, lastSentences, readableText, sentencesOf } from '../../src/checklist/sentences.ts';
import { findingOf } from './operators/finding.ts';

it.each([
  ['您好。请问有什么可以帮您？', ['您好。', '请问有什么可以帮您？']],
  ['您好', ['您好']],
  ['等等……好！！', ['等等……好！！']],
  ['Hello. How are you?', ['Hello.', 'How are you?']],
  ['运费3.5元。不含税。', ['运费3.5元。', '不含税。']],
  ['It is 3. 5 is more.', ['It is 3.', '5 is more.']],
  ['', []],
  ['。', []],
])('%j', (text, sentences) => {
  expect(sentencesOf(text)).toEqual(sentences);
});

const segments = ['一。二。', '三', '四。五。'].map(
  (text, k): Segment => ({ text, start: k, end: k + 1, channel: 0, participant: 'agent', meanLogProbability: null }),
);
const texts = (list: readonly Segment[]) => list.map(({ text }) => text);

it.each([
  [1, ['一。'], ['五。']],
  [2, ['一。二。'], ['四。五。']],
  [3, ['一。二。', '三'], ['三', '四。五。']],
  [9, ['一。二。', '三', '四。五。'], ['一。二。', '三', '四。五。']],
])('the first and last %i sentences', (count, first, last) => {
  expect(texts(firstSentences(segments, count, new Map()))).toEqual(first);
  expect(texts(lastSentences(segments, count, new Map()))).toEqual(last);
});

it('a segment that was cut keeps the marks that were restored in it, and is cut there again', () => {
  const [whole] = segments.map((segment) => ({ ...segment, text: '一二三四' }));
  const restored = new Map([[whole!, '一。二。三。四。']]);
  const first = firstSentences([whole!], 3, restored);
  expect(texts(first)).toEqual(['一二三']);
  const last = lastSentences(first, 2, restored);
  expect(texts(last)).toEqual(['二三']);
  expect(sentencesOf(readableText(last[0]!, restored))).toEqual(['二。', '三。']);
});

const says = (scope: unknown) => ({ says: { any: ['thanks'], scope } });

it.each([
  [{ first: { sentences: 1 } }, 'agent: 您好。谢谢您的来电。', 'fail'],
  [{ first: { sentences: 2 } }, 'agent: 您好。谢谢您的来电。', 'pass'],
  [{ last: { sentences: 1 } }, 'agent: 谢谢。\ncustomer: 好\nagent: 再见。', 'fail'],
  [{ last: { sentences: 2 } }, 'agent: 谢谢。\ncustomer: 好\nagent: 再见。', 'pass'],
  // where there is no punctuation, it is restored
  [{ first: { sentences: 1 } }, 'agent: 您收到了吗谢谢您的来电', 'fail'],
  [{ first: { sentences: 2 } }, 'agent: 您收到了吗谢谢您的来电', 'pass'],
  [{ last: { sentences: 1 } }, 'agent: 谢谢您收到了吗\nagent: 再见', 'fail'],
  [{ first: { share: 0.3 } }, 'duration: 30\nagent [8-10]: 谢谢', 'pass'],
  [{ first: { share: 0.3 } }, 'duration: 30\nagent [1-2]: 您好\nagent [12-14]: 谢谢', 'fail'],
])('a scope of %j', (scope, dialogue, outcome) => {
  expect(findingOf(says(scope), dialogue).kind).toBe(outcome);
});
