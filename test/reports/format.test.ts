import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clock, dateText, measuredText, scoreText, thresholdText, valueText } from '../../src/reports/format.ts';
import { DOM } from '../../src/reports/html/script/dom.ts';
import { fill, WORDS } from '../../src/reports/words.ts';

describe('clock', () => {
  it.each([
    [0, '00:00.0'],
    [83.4, '01:23.4'],
    [0.492, '00:00.5'],
    [0.44, '00:00.4'],
    [59.96, '01:00.0'],
    [0.3 - 0.1 + 0.1, '00:00.3'],
    [3661.25, '1:01:01.3'],
    [3599.97, '1:00:00.0'],
    [-2, '00:00.0'],
  ])('%d s is %s', (seconds, text) => {
    expect(clock(seconds)).toBe(text);
    const source = DOM.slice(DOM.indexOf('function clock('));
    const ofPage = new Function(`${source.slice(0, source.indexOf('\n}') + 2)} return clock;`)();
    expect(ofPage(seconds)).toBe(text);
  });
});

describe('valueText', () => {
  it.each([
    [8.31, 'seconds', '8.3 秒', '8.3 s'],
    [244.6, 'charactersPerMinute', '245 字/分', '245 chars/min'],
    [151, 'wordsPerMinute', '151 词/分', '151 words/min'],
    [-23.41, 'dBFS', '−23.4 dBFS', '−23.4 dBFS'],
    [0.1249, 'share', '12.5%', '12.5%'],
    [0, 'count', '0 次', '0'],
    [4, 'rings', '4 声', '4 rings'],
    [1, 'rings', '1 声', '1 ring'],
    [1.5, 'countPerFiveMinutes', '每 5 分钟 1.5 次', '1.5 in 5 minutes'],
    [2.4, 'countPerHundredUnits', '每百字 2.4 次', '2.4 in 100 characters (words)'],
    [0.3, 'countPerSentence', '每句 0.3 次', '0.3 in a sentence'],
    [12.4, 'countPerMinute', '每分钟 12 次', '12 a minute'],
    [-2.34, 'semitones', '−2.3 个半音', '−2.3 semitones'],
    [-0.456, 'logProbability', '−0.46（对数概率）', '−0.46 (log-probability)'],
    [1.5, 'furlongs', '1.5 furlongs', '1.5 furlongs'],
  ])('%d %s', (value, unit, zh, en) => {
    expect(valueText(value, unit, 'zh')).toBe(zh);
    expect(valueText(value, unit, 'en')).toBe(en);
  });
});

it('every unit of the operators has a name people read', () => {
  const folder = 'src/checklist/operators';
  const sources = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
  const units = new Set(sources.flatMap((source) => [...source.matchAll(/unit: '(\w+)'/g)].map((match) => match[1]!)));
  expect(units.size).toBeGreaterThan(4);
  for (const unit of units) expect(valueText(1, unit, 'zh')).not.toMatch(/[a-z]{2}/);
});

it('evidence tells the value and its limit, and nothing where there is none', () => {
  const evidence = {
    span: null,
    participant: null,
    measured: { value: 0, unit: 'seconds' },
    threshold: { comparison: 'at most' as const, value: 3, unit: 'seconds' },
  };
  expect(measuredText(evidence, 'zh')).toBe('实测 0 秒');
  expect(thresholdText(evidence, 'zh')).toBe('标准：不超过 3 秒');
  expect(thresholdText({ ...evidence, threshold: { comparison: 'at least', value: 3, unit: 'dB' } }, 'en')).toBe(
    'limit: at least 3 dB',
  );
  expect(measuredText({ span: null, participant: null }, 'zh')).toBeNull();
  expect(thresholdText({ span: null, participant: null }, 'en')).toBeNull();
});

it('a missing score is a dash and zero is a score', () => {
  expect(scoreText(null)).toBe('–');
  expect(scoreText(0)).toBe('0.0');
});

it('dates keep their own time zone, and other texts stay as they are', () => {
  expect(dateText('2026-03-05T10:22:31+08:00')).toBe('2026-03-05 10:22');
  expect(dateText('昨天')).toBe('昨天');
});

describe('the dictionary', () => {
  it('has the same places to fill in both languages', () => {
    const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [word, zh] of Object.entries(WORDS.zh))
      expect({ word, places: places(WORDS.en[word as keyof typeof WORDS.en]) }).toEqual({ word, places: places(zh) });
  });
  it('writes Chinese with Chinese punctuation', () => {
    for (const text of Object.values(WORDS.zh))
      expect(text).not.toMatch(/[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]/);
  });
  it.each([
    [1, 'over 1 call with a score'],
    [0, 'over 0 calls with a score'],
    [11, 'over 11 calls with a score'],
  ])('counts %i in the right number', (n, text) => {
    expect(fill(WORDS.en.meanOver, { n })).toBe(text);
  });
  it('keeps a place visible that nobody fills', () => {
    expect(fill('{a} of {b}', { a: 0 })).toBe('0 of {b}');
  });
});
