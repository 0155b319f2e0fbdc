import type { Channel, Conversation, Participant, Segment } from '../../src/analysis.ts';
import { buildConversation } from '../../src/conversation/build.ts';
import { loadHoldPhrases } from '../../src/conversation/hold.ts';
import { type MeasuredChannel, type MeasureInput, measureCall } from '../../src/measures/measure.ts';
import type { TimeSpan } from '../../src/timespan.ts';
import { memoryChannel } from '../memory-channel.ts';

export const RATE = 8000;
export const HOLD = await loadHoldPhrases('zh');

/** One stretch of a synthetic call: a 440 Hz sine of a known level (dBFS RMS) and the words said. */
export interface Stretch extends TimeSpan {
  dbfs?: number;
  text?: string;
}

/** A channel of sines of known level over white noise of `noiseDbfs` (none: digital silence). */
export function signal(stretches: readonly Stretch[], seconds: number, noiseDbfs: number | null = null): Channel {
  const samples = new Float32Array(Math.round(seconds * RATE));
  if (noiseDbfs !== null) {
    let state = 12_345;
    const peak = Math.sqrt(3) * 10 ** (noiseDbfs / 20);
    for (let i = 0; i < samples.length; i++) {
      state = (state * 16_807) % 2_147_483_647;
      samples[i] = peak * ((2 * state) / 2_147_483_647 - 1);
    }
  }
  for (const { start, end, dbfs = -20 } of stretches)
    for (let i = Math.round(start * RATE); i < Math.round(end * RATE); i++)
      samples[i]! += Math.SQRT2 * 10 ** (dbfs / 20) * Math.sin((2 * Math.PI * 440 * i) / RATE);
  return memoryChannel(samples, RATE);
}

export interface Call {
  seconds: number;
  tones?: TimeSpan[];
  noiseDbfs?: number | null;
  sides: Partial<Record<Participant, Stretch[]>>;
}

/** Everything `measureCall` needs, made from what is said when and how loud. */
export function inputOf({
  seconds,
  tones = [],
  noiseDbfs = null,
  sides,
}: Call): MeasureInput & { conversation: Conversation } {
  const entries = Object.entries(sides) as [Participant, Stretch[]][];
  const channels: MeasuredChannel[] = entries.map(([participant, stretches]) => ({
    participant,
    speech: stretches.map(({ start, end }) => ({ start, end })),
    signal: signal(stretches, seconds, noiseDbfs),
  }));
  const transcript: Segment[] = entries
    .flatMap(([participant, stretches], channel) =>
      stretches.map(({ start, end, text = '' }) => ({
        start,
        end,
        text,
        participant,
        channel,
        meanLogProbability: null,
      })),
    )
    .filter(({ text }) => text !== '')
    .sort((a, b) => a.start - b.start);
  const conversation = buildConversation({
    durationSeconds: seconds,
    language: 'zh',
    channels: channels.map(({ participant, speech }, index) => ({ index, participant, speech })),
    tones,
    transcript,
    releasedBy: null,
    holdPhrases: HOLD,
  });
  return { durationSeconds: seconds, language: 'zh', channels, tones, transcript, conversation };
}

export const measured = (call: Call) => measureCall(inputOf(call));
