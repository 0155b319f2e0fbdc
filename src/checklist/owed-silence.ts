import type { Silence } from '../analysis.ts';
import { gapSeconds } from '../timespan.ts';
import type { CallContext } from './context.ts';
import { wholeCall } from './scope-schema.ts';

/** Lexicon classes that say whose a silence is. */
export interface SilenceWords {
  /** What the customer says before looking something up. */
  customerLooksUp: readonly string[];
  /** What asks the customer to answer: the time after it is theirs. */
  agentAsks: readonly string[];
  /** What the customer says to test the line. */
  customerChecks: readonly string[];
}

/** Words this close to a silence belong to it. */
const BESIDE_SECONDS = 1.5;

/**
 * Whether the agent owes an explanation for a silence: after the customer has spoken, or inside the agent's own talk.
 * Not for announced holds, the time after an agent's question, customers looking something up, and the ends of the
 * recording.
 */
export function owesExplanation(silence: Silence, words: SilenceWords, call: CallContext): boolean {
  if (silence.announcedBy || silence.after === null || silence.before === null) return false;
  const just = (classes: readonly string[], who: 'agent' | 'customer', where: 'before' | 'after'): boolean =>
    call.find(wholeCall(who), classes).some(({ span }) => {
      const gap = where === 'before' ? gapSeconds(span, silence) : gapSeconds(silence, span);
      return Math.abs(gap) <= BESIDE_SECONDS;
    });
  if (silence.after === 'customer') {
    if (just(words.customerLooksUp, 'customer', 'before')) return false;
    return silence.before === 'agent' || just(words.customerChecks, 'customer', 'after');
  }
  if (silence.after !== 'agent') return false;
  if (just(words.agentAsks, 'agent', 'before') || endsWithQuestion(silence, call)) return false;
  return silence.before === 'agent' || just(words.customerChecks, 'customer', 'after');
}

function endsWithQuestion(silence: Silence, { analysis }: CallContext): boolean {
  const last = analysis.transcript.filter(
    (segment) => segment.participant === 'agent' && gapSeconds(segment, silence) >= -BESIDE_SECONDS,
  );
  return /(?:[?？]|吗|呢|吧|么)[。.\s]*$/.test(last.at(-1)?.text ?? '');
}
