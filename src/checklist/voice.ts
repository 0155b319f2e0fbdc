import type { CallAnalysis, Turn, TurnValue } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import { countUnits } from '../language/count.ts';
import { LEAST_TURN_UNITS, turnUnits } from '../language/turn-units.ts';
import { remembered } from '../remembered.ts';
import { durationSeconds, totalSeconds } from '../timespan.ts';

/** What can be compared of a voice from one stretch of a call to another. */
export const VOICE_ASPECTS = ['rate', 'level', 'pitch', 'confidence'] as const;
export type VoiceAspect = (typeof VOICE_ASPECTS)[number];

export const VOICE_TITLES: Readonly<Record<VoiceAspect, Sentence>> = {
  rate: { zh: '语速', en: 'speech rate' },
  level: { zh: '音量', en: 'level' },
  pitch: { zh: '音高', en: 'pitch' },
  confidence: { zh: '识别把握', en: 'confidence of the recogniser' },
};

/**
 * A voice over some turns of one participant; null where it was not measured there.
 * - `rate`: characters (words) a minute of turn time, short turns aside.
 * - `level`: dBFS, the mean power of the turns.
 * - `pitch`: semitones re the participant's own median, the mean of the turns.
 * - `confidence`: mean log-probability of the recognised words.
 * Longer turns (for confidence, longer texts) weigh more.
 */
export function voiceIn(aspect: VoiceAspect, turns: readonly Turn[], analysis: CallAnalysis): number | null {
  const [first] = turns;
  if (!first) return null;
  const measures = analysis.measures[first.participant];
  switch (aspect) {
    case 'rate':
      return rateIn(turns, analysis);
    case 'level': {
      const power = weighted(turns, analysis, measures?.turnLevelsDbfs, (dbfs) => 10 ** (dbfs / 10));
      return power === null ? null : 10 * Math.log10(power);
    }
    case 'pitch':
      return weighted(turns, analysis, measures?.turnPitchesSemitones, (semitones) => semitones);
    case 'confidence':
      return confidenceIn(turns, analysis);
  }
}

/** Seconds of speech in the turns. */
export function speechSeconds(turns: readonly Turn[]): number {
  return turns.reduce((sum, { speech }) => sum + totalSeconds(speech), 0);
}

/** Characters (words) spoken in each turn of the call. */
export const unitsOfTurns = remembered((analysis: CallAnalysis): ReadonlyMap<Turn, number> => {
  const { conversation, transcript, language } = analysis;
  const of = (participant: 'agent' | 'customer' | 'mixed') =>
    turnUnits(conversation.turns, transcript, participant, language);
  return new Map([...of('agent'), ...of('customer'), ...of('mixed')]);
});

function rateIn(turns: readonly Turn[], analysis: CallAnalysis): number | null {
  const units = unitsOfTurns(analysis);
  const worded = turns.filter((turn) => (units.get(turn) ?? 0) >= LEAST_TURN_UNITS[analysis.language]);
  const seconds = worded.reduce((sum, turn) => sum + durationSeconds(turn), 0);
  return seconds > 0 ? (60 * worded.reduce((sum, turn) => sum + units.get(turn)!, 0)) / seconds : null;
}

function weighted(
  turns: readonly Turn[],
  { conversation }: CallAnalysis,
  values: readonly TurnValue[] | undefined,
  of: (value: number) => number,
): number | null {
  const wanted = new Set(turns);
  let sum = 0;
  let seconds = 0;
  for (const { turn: index, value } of values ?? []) {
    const turn = conversation.turns[index]!;
    if (!wanted.has(turn)) continue;
    sum += of(value) * speechSeconds([turn]);
    seconds += speechSeconds([turn]);
  }
  return seconds > 0 ? sum / seconds : null;
}

function confidenceIn(turns: readonly Turn[], { transcript, language }: CallAnalysis): number | null {
  let sum = 0;
  let units = 0;
  for (const { text, meanLogProbability } of turns.flatMap(({ segments }) => segments.map((at) => transcript[at]!))) {
    if (meanLogProbability === null) continue;
    const weight = countUnits(text, language);
    sum += meanLogProbability * weight;
    units += weight;
  }
  return units > 0 ? sum / units : null;
}
