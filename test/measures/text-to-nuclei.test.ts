import { describe, expect, it } from 'vitest';
import type { Measures, Segment } from '../../src/analysis.ts';
import { segmentTextToNuclei, textToNuclei } from '../../src/measures/text-to-nuclei.ts';
import { textWarnings } from '../../src/measures/text-warnings.ts';
import { measured } from './signals.ts';

const said = (participant: 'agent' | 'customer', text: string): Segment => ({
  start: 0,
  end: 10,
  participant,
  channel: 0,
  text,
  meanLogProbability: null,
});
const ratio = (texts: readonly Segment[], count: number) =>
  textToNuclei(texts, 'agent', { times: [], count, perMinute: 240 });

describe('text against sound', () => {
  it('is the syllables of the own text per nucleus', () => {
    expect(ratio([said('agent', '好'.repeat(30)), said('agent', '好'.repeat(18)), said('customer', '嗯')], 48)).toBe(1);
  });

  it('counts syllables of English words', () => {
    expect(ratio([said('agent', 'thank you for calling customer service '.repeat(5))], 50)).toBe(1);
  });

  it('is 0 where only the others have text, and null without any or in few words', () => {
    expect(ratio([said('customer', '你好')], 50)).toBe(0);
    expect(ratio([], 50)).toBeNull();
    expect(ratio([said('agent', '你好')], 39)).toBeNull();
    expect(textToNuclei([said('agent', '你好')], 'agent', null)).toBeNull();
  });
});

describe('text of a segment against its sound', () => {
  const nuclei = { times: Array.from({ length: 40 }, (_, k) => k / 2), count: 40, perMinute: 120 };
  const at = (start: number, end: number, text: string) => ({ ...said('agent', text), start, end });

  it('is what is said between its start and end, where at least ten nuclei are', () => {
    const transcript = [
      said('customer', '嗯'),
      at(0, 5, '好'.repeat(5)),
      at(5, 9.5, '好'),
      at(10, 20, '好'.repeat(20)),
    ];
    expect(segmentTextToNuclei(transcript, 'agent', nuclei)).toEqual([
      { segment: 1, value: 0.5 },
      { segment: 3, value: 1 },
    ]);
    expect(segmentTextToNuclei(transcript, 'agent', null)).toEqual([]);
  });
});

describe('warnings about the text', () => {
  const { agent, ...rest } = measured({ seconds: 20, sides: { agent: [{ start: 0, end: 9 }], customer: [] } });
  const withRatio = (textToNucleiRatio: number | null): Measures => ({
    ...rest,
    agent: { ...agent!, textToNucleiRatio },
  });

  it.each([null, 0.6, 1, 1.3, 1.8])('are none for a ratio of %s', (value) => {
    expect(textWarnings(withRatio(value))).toEqual([]);
  });

  it.each([
    [0, 'text-missing', '0%'],
    [0.45, 'text-missing', '45%'],
    [2.5, 'text-invented', '250%'],
  ])('name who and how much for %d', (value, code, percent) => {
    const [warning, ...others] = textWarnings(withRatio(value));
    expect(others).toEqual([]);
    expect(warning!.code).toBe(code);
    expect(warning!.sentence.zh).toContain('坐席');
    expect(warning!.sentence.en).toContain('agent');
    for (const text of Object.values(warning!.sentence)) expect(text).toContain(percent);
  });
});
