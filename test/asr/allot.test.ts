import { describe, expect, it } from 'vitest';
import { allot } from '../../src/asr/allot.ts';

const span = (start: number, end: number) => ({ start, end });

describe('putting a text back into its spans', () => {
  it.each<[string, [number, number][], string[]]>([
    ['您好请问有什么事', [[0, 2]], ['您好请问有什么事']],
    [
      '一二三四五六七八',
      [
        [0, 2],
        [3, 5],
      ],
      ['一二三四', '五六七八'],
    ],
    [
      '一二三四五六七八',
      [
        [0, 1],
        [3, 6],
      ],
      ['一二', '三四五六七八'],
    ],
    // The share alone would cut 请稍等 after 请.
    [
      '好的，请稍等，马上为您查询',
      [
        [0, 1.2],
        [2, 4.5],
      ],
      ['好的，请稍等，', '马上为您查询'],
    ],
    [
      '您好，我要退货。好的',
      [
        [0, 2],
        [3, 3.5],
        [5, 5.5],
      ],
      ['您好，我要退货。', '好', '的'],
    ],
    [
      'hello there, my friend',
      [
        [0, 1],
        [2, 3],
      ],
      ['hello there,', 'my friend'],
    ],
    [
      "I don't know what 3.5 means",
      [
        [0, 1],
        [2, 3],
      ],
      ["I don't know", 'what 3.5 means'],
    ],
    [
      '好',
      [
        [0, 1],
        [2, 3],
        [4, 5],
      ],
      ['', '好', ''],
    ],
    [
      '',
      [
        [0, 1],
        [2, 3],
      ],
      ['', ''],
    ],
    [
      '。。。',
      [
        [0, 1],
        [2, 3],
      ],
      ['。。。', ''],
    ],
  ])('%s over %j', (text, spans, expected) => {
    expect(
      allot(
        text,
        spans.map(([start, end]) => span(start, end)),
      ),
    ).toEqual(expected);
  });

  it('loses and doubles nothing, whatever the spans', () => {
    const text = '您好，这里是 Lingting 客服，工号 10086。请问有什么可以帮您？好的，不客气，再见！';
    for (let count = 1; count < 12; count++) {
      const spans = Array.from({ length: count }, (_, i) => span(i * 3, i * 3 + 0.3 + ((i * 7) % 5) / 2));
      expect(allot(text, spans).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });
});
