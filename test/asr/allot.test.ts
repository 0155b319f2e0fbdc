import { describe, expect, it } from 'vitest';
import type { Truth } from '../../samples/truth.ts';
import { allot } from '../../src/asr/allot.ts';
import { allotTimed, type Phrase } from '../../src/asr/allot-timed.ts';
import { packedWindows, placesIn, type Window } from '../../src/asr/windows.ts';
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

describe('putting phrases with times back into the spans of a window', () => {
  const places = [
    { start: 0, end: 2 },
    { start: 2.35, end: 3.35 },
    { start: 3.7, end: 7.7 },
  ];
  it.each<[string, [number, number, string][], string[]]>([
    [
      'by their times',
      [
        [0.2, 1.9, '您好'],
        [2.5, 3.2, '好'],
        [3.9, 7.5, '我帮您查一下'],
      ],
      ['您好', '好', '我帮您查一下'],
    ],
    [
      'whatever their length',
      [
        [0, 1.9, '您好这里是客服中心'],
        [3.8, 7.5, '请说'],
      ],
      ['您好这里是客服中心', '', '请说'],
    ],
    [
      'a little beyond an edge all the same',
      [
        [0, 2.6, '您好这里是客服中心请说'],
        [2.5, 3.9, '好'],
      ],
      ['您好这里是客服中心请说', '好', ''],
    ],
    ['over several spans by the seconds in each', [[0, 3.35, '一二三四五六']], ['一二三四', '五六', '']],
    [
      'in the silence between them',
      [
        [2.02, 2.1, '好'],
        [2.3, 2.34, '对'],
      ],
      ['好', '对', ''],
    ],
    ['none', [], ['', '', '']],
  ])('%s', (_name, phrases, expected) => {
    expect(
      allotTimed(
        phrases.map(([start, end, text]) => ({ start, end, text })),
        places,
      ),
    ).toEqual(expected);
  });
});

type Line = Truth['lines'][number];

/** The text of a window put into its spans, by their lengths. */
const byLength = (spoken: readonly Line[], window: Window, textOf: (text: string) => string): string[] =>
  allot(spoken.map(({ text }) => textOf(text)).join(''), window.spans);

/** The same by the times of the lines, wrong by up to a quarter of a second as those of the model are. */
function byTimes(spoken: readonly Line[], window: Window, textOf: (text: string) => string): string[] {
  const places = placesIn(window);
  const phrases = spoken.map(({ start, end, text }, index): Phrase => {
    const at = window.spans.findIndex((one) => one.start <= start && start < one.end);
    const slip = 0.25 * Math.sin(99 * index);
    const from = places[at]!.start + (start - window.spans[at]!.start) + slip;
    return { start: from, end: from + (end - start), text: textOf(text) };
  });
  return allotTimed(phrases, places);
}

/** Of each character of a participant's lines: whether it comes to lie in a span in which its line is spoken. */
function placedIn(
  { lines, durationSeconds }: Truth,
  participant: string,
  textOf: (text: string) => string,
  put: typeof byLength,
): boolean[] {
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
    const parts = put(spoken, window, textOf);
    const spanOf = parts.flatMap((part, at) => Array.from(part.replaceAll(' ', ''), () => window.spans[at]!));
    const lineOf = spoken.flatMap((line) => Array.from(textOf(line.text).replaceAll(' ', ''), () => line));
    return spanOf.map(({ start, end }, at) => start <= lineOf[at]!.end && lineOf[at]!.start < end);
  });
}

const bare = (text: string): string => text.replace(/\p{P}/gu, '');

it.each<[string, number, (text: string) => string, typeof byLength]>([
  ['with marks', 0.985, (text) => text, byLength],
  ['without a mark', 0.95, bare, byLength],
  ['without a mark, by times', 0.99, bare, byTimes],
])('characters of the sample calls, %s, end in the span they are spoken in', (_name, least, textOf, put) => {
  const placed = [...loadTruths().values()].flatMap((truth) =>
    ['agent', 'customer'].flatMap((participant) => placedIn(truth, participant, textOf, put)),
  );
  expect(placed.length).toBeGreaterThan(3000);
  expect(placed.filter(Boolean).length / placed.length).toBeGreaterThan(least);
});
