import type { Segment, Turn } from '../analysis.ts';
import { type Question, questionsIn } from '../language/questions.ts';
import type { CallContext } from './context.ts';

/** A question of a participant, with the segment and the turn it stands in. */
export interface Asked extends Question {
  participant: 'agent' | 'customer';
  segment: Segment;
  turn: Turn;
}

const known = new WeakMap<CallContext, Asked[]>();

/** Every question of the call, first to last; those in backchannels and on mixed channels are left out. */
export function questionsOf(call: CallContext): readonly Asked[] {
  let asked = known.get(call);
  if (!asked) {
    const { conversation, transcript, language } = call.analysis;
    asked = conversation.turns.flatMap((turn) => {
      const { participant } = turn;
      if (participant === 'mixed') return [];
      return turn.segments.flatMap((index) => {
        const segment = transcript[index]!;
        return questionsIn(segment.text, language).map((one) => ({ ...one, participant, segment, turn }));
      });
    });
    known.set(call, asked);
  }
  return asked;
}
