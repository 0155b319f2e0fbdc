import { describe, expect, it } from 'vitest';
import type { CallAnalysis, ToneSpan } from '../../src/analysis.ts';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { answeredAt, ringsHeard, ringsOf } from '../../src/checklist/rings.ts';

const SECONDS_PER_RING = 5;
const tone = (kind: ToneSpan['kind'], start: number, end: number, bursts = 1, channel = 1): ToneSpan => ({
  kind,
  start,
  end,
  channel,
  frequencyHz: kind === 'music' || kind === 'dtmf' ? null : 450,
  bursts,
});

/** A call without metadata whose agent speaks from 15 s on. */
const call = (...tones: ToneSpan[]): CallAnalysis => ({
  ...analysisOfDialogue('agent [15-20]: 您好\ncustomer [21-23]: 你好'),
  tones,
});

describe('without metadata', () => {
  it('rings are counted and the answer is in the pause after the last one', () => {
    const analysis = call(tone('ringback', 1, 12, 3));
    expect(ringsOf(analysis, SECONDS_PER_RING)).toMatchObject({ count: 3, span: { start: 1, end: 12 } });
    expect(answeredAt(analysis, 15)).toEqual({ start: 12, end: 15 });
    expect(answeredAt(analysis, 25)).toEqual({ start: 12, end: 16 });
  });

  it('the same ringing on both channels is counted once', () => {
    const analysis = call(tone('ringback', 1, 12, 3, 0), tone('ringback', 1, 12, 3, 1));
    expect(ringsHeard(analysis)?.count).toBe(3);
  });

  it('music instead of ringing tells the answer, not the rings', () => {
    const analysis = call(tone('music', 0, 13));
    expect(ringsOf(analysis, SECONDS_PER_RING)).toBeNull();
    expect(answeredAt(analysis, 15)).toEqual({ start: 13, end: 13 });
  });

  it('an answer is never after the first words', () => {
    expect(answeredAt(call(tone('ringback', 1, 15.2, 3)), 15)).toEqual({ start: 15, end: 15 });
  });

  it.each(['busy', 'congestion', 'dtmf', 'information', 'howler'] as const)('%s is no ringing', (kind) => {
    const analysis = call(tone(kind, 1, 12, 3));
    expect(ringsOf(analysis, SECONDS_PER_RING)).toBeNull();
    expect(answeredAt(analysis, 15)).toBeNull();
  });

  it('ringing after the first words, of a second call, tells nothing about this one', () => {
    const analysis = call(tone('ringback', 22, 30, 2));
    expect(ringsOf(analysis, SECONDS_PER_RING)).toBeNull();
    expect(answeredAt(analysis, 15)).toBeNull();
  });
});
