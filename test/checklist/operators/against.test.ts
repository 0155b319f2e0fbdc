import { describe, expect, it } from 'vitest';
import { analysisOfDialogue } from '../../../src/checklist/dialogue.ts';
import { findingOf } from './finding.ts';

const TWENTY = '一二三四五六七八九十'.repeat(2);
const RATE = {
  against: {
    of: 'rate',
    pass: { atLeast: 0.75, atMost: 1.25 },
    partial: { atLeast: 0.6, atMost: 1.4 },
    within: { zh: { atLeast: 180, atMost: 300 }, en: { atLeast: 110, atMost: 200 } },
    apartFrom: { says: ['complaint'] },
    leastUnits: { zh: 20, en: 10 },
  },
};
/** Twenty characters each, in so many seconds. */
const talk = (agent: number, customer: number) =>
  `agent [0-${agent}]: ${TWENTY}\ncustomer [20-${20 + customer}]: ${TWENTY}`;

describe('rate', () => {
  it.each([
    // 240 and 240, 300 and 240, 300 and 200, 300 and 180 (of 120), 200 and 300 (of 400), 150 and 300
    [talk(5, 5), 'pass', 1],
    [talk(4, 5), 'pass', 1.25],
    [talk(4, 6), 'fail', 1.5],
    [talk(5, 6.25), 'pass', 1.25],
    [talk(5, 6.5), 'partial', 1.3],
    [talk(5, 10), 'partial', 240 / 180],
    [talk(6, 3), 'partial', 200 / 300],
    [talk(8, 4), 'fail', 0.5],
  ])('%s is %s', (dialogue, kind, value) => {
    const finding = findingOf(RATE, dialogue);
    expect(finding.kind).toBe(kind);
    expect(finding.evidence[0]?.measured).toEqual({ value: expect.closeTo(value, 6), unit: 'share' });
  });

  it('leaves out what the customer says in anger', () => {
    const angry = `${talk(5, 5)}\ncustomer [40-42]: 我要投诉你们${TWENTY}`;
    expect(findingOf(RATE, angry).evidence[0]?.measured?.value).toBeCloseTo(1, 6);
  });

  it('is not applicable to a few words, and a question where the recogniser was unsure', () => {
    expect(findingOf(RATE, `agent [0-5]: ${TWENTY}\ncustomer [20-23]: 一二三四五六七八九十`).kind).toBe(
      'notApplicable',
    );
    expect(findingOf(RATE, talk(5, 5).replace('25]', '25; logp -1.5]')).kind).toBe('undecided');
  });
});

const LEVEL = { against: { of: 'level', pass: { atLeast: -8, atMost: 8 } } };
describe('level', () => {
  it.each([
    [-20, -20, 'pass'],
    [-20, -28, 'pass'],
    [-12, -27, 'fail'],
    [-40, -25, 'fail'],
  ])('%s and %s dBFS is %s', (agent, customer, kind) => {
    const finding = findingOf(LEVEL, `agent [0-6; ${agent} dBFS]: 您好\ncustomer [7-13; ${customer} dBFS]: 你好`);
    expect(finding.kind).toBe(kind);
    expect(finding.evidence[0]?.measured).toEqual({ value: expect.closeTo(agent - customer, 6), unit: 'dB' });
  });

  it('is not applicable to a few seconds', () => {
    expect(findingOf(LEVEL, 'agent [0-6]: 您好\ncustomer [7-8; -10 dBFS]: 你好').kind).toBe('notApplicable');
  });
});

it('dialogues have a channel for each', () => {
  expect(analysisOfDialogue('agent: 您好').channels.map(({ participant }) => participant)).toEqual([
    'agent',
    'customer',
  ]);
});
