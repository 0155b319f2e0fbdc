import { describe, expect, it } from 'vitest';
import type { Truth } from '../../samples/truth.ts';
import { allot } from '../../src/asr/allot.ts';
import { packedWindows } from '../../src/asr/windows.ts';
import { merge, padAll } from '../../src/timespan.ts';
import { RECOGNISING } from '../../src/vad/spans.ts';
import { loadTruths } from '../samples/truth-files.ts';

/** Words from `start` to `end`, with the margins of a span that is sent to recognition. */
const span = (start: number, end: number) => ({
  start: start - RECOGNISING.padSeconds,
  end: end + RECOGNISING.padSeconds,
});

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

/** Of each character of a participant's lines: whether it comes to lie in a span in which its line is spoken. */
function placedIn({ lines, durationSeconds }: Truth, participant: string, textOf: (text: string) => string): boolean[] {
  const own = lines.filter((line) => line.participant === participant);
  const whole = { start: 0, end: durationSeconds };
  const spans = padAll(
    merge(
      own.flatMap(({ speech }) => speech),
      RECOGNISING.minSilenceSeconds,
    ),
    RECOGNISING.padSeconds,
    whole,
  );
  return packedWindows(spans).flatMap((window) => {
    const spoken = own.filter(({ start }) => window.spans.some((one) => one.start <= start && start < one.end));
    const parts = allot(spoken.map(({ text }) => textOf(text)).join(''), window.spans);
    const spanOf = parts.flatMap((part, at) => Array.from(part.replaceAll(' ', ''), () => window.spans[at]!));
    const lineOf = spoken.flatMap((line) => Array.from(textOf(line.text).replaceAll(' ', ''), () => line));
    return spanOf.map(({ start, end }, at) => start <= lineOf[at]!.end && lineOf[at]!.start < end);
  });
}

it.each<[string, number, (text: string) => string]>([
  ['with marks', 0.985, (text) => text],
  ['without a mark', 0.95, (text) => text.replace(/\p{P}/gu, '')],
])('characters of the sample calls, %s, end in the span they are spoken in', (_name, least, textOf) => {
  const placed = [...loadTruths().values()].flatMap((truth) =>
    ['agent', 'customer'].flatMap((participant) => placedIn(truth, participant, textOf)),
  );
  expect(placed.length).toBeGreaterThan(3000);
  expect(placed.filter(Boolean).length / placed.length).toBeGreaterThan(least);
});
