import type { Language, Participant, Segment, Turn, TurnValue } from '../analysis.ts';
import { LEAST_TURN_UNITS, turnUnits } from '../language/turn-units.ts';
import { durationSeconds, totalSeconds } from '../timespan.ts';
import { median } from './median.ts';

/** Fewer units in all counted turns give no rate. */
const FEWEST_UNITS: Record<Language, number> = { zh: 20, en: 14 };
/** A turn this many times slower or faster than the median turn has lost or invented text; it does not count. */
const OUTLIER_FACTOR = 2.5;

export interface SpeechRates {
  /** Units per minute of turn time, short pauses inside turns included. */
  speechRatePerMinute: number | null;
  /** Units per minute of voiced time. */
  articulationRatePerMinute: number | null;
  /** Articulation rate of every turn long enough to have one, outliers included. */
  turnRatesPerMinute: TurnValue[];
}

interface TurnCount {
  turn: number;
  units: number;
  turnSeconds: number;
  voicedSeconds: number;
}

/**
 * Speech rate = units ÷ minutes of turn time; articulation rate = units ÷ minutes of speech inside the turns (de Jong &
 * Wempe 2009). Unit: spoken characters (zh) or words (en), see `countUnits`. Both are sums over the counted turns:
 * at least 7 characters (5 words), and within 2.5 times of the median turn, so that one badly recognised turn does not
 * move them. The units of a segment that covers several turns are shared out by speech time. Null without text, and
 * with fewer than 20 characters (14 words) in counted turns.
 */
export function speechRates(
  turns: readonly Turn[],
  transcript: readonly Segment[],
  participant: Participant,
  language: Language,
): SpeechRates {
  const own = turns.filter((turn) => turn.participant === participant);
  const units = turnUnits(turns, transcript, participant, language);
  const counted = own
    .map((turn) => ({
      turn: turns.indexOf(turn),
      units: units.get(turn)!,
      turnSeconds: durationSeconds(turn),
      voicedSeconds: totalSeconds(turn.speech),
    }))
    .filter((one) => one.units >= LEAST_TURN_UNITS[language] && one.voicedSeconds > 0);
  const turnRatesPerMinute = counted.map((one) => ({ turn: one.turn, value: perMinute(one.units, one.voicedSeconds) }));
  const middle = median(turnRatesPerMinute.map(({ value }) => value)) ?? 0;
  const kept = counted.filter((_, index) => {
    const { value } = turnRatesPerMinute[index]!;
    return value <= middle * OUTLIER_FACTOR && value >= middle / OUTLIER_FACTOR;
  });
  const sum = (pick: (one: TurnCount) => number) => kept.reduce((soFar, one) => soFar + pick(one), 0);
  const total = sum((one) => one.units);
  const enough = total >= FEWEST_UNITS[language];
  return {
    speechRatePerMinute: enough
      ? perMinute(
          total,
          sum((one) => one.turnSeconds),
        )
      : null,
    articulationRatePerMinute: enough
      ? perMinute(
          total,
          sum((one) => one.voicedSeconds),
        )
      : null,
    turnRatesPerMinute,
  };
}

function perMinute(units: number, seconds: number): number {
  return (units * 60) / seconds;
}
