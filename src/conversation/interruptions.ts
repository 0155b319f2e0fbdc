import type { Interruption, Language, Turn } from '../analysis.ts';
import { isShortReply, LONGEST_BACKCHANNEL_SECONDS } from '../language/backchannel.ts';
import { gapSeconds, intersect, intersection, secondsInto, totalSeconds } from '../timespan.ts';

/** The interrupted one had spoken at least this long. */
const FLOOR_HELD_SECONDS = 1;
/** The other starts at least this long before the current turn ends, and both speak at least this long. */
const CROSSTALK_SECONDS = 0.5;
/** Who stops within this gave way. */
const GAVE_WAY_SECONDS = 1;

/**
 * Interruptions: a turn that starts inside a turn of the other which had lasted over 1 s and goes on for at least
 * 0.5 s, with at least 0.5 s of both speaking. Short replies (at most 3 syllables and under 1 s) are backchannels, not
 * interruptions. The span is the crosstalk: from the interrupting start to the end of whichever turn ends first.
 */
export function interruptionsOf(turns: readonly Turn[], language: Language): Interruption[] {
  let open: Turn[] = [];
  return turns.flatMap((turn) => {
    const earlier = open.filter((other) => other.end > turn.start);
    open = [...earlier, turn];
    if (totalSeconds(turn.speech) < LONGEST_BACKCHANNEL_SECONDS && isShortReply(turn.text, language)) return [];
    const interrupted = earlier.find(
      (other) =>
        other.participant !== turn.participant &&
        secondsInto(other, turn.start) > FLOOR_HELD_SECONDS &&
        -gapSeconds(other, turn) >= CROSSTALK_SECONDS &&
        totalSeconds(intersect(other.speech, turn.speech)) >= CROSSTALK_SECONDS,
    );
    if (!interrupted) return [];
    const crosstalk = intersection(interrupted, turn)!;
    const gaveWay = secondsInto(turn, interrupted.end) <= GAVE_WAY_SECONDS;
    return [{ ...crosstalk, by: turn.participant, quote: turn.text, gaveWay }];
  });
}
