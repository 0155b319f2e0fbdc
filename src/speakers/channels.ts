import type { Channel, Warning } from '../analysis.ts';
import { levelDbfs } from '../audio/levels.ts';
import type { TimeSpan } from '../timespan.ts';
import { bestCorrelation, envelopeDbfs, FRAME_SECONDS } from './envelope.ts';

/** Envelopes of two copies of one signal agree this well even after different codecs; two people's never do. */
const SAME_SIGNAL = 0.95;
/** A copy that is quieter by more is the leak of one side into the other's line, not the same recording. */
const SAME_LEVEL_DB = 6;
/** Copies of a call recorded on two legs may lie this far apart. */
const LARGEST_LAG_SECONDS = 0.2;

export interface DistinctChannels {
  /** The channels to analyse: all of them, or the first of a pair that carries the same. */
  channels: Channel[];
  warnings: Warning[];
}

/**
 * Finds fake stereo: two channels that carry the same signal (a mono recording written twice). Compared are the 20 ms
 * level envelopes over the whole call, up to 0.2 s apart: same signal from a correlation of 0.95 and levels within
 * 6 dB. Such a pair becomes one channel, with a warning; otherwise every line would be heard twice and every word would
 * count as crosstalk. Other channel counts come back as they are.
 */
export function distinctChannels(channels: readonly Channel[]): DistinctChannels {
  const [a, b] = channels;
  if (!a || !b || channels.length > 2) return { channels: [...channels], warnings: [] };
  const levelA = levelDbfs(a, [wholeOf(a)]);
  const levelB = levelDbfs(b, [wholeOf(b)]);
  const isSame =
    levelA !== null &&
    levelB !== null &&
    Math.abs(levelA - levelB) <= SAME_LEVEL_DB &&
    bestCorrelation(envelopeDbfs(a), envelopeDbfs(b), Math.round(LARGEST_LAG_SECONDS / FRAME_SECONDS)) >= SAME_SIGNAL;
  if (!isSame) return { channels: [...channels], warnings: [] };
  return {
    channels: [a],
    warnings: [
      {
        code: 'same-signal-on-both-channels',
        sentence: {
          en: 'Both channels carry the same signal: the recording is treated as one channel.',
          zh: '两个声道内容相同：按单声道处理。',
        },
      },
    ],
  };
}

function wholeOf(channel: Channel): TimeSpan {
  return { start: 0, end: channel.length / channel.sampleRateHz };
}

/** A warning for each channel on which nobody speaks, when somebody does on another one. */
export function silentChannelWarnings(channels: readonly { index: number; speech: readonly TimeSpan[] }[]): Warning[] {
  if (channels.every(({ speech }) => speech.length === 0)) return [];
  return channels
    .filter(({ speech }) => speech.length === 0)
    .map(({ index }) => ({
      code: 'silent-channel',
      sentence: {
        en: `Nobody speaks on channel ${index + 1}. If it should carry one side of the call, check the recorder.`,
        zh: `声道 ${index + 1} 上没有人说话。若该声道应有一方的声音，请检查录音设备。`,
      },
    }));
}
