import { describe, expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const LOUDER = {
  change: { of: 'level', after: { says: ['complaint'], raisedDb: 6 }, pass: { atMost: 3 }, partial: { atMost: 6 } },
};
const CALM = 'agent [0-4]: 您好，请问有什么可以帮您？\ncustomer [5-8]: 我要投诉你们！';

describe('after something the customer says or does', () => {
  it.each([
    // the value, its limits, and the words that begin it
    [`${CALM}\nagent [9-13; -19 dBFS]: 请您慢慢讲。`, 'pass', 3],
    [`${CALM}\nagent [9-13; -17 dBFS]: 请您慢慢讲。`, 'partial', 5],
    [`${CALM}\nagent [9-13; -15 dBFS]: 请您慢慢讲。`, 'fail', 7],
    [`${CALM}\nagent [9-13; -30 dBFS]: 请您慢慢讲。`, 'pass', -8],
    // later than 30 s after it
    [`${CALM}\nagent [9-13]: 请您慢慢讲。\nagent [40-44; -10 dBFS]: 好的，我知道了。`, 'pass', null],
    // the customer gets loud without a word of complaint
    ['agent [0-4]: 您好。\ncustomer [5-8; jump 7]: 你们怎么回事！\nagent [9-13; -12 dBFS]: 请您慢慢讲。', 'fail', 10],
  ])('%j is %s', (dialogue, kind, db) => {
    const finding = findingOf(LOUDER, dialogue);
    expect(finding.kind).toBe(kind);
    const evidence = finding.evidence.at(-1)!;
    expect(evidence).toMatchObject({
      participant: 'agent',
      threshold: { comparison: 'at most', value: 3, unit: 'dB' },
    });
    if (db !== null) expect(evidence.measured).toEqual({ value: expect.closeTo(db, 6), unit: 'dB' });
    if (kind !== 'pass') expect(finding.evidence[0]).toMatchObject({ participant: 'customer' });
  });

  it('weighs turns by their length and levels by their power', () => {
    const finding = findingOf(LOUDER, `${CALM}\nagent [9-12; -12 dBFS]: 请您慢慢讲。\nagent [14-23]: 我帮您查一下。`);
    expect(finding.evidence.at(-1)?.measured?.value).toBeCloseTo(10 * Math.log10((10 + 3) / 4), 6);
  });

  it('judges each such stretch, and the worst counts', () => {
    const twice = `${CALM}\nagent [9-13; -15 dBFS]: 请您慢慢讲。\ncustomer [60-63]: 我要投诉你们！\nagent [64-68]: 请您慢慢讲。`;
    expect(findingOf(LOUDER, twice)).toMatchObject({ kind: 'fail' });
    expect(findingOf(LOUDER, twice.replace('; -15 dBFS', ''))).toMatchObject({ kind: 'pass' });
  });

  it.each([
    ['nothing happens', 'agent [0-4]: 您好。\ncustomer [5-8]: 我想问一下。\nagent [9-13; -10 dBFS]: 请讲。'],
    ['the agent says next to nothing after it', `${CALM}\nagent [9-10; -10 dBFS]: 好。`],
    ['the agent says nothing outside of it', 'customer [5-8]: 我要投诉你们！\nagent [9-13; -10 dBFS]: 请您慢慢讲。'],
  ])('is not applicable when %s', (_, dialogue) => {
    expect(findingOf(LOUDER, dialogue).kind).toBe('notApplicable');
  });
});

const TEN = '一二三四五六七八九十';
describe('in a stretch', () => {
  it.each([
    ['rate', [5, 4], -0.2, { zh: '慢 20%', en: '20% slower' }],
    ['rate', [4, 5], 0.25, { zh: '快 25%', en: '25% faster' }],
  ])('compares the %s of it with the rest', (of, [here, rest], value, words) => {
    const rule = { change: { of, scope: { first: { turns: 1 } }, pass: { atMost: 0.1 } } };
    const finding = findingOf(
      rule,
      `agent [0-${here}]: ${TEN}\ncustomer [6-7]: 好\nagent [10-${10 + rest!}]: ${TEN}\ncustomer [20-21]: 好\nagent [30-30.5]: 好的`,
    );
    expect(finding.evidence[0]?.measured).toEqual({ value: expect.closeTo(value, 6), unit: 'share' });
    expect(finding).toMatchObject({
      kind: value > 0.1 ? 'fail' : 'pass',
      explanation: { zh: expect.stringContaining(words.zh), en: expect.stringContaining(words.en) },
    });
  });

  it.each(['; logp -1.5', ''])('asks a person where a rate rests on doubtful words (%j)', (unsure) => {
    const rule = { change: { of: 'rate', scope: { first: { turns: 1 } }, pass: { atMost: 0.1 } } };
    const dialogue = `agent [0-4${unsure}]: ${TEN}\ncustomer [6-7]: 好\nagent [10-15]: ${TEN}\ncustomer [20-21]: 好`;
    expect(findingOf(rule, dialogue).kind).toBe(unsure ? 'undecided' : 'fail');
  });

  it('compares pitch in semitones, and confidence in log-probability', () => {
    const dialogue = `agent [0-4; pitch 3; logp -0.5]: ${TEN}\ncustomer [5-6]: 好\nagent [8-12; pitch -1]: ${TEN}`;
    const first = (of: string, pass: object) =>
      findingOf({ change: { of, scope: { first: { turns: 1 } }, pass } }, dialogue);
    expect(first('pitch', { atMost: 2 })).toMatchObject({
      kind: 'fail',
      evidence: [{ measured: { value: 4, unit: 'semitones' } }],
    });
    expect(first('confidence', { atLeast: -0.31 })).toMatchObject({ kind: 'pass' });
    expect(first('confidence', { atLeast: -0.29 })).toMatchObject({ kind: 'fail' });
  });

  it('needs a stretch that is not the whole call', () => {
    expect(() => findingOf({ change: { of: 'rate', pass: { atMost: 0 } } }, 'agent: 您好')).toThrow();
  });
});
