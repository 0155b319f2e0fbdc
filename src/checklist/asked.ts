import type { Segment, Turn } from '../analysis.ts';
import { type Question, questionsIn } from '../language/questions.ts';
import { remembered } from '../remembered.ts';
import type { CallContext, CallHit } from './context.ts';
import { wholeCall } from './scope-schema.ts';

/** A question of a participant, with the segment and the turn it stands in. */
export interface Asked extends Question {
  participant: 'agent' | 'customer';
  segment: Segment;
  turn: Turn;
}

/** Every question of the call, first to last; those in backchannels and on mixed channels are left out. */
export const questionsOf = remembered((call: CallContext): readonly Asked[] => {
  const { conversation, transcript, language } = call.analysis;
  return conversation.turns.flatMap((turn) => {
    const { participant } = turn;
    if (participant === 'mixed') return [];
    return turn.segments.flatMap((index) => {
      const segment = transcript[index]!;
      return questionsIn(segment.text, language).map((one) => ({ ...one, participant, segment, turn }));
    });
  });
});

/** The turns that ask something. */
export const askingTurns = remembered(
  (call: CallContext): ReadonlySet<Turn> => new Set(questionsOf(call).map(({ turn }) => turn)),
);

/** The questions of a participant, without those in which a phrase of the given classes is heard. */
export function questionsBy(
  participant: 'agent' | 'customer',
  exceptClasses: readonly string[],
  call: CallContext,
): Asked[] {
  const others = call.find(wholeCall(participant), exceptClasses);
  return questionsOf(call).filter((one) => one.participant === participant && !others.some((hit) => isIn(hit, one)));
}

/** Whether a phrase begins inside a question. */
export function isIn({ segments, from }: CallHit, { segment, start, end }: Asked): boolean {
  return segments[0] === segment && from.start >= start && from.start < end;
}
