import type { Participant, Turn, TurnValue } from '../analysis.ts';
import { levelDbfs } from '../audio/levels.ts';
import { remembered } from '../remembered.ts';
import { intersect, type TimeSpan, totalSeconds } from '../timespan.ts';
import type { MeasuredChannel } from './measure.ts';

/** Less speech has no level worth a number. */
const SHORTEST_SECONDS = 0.3;

/**
 * Level of a participant: RMS over their speech in dBFS (full-scale square = 0, full-scale sine = -3.01) at the native
 * rate. Null under 0.3 s of speech and for digital silence. With several channels the one with most speech counts.
 */
export const speechLevel = remembered((channel: MeasuredChannel): number | null =>
  measuredLevel(channel, channel.speech),
);

/** Level of each turn of a participant; turns under 0.3 s of speech are left out. */
export function turnLevels(channel: MeasuredChannel, turns: readonly Turn[], participant: Participant): TurnValue[] {
  return turns.flatMap((turn, index) => {
    if (turn.participant !== participant) return [];
    const value = measuredLevel(channel, intersect(turn.speech, channel.speech));
    return value === null ? [] : [{ turn: index, value }];
  });
}

function measuredLevel(channel: MeasuredChannel, spans: readonly TimeSpan[]): number | null {
  return totalSeconds(spans) < SHORTEST_SECONDS ? null : levelDbfs(channel.signal, spans);
}
