import { describe, expect, it } from 'vitest';
import type { SilenceSplit } from '../../src/analysis.ts';
import { measured, type Stretch } from './signals.ts';

const say = (start: number, end: number, text = '嗯嗯好的没有问题'): Stretch => ({ start, end, text });

describe('silence by what it is', () => {
  it('names who spoke last, what was announced, the ends and the short gaps', () => {
    const { call } = measured({
      seconds: 60,
      tones: [{ start: 0, end: 3 }],
      sides: {
        agent: [say(5, 8), say(12, 14, '好的，请您稍等。'), say(30, 33), say(40, 41), say(48, 50)],
        customer: [say(8.4, 10), say(34, 36), say(50.2, 52)],
      },
    });
    expect(call.silenceSplit).toEqual({
      edgeSeconds: 2 + 8,
      announcedSeconds: 16,
      afterCustomerSeconds: 2 + 4,
      afterAgentSeconds: 1 + 7,
      afterMixedSeconds: 0,
      gapSeconds: expect.closeTo(0.4 + 0.2, 9),
      holdSeconds: 16,
      unexplainedSeconds: 4 + 7,
    });
    expect(sumOf(call.silenceSplit!)).toBeCloseTo(call.silenceSeconds, 9);
  });

  it('is no hold when the wait was short, and not unexplained when nobody came back', () => {
    const { call } = measured({ seconds: 30, sides: { agent: [say(0, 3, '请您稍等'), say(5, 8)], customer: [] } });
    expect(call.silenceSplit).toMatchObject({
      announcedSeconds: 2,
      holdSeconds: 0,
      unexplainedSeconds: 0,
      edgeSeconds: 22,
    });
  });

  it('does not say who spoke where that is not known', () => {
    const { call } = measured({ seconds: 20, sides: { mixed: [say(0, 3), say(8, 20)] } });
    expect(call.silenceSplit).toMatchObject({ afterMixedSeconds: 5, afterAgentSeconds: 0, unexplainedSeconds: 5 });
  });

  it('is all edge when nobody speaks', () => {
    const { call } = measured({ seconds: 8, sides: { agent: [], customer: [] } });
    expect(call.silenceSplit).toMatchObject({ edgeSeconds: 8, gapSeconds: 0, unexplainedSeconds: 0 });
  });
});

function sumOf(split: SilenceSplit): number {
  const { edgeSeconds, announcedSeconds, afterCustomerSeconds, afterAgentSeconds, afterMixedSeconds, gapSeconds } =
    split;
  return edgeSeconds + announcedSeconds + afterCustomerSeconds + afterAgentSeconds + afterMixedSeconds + gapSeconds;
}
