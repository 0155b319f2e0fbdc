import type { Segment, Turn } from '../analysis.ts';
import { type Question, questionsIn } from '../language/questions.ts';
import type { CallContext, CallHit } from './context.ts';
import { wholeCall } from './scope-schema.ts';

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

const asking = new WeakMap<CallContext, ReadonlySet<Turn>>();

/** The turns that ask something. */
export function askingTurns(call: CallContext): ReadonlySet<Turn> {
  const turns = asking.get(call) ?? new Set(questionsOf(call).map(({ turn }) => turn));
  asking.set(call, turns);
  return turns;
}

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
