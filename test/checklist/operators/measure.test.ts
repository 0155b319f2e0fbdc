import { describe, expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const LEVEL = {
  measure: { name: 'level', pass: { atLeast: -31, atMost: -16 }, partial: { atLeast: -36, atMost: -12 } },
};
const RATE = {
  measure: {
    name: 'articulationRate',
    pass: { atLeast: 120, atMost: 300 },
    en: { pass: { atMost: 200 } },
    leastTalkSeconds: 2,
  },
};

it.each([
  [-22, 'pass', 'at most', -16],
  [-16, 'pass', 'at most', -16],
  [-15, 'partial', 'at most', -16],
  [-10, 'fail', 'at most', -16],
  [-33, 'partial', 'at least', -31],
  [-40, 'fail', 'at least', -31],
])('a level of %s dBFS is %s', (level, kind, comparison, value) => {
  const finding = findingOf(LEVEL, `agent [0-8; ${level} dBFS]: 您好`);
  expect(finding).toMatchObject({ kind, explanation: { zh: `音量 −${-level} dBFS。` } });
  expect(finding.evidence[0]).toMatchObject({ measured: { value: level }, threshold: { comparison, value } });
});

it.each([
  ['agent [0-4]: 一二三四五六七八九十一二三四五六七八九十', 'pass'],
  ['agent [0-3]: 一二三四五六七八九十一二三四五六七八九十', 'fail'],
  ['agent [0-1]: 一二三四五六七八九十', 'notApplicable'],
  ['language: en\nagent [0-3]: one two three four five six seven eight nine ten', 'pass'],
  ['language: en\nagent [0-2]: one two three four five six seven eight nine ten', 'fail'],
])('%s is %s', (dialogue, kind) => {
  expect(findingOf(RATE, dialogue).kind).toBe(kind);
});

it('says of what a value is, and leaves speech without enough words to a person', () => {
  const clipped = { measure: { name: 'clippedShare', pass: { atMost: 0.001 } } };
  expect(findingOf(clipped, 'agent [0-4]: 您好').evidence[0]?.note).toEqual({ zh: '削波比例', en: 'clipped share' });
  expect(findingOf(RATE, 'agent [0-4]: 您好')).toMatchObject({ kind: 'undecided', listenTo: [{ start: 0, end: 4 }] });
});

it('tells a share in per cent, however small', () => {
  const rule = { measure: { name: 'talkShare', pass: { atMost: 0.001 } } };
  expect(findingOf(rule, 'agent [0-0.4]: 一\ncustomer [1-100]: 一')).toMatchObject({
    explanation: { zh: '说话占比 0.4%。', en: 'The talk share is 0.4%.' },
  });
});

describe('further measures', () => {
  it.each([
    ['signalToNoise', 'signalToNoiseDb 12', { atLeast: 20 }, 'fail', 12, 'dB'],
    ['levelSpread', 'levelSpreadDb 12', { atMost: 18 }, 'pass', 12, 'dB'],
    ['noiseFloor', 'noiseFloorDbfs -60', { atMost: -55 }, 'pass', -60, 'dBFS'],
    ['breathBursts', 'breathBurstsPerMinute 9', { atMost: 3 }, 'fail', 9, 'countPerMinute'],
    ['pitchSpread', 'pitchSpreadSemitones 2.2', { atLeast: 2, atMost: 6 }, 'pass', 2.2, 'semitones'],
    ['pitchDrift', 'pitchDriftSemitones -5', { atLeast: -2, atMost: 2 }, 'fail', -5, 'semitones'],
    ['longestTurn', 'clippedShare 0', { atMost: 60 }, 'pass', 4, 'seconds'],
    ['confidence', 'clippedShare 0', { atLeast: -0.5 }, 'pass', -0.2, 'logProbability'],
  ])('%s', (name, stated, pass, kind, value, unit) => {
    const finding = findingOf({ measure: { name, pass } }, `agent measures: ${stated}\nagent [0-4]: 您好`);
    expect(finding.kind).toBe(kind);
    expect(finding.evidence[0]?.measured).toEqual({ value, unit });
  });

  it('are not applicable where they were not measured', () => {
    const rule = { measure: { name: 'signalToNoise', pass: { atLeast: 20 } } };
    expect(findingOf(rule, 'agent measures: signalToNoiseDb none\nagent [0-4]: 您好').kind).toBe('notApplicable');
  });

  it('of the customer', () => {
    const rule = { measure: { name: 'signalToNoise', participant: 'customer', pass: { atMost: 10 } } };
    expect(findingOf(rule, 'customer measures: signalToNoiseDb 8\nagent [0-4]: 您好\ncustomer [5-6]: 你好').kind).toBe(
      'pass',
    );
  });
});

describe('words', () => {
  const rule = { measure: { name: 'speechRate', pass: { atMost: 300 }, leastUnits: { zh: 60, en: 40 } } };
  const sixty = '一二三四五六七八九十'.repeat(6);
  it.each([
    [`agent [0-15]: ${sixty}`, 'pass'],
    [`agent [0-15]: ${sixty.slice(1)}`, 'notApplicable'],
    // forty seconds of talk hold more than that
    [`agent [0-40]: ${sixty.slice(1)}`, 'undecided'],
    [`agent [0-15; logp -1.2]: ${sixty}`, 'undecided'],
    [`agent [0-15]: ${sixty}\ncustomer [16-17]: 好\nagent [18-30]: `, 'undecided'],
  ])('%j is %s', (dialogue, kind) => {
    expect(findingOf(rule, dialogue).kind).toBe(kind);
  });
});

describe('stretches', () => {
  const dialogue =
    'agent [0-4; -12 dBFS]: 一二三四五六七八九十\ncustomer [5-6]: 好\nagent [8-12; logp -0.8]: 一二三四五六七八九十';
  const first = (name: string, pass: object) =>
    findingOf({ measure: { name, pass, scope: { first: { turns: 1 } } } }, dialogue).evidence[0];
  it('have a level, a rate and a confidence of their own', () => {
    expect(first('level', { atMost: -16 })).toMatchObject({ span: { start: 0, end: 4 }, measured: { value: -12 } });
    expect(first('speechRate', { atMost: 300 })?.measured?.value).toBeCloseTo(150, 6);
    expect(first('confidence', { atLeast: -0.5 })?.measured?.value).toBeCloseTo(-0.2, 6);
    expect(() => first('levelSpread', { atMost: 18 })).toThrow();
  });

  it('can be named for a person to listen to', () => {
    const rule = {
      measure: { name: 'pitchSpread', pass: { atLeast: 2.5 }, clips: ['opening', { last: { turns: 1 } }] },
    };
    expect(findingOf(rule, dialogue).evidence).toMatchObject([
      { span: { start: 0, end: 4 }, measured: { value: 3 } },
      { span: { start: 0, end: 4 }, quote: '一二三四五六七八九十' },
      { span: { start: 8, end: 12 } },
    ]);
  });
});
