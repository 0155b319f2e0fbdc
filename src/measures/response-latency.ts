import type { Participant, Silence, Turn, TurnValue } from '../analysis.ts';
import { gapSeconds, overlapSeconds, type TimeSpan } from '../timespan.ts';

/**
 * Response latencies of a participant in seconds: from the end of the other's turn to the start of the next turn, which must
 * be this participant's. Negative gaps (overlaps) are left out, and so are gaps with an announced wait or a tone in
 * them: nobody was asked to answer there. Source: speech activity.
 */
export function responseLatencies(
  turns: readonly Turn[],
  participant: Participant,
  silences: readonly Silence[],
  tones: readonly TimeSpan[],
): TurnValue[] {
  const excused = [...silences.filter((silence) => silence.announcedBy !== null), ...tones];
  const latencies: TurnValue[] = [];
  let latest: Turn | null = null;
  for (const [index, turn] of turns.entries()) {
    if (latest && turn.participant === participant && latest.participant !== participant) {
      const value = gapSeconds(latest, turn);
      const gap = { start: latest.end, end: turn.start };
      if (value >= 0 && !excused.some((span) => overlapSeconds(span, gap) > 0)) latencies.push({ turn: index, value });
    }
    if (!latest || turn.end > latest.end) latest = turn;
  }
  return latencies;
}
