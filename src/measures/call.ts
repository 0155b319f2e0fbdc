import type { CallMeasures, Participant } from '../analysis.ts';
import { complement, durationSeconds, intersect, merge, subtract, type TimeSpan, totalSeconds } from '../timespan.ts';

export interface CallInput {
  durationSeconds: number;
  speech: ReadonlyMap<Participant, readonly TimeSpan[]>;
  tones: readonly TimeSpan[];
}

/**
 * Measures of the whole call, from speech activity and tones. Talk, tone and silence part the duration: talk is time
 * in which at least one participant speaks; tone is the rest in which a tone sounds; silence is what is left. Every
 * gap counts as silence, however short; the longest is null when there is none. Overlap is time both participants speak, 0 on one channel.
 */
export function callMeasures(input: CallInput): CallMeasures {
  const whole = { start: 0, end: input.durationSeconds };
  const sides = [...input.speech.values()];
  const talk = merge(sides.flat());
  const tones = subtract(intersect(merge(input.tones), [whole]), talk);
  const silences = complement(merge([...talk, ...tones]), whole);
  const silenceSeconds = totalSeconds(silences);
  const [a, b] = sides;
  return {
    durationSeconds: input.durationSeconds,
    talkSeconds: totalSeconds(talk),
    silenceSeconds,
    silenceShare: input.durationSeconds > 0 ? silenceSeconds / input.durationSeconds : 0,
    toneSeconds: totalSeconds(tones),
    overlapSeconds: a && b ? totalSeconds(intersect(a, b)) : 0,
    longestSilenceSeconds: silences.length > 0 ? Math.max(...silences.map(durationSeconds)) : null,
    agentFirstSpeechSeconds: input.speech.get('agent')?.[0]?.start ?? null,
  };
}
