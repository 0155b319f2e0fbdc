import type { CallAnalysis } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import { hull, type TimeSpan } from '../timespan.ts';

/** How often it rang before somebody answered, and how that is known. */
export interface Rings {
  count: number;
  /** Where the rings are in the recording; null for metadata. */
  span: TimeSpan | null;
  from: Sentence;
}

/**
 * Rings before the answer: the telephone system's count, else its ringing seconds over the seconds of one ring
 * (begun rings count), else the ring-back bursts heard before anybody speaks; null when none of these is known.
 */
export function ringsOf(analysis: CallAnalysis, secondsPerRing: number): Rings | null {
  const { ringCount, ringSeconds } = analysis.call;
  if (ringCount !== undefined)
    return {
      count: ringCount,
      span: null,
      from: { zh: '话务系统记录的振铃次数', en: 'rings counted by the telephone system' },
    };
  if (ringSeconds !== undefined)
    return {
      count: Math.ceil(ringSeconds / secondsPerRing),
      span: null,
      from: {
        zh: `话务系统记录振铃 ${ringSeconds} 秒，每声 ${secondsPerRing} 秒`,
        en: `${ringSeconds} s of ringing by the telephone system, ${secondsPerRing} s a ring`,
      },
    };
  return ringsHeard(analysis);
}

/** The longest pause between two rings (GB 3380-1982, ANSI T1.401): an answer in it is heard only when the next ring stays away. */
const PAUSE_SECONDS = 4;

/**
 * When the call was answered, as the recording tells: at the end of the music played instead of the ring-back or while
 * waiting, or between the end of the ring-back and where its next ring would have been, that began before a moment (that of
 * the first words). Null when nothing of the kind is heard: then the moment of the answer is not known.
 */
export function answeredAt({ tones }: CallAnalysis, beforeSeconds: number): TimeSpan | null {
  const waiting = tones.filter(({ kind, start }) => (kind === 'ringback' || kind === 'music') && start < beforeSeconds);
  if (waiting.length === 0) return null;
  const last = waiting.reduce((latest, tone) => (tone.end > latest.end ? tone : latest));
  const pause = last.kind === 'ringback' ? PAUSE_SECONDS : 0;
  return { start: Math.min(beforeSeconds, last.end), end: Math.min(beforeSeconds, last.end + pause) };
}

/** The ring-back bursts heard before anybody speaks; null when there are none. */
export function ringsHeard(analysis: CallAnalysis): Rings | null {
  const firstSpeech = Math.min(...analysis.channels.map(({ speech }) => speech[0]?.start ?? Number.POSITIVE_INFINITY));
  const ringing = analysis.tones.filter(({ kind, start }) => kind === 'ringback' && start < firstSpeech);
  const first = ringing[0];
  if (!first) return null;
  // The same ring-back may be on both channels of a recording: count the channel that has more of it.
  const counts = new Map<number, number>();
  for (const tone of ringing) counts.set(tone.channel, (counts.get(tone.channel) ?? 0) + tone.bursts);
  return {
    count: Math.max(...counts.values()),
    span: ringing.reduce<TimeSpan>(hull, first),
    from: { zh: '录音中听到的回铃音', en: 'ring-back tones heard in the recording' },
  };
}
