import { describe, expect, it } from 'vitest';
import { clippedShare } from '../../src/measures/clipping.ts';
import { measureCall } from '../../src/measures/measure.ts';
import { memoryChannel } from '../memory-channel.ts';
import { inputOf, measured, RATE, type Stretch } from './signals.ts';

const say = (start: number, end: number, characters = 0, dbfs = -20): Stretch => ({
  start,
  end,
  dbfs,
  text: '好'.repeat(characters),
});

describe('talk, silence and tones', () => {
  it('part the duration', () => {
    const { call, agent, customer } = measured({
      seconds: 30,
      tones: [{ start: 0, end: 5 }],
      sides: { agent: [say(6, 10), say(20, 24)], customer: [say(9, 15)] },
    });
    expect(call).toEqual({
      durationSeconds: 30,
      talkSeconds: 13,
      silenceSeconds: 12,
      silenceShare: 0.4,
      toneSeconds: 5,
      overlapSeconds: 1,
      longestSilenceSeconds: 6,
      agentFirstSpeechSeconds: 6,
      loudnessLufs: expect.any(Number),
      silenceSplit: expect.anything(),
    });
    expect([agent?.talkSeconds, customer?.talkSeconds]).toEqual([8, 6]);
    expect(agent?.talkShare).toBeCloseTo(8 / 14, 9);
    expect([agent?.turnCount, agent?.longestTurnSeconds]).toEqual([2, 4]);
  });

  it('count a tone under speech as talk', () => {
    const { call } = measured({
      seconds: 10,
      tones: [{ start: 0, end: 6 }],
      sides: { agent: [], customer: [say(4, 8)] },
    });
    expect([call.talkSeconds, call.toneSeconds, call.silenceSeconds]).toEqual([4, 4, 2]);
  });

  it('of any call add up to the duration', () => {
    let state = 3;
    const next = () => {
      state = (state * 16_807) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    for (let round = 0; round < 100; round++) {
      const spans = (gap: number) => {
        const list: Stretch[] = [];
        for (let at = next() * gap; at < 28; at += 0.5 + next() * gap) {
          const start = at;
          at += 0.1 + next() * 3;
          list.push({ start, end: Math.min(at, 30) });
        }
        return list;
      };
      const { call } = measureCall({
        ...inputOf({ seconds: 0, sides: {} }),
        durationSeconds: 30,
        tones: spans(12),
        channels: (['agent', 'customer'] as const).map((participant) => ({
          participant,
          speech: spans(4),
          signal: memoryChannel(new Float32Array(0), RATE),
        })),
      });
      expect(call.talkSeconds + call.silenceSeconds + call.toneSeconds).toBeCloseTo(30, 6);
    }
  });

  it('of a call in which nobody speaks are silence, and no share is made up', () => {
    const { call, agent, mixed } = measured({ seconds: 8, sides: { agent: [], customer: [] } });
    expect(call).toMatchObject({
      talkSeconds: 0,
      silenceSeconds: 8,
      silenceShare: 1,
      longestSilenceSeconds: 8,
      agentFirstSpeechSeconds: null,
    });
    expect(agent).toMatchObject({
      talkSeconds: 0,
      talkShare: null,
      turnCount: 0,
      longestTurnSeconds: null,
      speechRatePerMinute: null,
      articulationRatePerMinute: null,
      levelDbfs: null,
      clippedShare: null,
      medianResponseLatencySeconds: null,
    });
    expect(mixed).toBeNull();
  });

  it('do not invent an agent on a mixed channel', () => {
    const found = measured({ seconds: 10, sides: { mixed: [say(1, 4)] } });
    expect(found.call).toMatchObject({ agentFirstSpeechSeconds: null, overlapSeconds: 0 });
    expect([found.agent, found.customer, found.mixed?.talkSeconds]).toEqual([null, null, 3]);
  });

  it('have no longest silence when there is none', () => {
    expect(measured({ seconds: 5, sides: { agent: [say(0, 5)] } }).call.longestSilenceSeconds).toBeNull();
  });
});

describe('speech rates', () => {
  it('divide characters by turn time and by voiced time', () => {
    const { agent } = measured({
      seconds: 60,
      sides: { agent: [say(0, 4, 20), say(4.5, 8.5, 20), say(20, 24.5, 20)], customer: [] },
    });
    // Two turns: 40 characters in 8.5 s (8 s voiced), 20 in 4.5 s.
    expect(agent?.speechRatePerMinute).toBeCloseTo((60 * 60) / 13, 9);
    expect(agent?.articulationRatePerMinute).toBeCloseTo((60 * 60) / 12.5, 9);
    expect(agent?.turnRatesPerMinute).toEqual([
      { turn: 0, value: 300 },
      { turn: 1, value: expect.closeTo(266.67, 1) },
    ]);
  });

  it.each([0.2, 0.35, 0.5])('differ by the pauses inside turns, here of %d s', (pause) => {
    const spans = [0, 1, 2, 3].map((index) => say(index * (2 + pause), index * (2 + pause) + 2, 8));
    const { agent } = measured({ seconds: 60, sides: { agent: spans, customer: [say(20, 23, 12)] } });
    expect(agent?.turnCount).toBe(1);
    expect(agent?.articulationRatePerMinute).toBeCloseTo((32 * 60) / 8, 6);
    expect(agent?.speechRatePerMinute).toBeCloseTo((32 * 60) / (8 + 3 * pause), 6);
  });

  it('leave turns under 7 characters out', () => {
    const { agent } = measured({ seconds: 60, sides: { agent: [say(0, 6, 24), say(10, 12, 6), say(20, 26, 24)] } });
    expect(agent?.articulationRatePerMinute).toBe(240);
    expect(agent?.turnRatesPerMinute.map(({ turn }) => turn)).toEqual([0, 2]);
  });

  it('are not moved by a turn whose text was lost or invented', () => {
    const honest = [say(0, 6, 24), say(10, 16, 24), say(20, 26, 24), say(30, 36, 24)];
    const { agent } = measured({ seconds: 90, sides: { agent: [...honest, say(40, 42, 60), say(50, 80, 10)] } });
    expect(agent?.articulationRatePerMinute).toBe(240);
    expect(agent?.turnRatesPerMinute).toHaveLength(6);
  });

  it('share the text of one segment out over the turns it covers', () => {
    const input = inputOf({ seconds: 30, sides: { agent: [say(0, 4), say(6, 10)] } });
    const transcript = [
      { start: 0, end: 10, text: '好'.repeat(32), participant: 'agent' as const, channel: 0, meanLogProbability: null },
    ];
    const turns = input.conversation.turns.map((turn, i) => ({
      ...turn,
      segments: i === 0 ? [0] : [],
      text: i === 0 ? transcript[0]!.text : '',
    }));
    const { agent } = measureCall({ ...input, transcript, conversation: { ...input.conversation, turns } });
    expect(agent?.turnRatesPerMinute.map(({ value }) => value)).toEqual([240, 240]);
  });

  it.each([
    ['without text', [say(0, 20)]],
    ['from 19 characters', [say(0, 5, 19)]],
  ])('are null %s', (_, agent) => {
    expect(measured({ seconds: 30, sides: { agent } }).agent).toMatchObject({
      speechRatePerMinute: null,
      articulationRatePerMinute: null,
    });
  });

  it('count words in English', () => {
    const input = inputOf({
      seconds: 30,
      sides: { agent: [{ start: 0, end: 6, text: 'one two three four five six seven eight '.repeat(2) }] },
    });
    const found = measureCall({ ...input, language: 'en' });
    expect(found.rateUnit).toBe('words');
    expect(found.agent?.articulationRatePerMinute).toBeCloseTo(160, 9);
  });
});

describe('level', () => {
  it('is the RMS over speech, of the call and of each turn', () => {
    const { agent } = measured({ seconds: 30, sides: { agent: [say(0, 4, 0, -20), say(10, 14, 0, -30)] } });
    expect(agent?.turnLevelsDbfs.map(({ value }) => value)).toEqual([expect.closeTo(-20, 2), expect.closeTo(-30, 2)]);
    expect(agent?.levelDbfs).toBeCloseTo(10 * Math.log10((10 ** -2 + 10 ** -3) / 2), 2);
  });

  it('is null for digital silence and for a tenth of a second', () => {
    const { agent } = measured({ seconds: 30, sides: { agent: [say(0, 4, 0, Number.NEGATIVE_INFINITY)] } });
    expect(agent).toMatchObject({ levelDbfs: null, turnLevelsDbfs: [] });
    expect(measured({ seconds: 30, sides: { agent: [say(0, 0.1)] } }).agent?.levelDbfs).toBeNull();
  });

  const calm = [say(0, 3), say(5, 8), say(10, 13), say(15, 18)];
  it('jumps where a turn stays 6 dB above the speaker’s median', () => {
    const { agent } = measured({ seconds: 40, sides: { agent: [...calm, say(20, 23, 0, -13)] } });
    expect(agent?.levelJumps).toEqual([
      { start: 20, end: 23, meanDbfs: expect.closeTo(-13, 2), riseDb: expect.closeTo(7, 2) },
    ]);
  });

  it.each([
    ['5 dB', [say(20, 23, 0, -15)]],
    ['a shout of one second', [say(20, 21, 0, -10)]],
    ['a bang inside a calm turn', [say(20, 21.2), { ...say(21.2, 21.6, 0, -2) }, say(21.6, 24)]],
  ])('does not jump for %s', (_, last) => {
    expect(measured({ seconds: 40, sides: { agent: [...calm, ...last] } }).agent?.levelJumps).toEqual([]);
  });

  it('has no jump to measure in two turns', () => {
    expect(measured({ seconds: 40, sides: { agent: [say(0, 3), say(5, 8, 0, -5)] } }).agent?.levelJumps).toEqual([]);
  });
});

describe('clipped share', () => {
  const channel = (shape: (i: number) => number, seconds = 4, rate = RATE) => ({
    participant: 'agent' as const,
    speech: [{ start: 1, end: seconds }],
    signal: memoryChannel(
      Float32Array.from({ length: seconds * rate }, (_, i) => shape(i)),
      rate,
    ),
  });
  const sine = (i: number, gain: number, rate = RATE) => gain * Math.sin((2 * Math.PI * 300.7 * i) / rate);
  const limit = (value: number, top: number) => Math.max(-top, Math.min(top, value));

  it.each([
    ['full scale', 1],
    ['the top code of mu-law', 32_124 / 32_768],
    ['half scale, as after a volume control', 0.5],
  ])('is the part of the wave that is cut off at %s', (_, top) => {
    // |sin| > 1/1.5 two thirds … exactly: 1 - 2/pi * asin(1/1.5).
    const share = clippedShare(channel((i) => limit(sine(i, 1.5 * top), top)))!;
    expect(share).toBeCloseTo(1 - (2 / Math.PI) * Math.asin(1 / 1.5), 1);
  });

  it.each([
    ['a clean full-scale sine', (i: number) => Math.round(sine(i, 1) * 32_767) / 32_768],
    ['a quiet wave of few steps', (i: number) => Math.round(sine(i, 3)) / 32_768],
    ['silence', () => 0],
  ])('is 0 for %s', (_, shape) => {
    expect(clippedShare(channel(shape))).toBe(0);
  });

  it('asks for longer runs at higher rates', () => {
    const clean = (i: number) => Math.round(sine(i, 0.9, 48_000) * 32_767) / 32_768;
    expect(clippedShare(channel(clean, 2, 48_000))).toBe(0);
  });

  it('looks at speech only', () => {
    const shape = (i: number) => (i < RATE ? limit(sine(i, 3), 1) : sine(i, 0.3));
    expect(clippedShare(channel(shape))).toBe(0);
  });
});

describe('response latency', () => {
  it('runs from the end of the other’s turn to the next one', () => {
    const { agent, customer } = measured({
      seconds: 60,
      sides: { agent: [say(0, 3), say(9, 12), say(20, 22)], customer: [say(4, 8), say(14.5, 16)] },
    });
    expect(agent?.responseLatenciesSeconds).toEqual([
      { turn: 2, value: 1 },
      { turn: 4, value: 4 },
    ]);
    expect(agent?.medianResponseLatencySeconds).toBe(2.5);
    expect(customer?.responseLatenciesSeconds.map(({ value }) => value)).toEqual([1, 2.5]);
  });

  it('leaves out overlaps, announced waits, tones and one’s own pauses', () => {
    const { agent } = measured({
      seconds: 90,
      tones: [{ start: 62, end: 64 }],
      sides: {
        agent: [say(5, 8, 9), { ...say(10, 12), text: '请您稍等' }, say(40, 42), say(70, 72)],
        customer: [say(1, 6, 9), say(12.5, 13), say(58, 61)],
      },
    });
    expect(agent?.responseLatenciesSeconds).toEqual([]);
    expect(agent?.medianResponseLatencySeconds).toBeNull();
  });

  it('sees through a short remark inside a long turn', () => {
    const { customer } = measured({
      seconds: 30,
      sides: { agent: [say(0, 10, 40)], customer: [say(4, 6, 9), say(11, 13, 9)] },
    });
    expect(customer?.responseLatenciesSeconds).toEqual([{ turn: 2, value: 1 }]);
  });
});

describe('interruptions', () => {
  it('are counted for whoever makes them', () => {
    const { agent, customer } = measured({ seconds: 30, sides: { agent: [say(3, 8, 20)], customer: [say(0, 4, 9)] } });
    expect([agent?.interruptionCount, customer?.interruptionCount]).toEqual([1, 0]);
  });
});
