import type { CallAnalysis, Turn } from '../../analysis.ts';
import { merge, type TimeSpan } from '../../timespan.ts';
import type { RecognisedType } from '../call-types.ts';
import type { CallContext } from '../context.ts';

/** What one kind of sign says of the type of a call; nothing where there is no sign. */
export type Signal = (call: CallContext) => RecognisedType[];

/** Below this the sides are a guess, and so is what they say. */
const SURE_ATTRIBUTION = 0.8;

/** A confidence cut down where it is not certain who is the agent and who the customer. */
export function ifSidesAreSure(confidence: number, { attribution }: CallAnalysis): number {
  return attribution.confidence < SURE_ATTRIBUTION ? confidence * attribution.confidence : confidence;
}

/** Where a participant speaks, over all of their channels; null when they have none of their own. */
export function speechOf({ channels }: CallAnalysis, participant: 'agent' | 'customer'): TimeSpan[] | null {
  const own = channels.filter((channel) => channel.participant === participant);
  return own.length === 0 ? null : merge(own.flatMap(({ speech }) => speech));
}

/** The turns of the agent, first to last. */
export function agentTurns({ conversation }: CallAnalysis): Turn[] {
  return conversation.turns.filter(({ participant }) => participant === 'agent');
}
