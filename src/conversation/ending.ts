import type { CallMetadata, Ending, Turn } from '../analysis.ts';
import { gapSeconds } from '../timespan.ts';

/**
 * How the call ended. Who released the line is known from the telephone system or not at all: a recording does not
 * show it. The last speaker is whose turn ends last; a tail is never negative.
 */
export function endingOf(
  turns: readonly Turn[],
  durationSeconds: number,
  releasedBy: CallMetadata['releasedBy'] | null,
): Ending {
  const last = turns.reduce<Turn | null>((latest, turn) => (latest && latest.end >= turn.end ? latest : turn), null);
  return {
    releasedBy: releasedBy ?? null,
    source: releasedBy ? 'metadata' : 'none',
    lastSpeaker: last?.participant ?? null,
    tailSeconds: last ? Math.max(0, gapSeconds(last, { start: durationSeconds, end: durationSeconds })) : null,
  };
}
