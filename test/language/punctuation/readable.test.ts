import { describe, expect, it } from 'vitest';
import type { CallAnalysis, Segment } from '../../../src/analysis.ts';
import { normalise } from '../../../src/language/normalise.ts';
import { readableTexts } from '../../../src/language/punctuation/readable.ts';
import type { TimeSpan } from '../../../src/timespan.ts';
import { scriptLines, withoutMarks, writtenLines } from '../../bench/punctuation/scripts.ts';

const segment = (text: string, start: number, end: number): Segment => ({
  start,
  end,
  participant: 'agent',
  channel: 0,
  text,
  meanLogProbability: null,
});

function readable(segments: readonly Segment[], speech: readonly TimeSpan[] = []): string[] {
  const channels: CallAnalysis['channels'] = [{ index: 0, participant: 'agent', speech: [...speech], peaks: [] }];
  return [...readableTexts({ transcript: [...segments], channels }).values()];
}

const one = (text: string, speech: readonly TimeSpan[] = []) => readable([segment(text, 0, 4)], speech)[0];

describe('a text without punctuation', () => {
  it.each([
    // greetings, thanks, farewells
    ['您好请问有什么可以帮您', '您好，请问有什么可以帮您？'],
    ['好的我帮您查一下', '好的，我帮您查一下。'],
    ['感谢您的来电祝您生活愉快再见', '感谢您的来电，祝您生活愉快，再见。'],
    ['好的', '好的。'],
    // questions by their particle, word or form
    ['您收到了吗我们昨天寄的', '您收到了吗？我们昨天寄的。'],
    ['您知不知道我们的网站', '您知不知道我们的网站？'],
    ['那您呢', '那您呢？'],
    ['您先登记一下吧', '您先登记一下吧。'],
    ['您是王先生对吧', '您是王先生，对吧？'],
    // words that begin a clause
    ['今天的车晚点了所以包裹还没到', '今天的车晚点了，所以包裹还没到。'],
    ['您可以退货但是要保留包装', '您可以退货，但是要保留包装。'],
    ['如果您有问题可以随时打给我们', '如果您有问题，可以随时打给我们。'],
    // not those inside other words
    ['我去酒吧台坐坐', '我去酒吧台坐坐。'],
    // blanks of a recogniser
    ['订单查到了 明天送到', '订单查到了，明天送到。'],
    ['请拨打 hotline 您稍等', '请拨打 hotline，您稍等。'],
    // the other script
    ['hello how can i help you', 'Hello, how can I help you?'],
    ['thank you have a nice day', 'Thank you. Have a nice day.'],
  ])('%s', (text, expected) => {
    expect(one(text)).toBe(expected);
  });

  it('is parted where the speaker paused, the longer the stronger', () => {
    const text = '订单昨天发出包裹明天送到';
    const paused = (seconds: number) => [
      { start: 0, end: 2 - seconds / 2 },
      { start: 2 + seconds / 2, end: 4 },
    ];
    expect([0, 0.25, 0.35, 0.5].map((seconds) => one(text, paused(seconds)))).toEqual([
      '订单昨天发出包裹明天送到。',
      '订单昨天发出包裹明天送到。',
      '订单昨天发出，包裹明天送到。',
      '订单昨天发出。包裹明天送到。',
    ]);
  });

  it('is not parted where the words go on', () => {
    const pause = [
      { start: 0, end: 1.2 },
      { start: 1.55, end: 3 },
    ];
    expect(one('我帮您查一下的订单', pause)).not.toMatch(/的，|，的/);
  });

  it('goes on over a short pause between segments and ends at a long one', () => {
    const [first, second] = ['因为我们的系统', '正在升级'];
    const speech = (from: number) => [
      { start: 0, end: 2 },
      { start: from, end: from + 1 },
    ];
    expect(readable([segment('今天的', 0, 2), segment('包裹送不到', 2.3, 3.3)], speech(2.3)).join('')).toBe(
      '今天的包裹送不到。',
    );
    expect(readable([segment(first!, 0, 2), segment(second!, 4, 5)], speech(4))).toEqual([
      '因为我们的系统。',
      '正在升级。',
    ]);
  });

  it('ends where the other speaker on the same channel begins, however soon', () => {
    const speech = [
      { start: 0, end: 2 },
      { start: 2.1, end: 3 },
    ];
    const answered = (words: string, answer: string) =>
      readable([segment(words, 0, 2), { ...segment(answer, 2.1, 3), participant: 'customer' }], speech);
    expect(answered('您的订单明天送到', '哦那我等着')).toEqual(['您的订单明天送到。', '哦，那我等着。']);
    expect(answered('let me check that for you', 'okay thank you')).toEqual([
      'Let me check that for you.',
      'Okay, thank you.',
    ]);
  });

  it('of no letter stays so', () => {
    expect(readable([segment('', 0, 1), segment(' ', 2, 3)])).toEqual(['', ' ']);
  });
});

describe('a text with punctuation', () => {
  it('stays as it is', () => {
    const texts = [...scriptLines(), ...writtenLines('zh'), ...writtenLines('en')].filter((text) =>
      /\p{P}$/u.test(text),
    );
    expect(texts.length).toBeGreaterThan(500);
    for (const text of texts) expect(one(text)).toBe(text);
  });

  it('gets more only in a stretch as long as nobody writes one', () => {
    const bare = '我们已经给您登记了师傅明天上午会给您打电话请您保持电话畅通如果有问题可以再联系我们我们会给您处理的';
    expect(one(`您好，${bare}`)).toMatch(/^您好，我们.*打电话，请您.*。如果/);
    expect(one(`您好，${bare.slice(0, 24)}`)).toBe(`您好，${bare.slice(0, 24)}`);
  });
});

/** What phrases are looked for in, and what is quoted: neither may change with the marks. */
it('keeps every word of every sample, and with it every phrase that is spotted', () => {
  const texts = [...scriptLines(), ...writtenLines('zh'), ...writtenLines('en')].map(withoutMarks);
  let changed = 0;
  for (const text of texts) {
    const language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
    const own = segment(text, 0, 4);
    const shown = readable([own])[0]!;
    expect(own.text).toBe(text);
    expect(withoutMarks(shown)).toBe(text);
    expect(normalise(shown, language).tokens).toEqual(normalise(text, language).tokens);
    if (shown !== text) changed += 1;
  }
  expect(changed).toBeGreaterThan(0.9 * texts.length);
});
