import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Channel } from '../../src/analysis.ts';
import { levelDbfs } from '../../src/audio/levels.ts';
import { buildConversation } from '../../src/conversation/build.ts';
import { measureCall } from '../../src/measures/measure.ts';
import { distinctChannels } from '../../src/speakers/channels.ts';
import { withoutLeak } from '../../src/speakers/leak.ts';
import { durationSeconds, merge, type TimeSpan } from '../../src/timespan.ts';
import { memoryChannel } from '../memory-channel.ts';
import { available, SHARED_AUDIO } from '../requires.ts';
import { HOLD } from './signals.ts';

/** A real two-party call, one 16-bit file per side, 8 kHz; its README lists what an energy detector finds in it. */
const DURATION_SECONDS = 245.38;
const FRAME_SECONDS = 0.02;

function side(name: string, index: number): Channel {
  const file = readFileSync(path.join(SHARED_AUDIO, 'aws-lca', `Auto_Repairs_40_UTC_${name}.wav`));
  const data = file.indexOf('data') + 8;
  const samples = Float32Array.from(
    { length: (file.length - data) >> 1 },
    (_, i) => file.readInt16LE(data + 2 * i) / 32_768,
  );
  return memoryChannel(samples, 8000, index);
}

/** 20 ms frames over -40 dBFS, pauses up to 0.2 s filled, clicks under 0.1 s dropped. */
function loudSpans(channel: Channel): TimeSpan[] {
  const frames = Math.floor(channel.length / channel.sampleRateHz / FRAME_SECONDS);
  const loud = Array.from({ length: frames }, (_, i) => ({
    start: i * FRAME_SECONDS,
    end: (i + 1) * FRAME_SECONDS,
  })).filter((frame) => (levelDbfs(channel, [frame]) ?? -200) > -40);
  return merge(loud, 0.2001).filter((span) => durationSeconds(span) > 0.1);
}

/** The call measured; its files are read only where they are. */
function measured() {
  const channels = [side('agent', 0), side('caller', 1)];
  const speech = channels.map(loudSpans);
  const participants = ['agent', 'customer'] as const;
  const conversation = buildConversation({
    durationSeconds: DURATION_SECONDS,
    language: 'en',
    channels: participants.map((participant, index) => ({ index, participant, speech: speech[index]! })),
    tones: [],
    transcript: [],
    releasedBy: null,
    holdPhrases: HOLD,
  });
  const measures = measureCall({
    durationSeconds: DURATION_SECONDS,
    language: 'en',
    channels: participants.map((participant, index) => ({
      participant,
      speech: speech[index]!,
      signal: channels[index]!,
    })),
    tones: [],
    transcript: [],
    conversation,
  });
  return { channels, speech, conversation, measures };
}

describe.runIf(available('shared-audio'))('a real call on two channels', () => {
  let { channels, speech, conversation, measures } = {} as ReturnType<typeof measured>;
  beforeAll(() => {
    ({ channels, speech, conversation, measures } = measured());
  });

  it('has the talk time, overlap and silence that are listed', () => {
    const { agent, customer, call } = measures;
    expect(Math.abs(agent!.talkSeconds - 90.7)).toBeLessThan(1.5);
    expect(Math.abs(customer!.talkSeconds - 91.8)).toBeLessThan(1.5);
    expect(call.overlapSeconds).toBeLessThan(1);
    expect(Math.abs(call.silenceSeconds - 62.9)).toBeLessThan(1.5);
  });

  it('has the mutual silences of 2 s and more that are listed', () => {
    const long = conversation.silences.filter((silence) => durationSeconds(silence) >= 1.95);
    const listed = [
      [42.6, 2.2],
      [73.6, 2.3],
      [78.9, 2.2],
      [83.4, 4.0],
      [122.3, 2.0],
      [125.1, 2.1],
    ] as const;
    expect(long).toHaveLength(listed.length);
    for (const [index, [start, seconds]] of listed.entries()) {
      expect(Math.abs(long[index]!.start - start)).toBeLessThan(0.1);
      expect(Math.abs(durationSeconds(long[index]!) - seconds)).toBeLessThan(0.1);
    }
  });

  it('opens with the agent, and the caller answers', () => {
    const [first, second] = conversation.turns;
    expect(first).toMatchObject({ participant: 'agent', start: expect.closeTo(0.4, 1), end: expect.closeTo(5.8, 1) });
    expect(second).toMatchObject({ participant: 'customer', start: expect.closeTo(6.86, 1) });
  });

  it('has nobody interrupting, and the levels that are listed', () => {
    expect(conversation.interruptions).toEqual([]);
    const wholeLevel = (channel: Channel) => levelDbfs(channel, [{ start: 0, end: DURATION_SECONDS }]);
    expect(channels.map(wholeLevel)).toEqual([expect.closeTo(-21.1, 1), expect.closeTo(-21.7, 1)]);
    // Over speech alone the level is higher by the share of the time that is speech.
    const share = 10 * Math.log10(measures.agent!.talkSeconds / DURATION_SECONDS);
    expect(measures.agent!.levelDbfs! + share).toBeCloseTo(-21.1, 1);
  });

  it('is two channels without leaked speech', () => {
    expect(distinctChannels(channels).channels).toHaveLength(2);
    expect(withoutLeak(channels, speech)).toEqual(speech);
  });

  it('has noise floors as low as its pauses, whatever breaths lie in them', () => {
    expect(measures.agent!.noiseFloorDbfs).toBeLessThan(-92);
    expect(measures.customer!.noiseFloorDbfs).toBeLessThan(-65);
  });
});
