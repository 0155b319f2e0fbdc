import type { CallAnalysis, Turn } from '../analysis.ts';
import { isShortReply, LONGEST_BACKCHANNEL_SECONDS } from '../language/backchannel.ts';
import { gapSeconds, hull, type TimeSpan, totalSeconds } from '../timespan.ts';

/** What a participant says in one go: their turns, over short pauses and short replies of the other. */
export interface Statement extends TimeSpan {
  turns: Turn[];
}

/** A pause up to this long does not end a statement. */
const PAUSE_SECONDS = 2;

/**
 * The statements of a participant, first to last; none when they never speak. `ends` says which turns of the other end
 * one: those that are more than a short reply.
 */
export function statementsOf(
  analysis: CallAnalysis,
  participant: 'agent' | 'customer',
  ends: (turn: Turn) => boolean = (turn) => !isReply(turn, analysis),
): Statement[] {
  const statements: Statement[] = [];
  let open: Statement | null = null;
  for (const turn of analysis.conversation.turns) {
    if (turn.participant !== participant) {
      if (open && turn.end > open.end && ends(turn)) open = null;
    } else if (open && gapSeconds(open, turn) <= PAUSE_SECONDS) {
      open = { ...hull(open, turn), turns: [...open.turns, turn] };
      statements[statements.length - 1] = open;
    } else {
      open = { start: turn.start, end: turn.end, turns: [turn] };
      statements.push(open);
    }
  }
  return statements;
}

/** True for a turn that only shows that somebody is listening. */
export function isReply({ text, speech }: Turn, { language }: CallAnalysis): boolean {
  return isShortReply(text, language) && totalSeconds(speech) < LONGEST_BACKCHANNEL_SECONDS;
}
