import type { Participant, Turn } from '../analysis.ts';
import { complement, durationSeconds, totalSeconds } from '../timespan.ts';

/** Shorter gaps are closures of consonants, no pauses (Goldman-Eisler 1968; de Jong & Bosker 2013). */
const SHORTEST_PAUSE_SECONDS = 0.25;
/** Less talk holds too few pauses to count. */
const SHORTEST_TALK_SECONDS = 10;

export interface PauseMeasures {
  /** Pauses inside turns per minute of turn time. */
  pausesPerMinute: number | null;
  /** Share of the turn time that is pauses, 0…1. */
  pauseShare: number | null;
}

/**
 * Pauses of a participant inside their turns: gaps of at least 0.25 s in the speech of a turn, counted per minute of turn
 * time, and their seconds over the turn time. A gap of more than 0.6 s ends a turn and is a silence, not a pause. Null
 * with less than 10 s of turns.
 */
export function pauseMeasures(turns: readonly Turn[], participant: Participant): PauseMeasures {
  const own = turns.filter((turn) => turn.participant === participant);
  const turnSeconds = own.reduce((sum, turn) => sum + durationSeconds(turn), 0);
  if (turnSeconds < SHORTEST_TALK_SECONDS) return { pausesPerMinute: null, pauseShare: null };
  const pauses = own
    .flatMap((turn) => complement(turn.speech, turn))
    .filter((pause) => durationSeconds(pause) >= SHORTEST_PAUSE_SECONDS);
  return { pausesPerMinute: (60 * pauses.length) / turnSeconds, pauseShare: totalSeconds(pauses) / turnSeconds };
}
