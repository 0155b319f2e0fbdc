import type { Silence } from '../analysis.ts';
import { countUnits } from '../language/count.ts';
import { questionsIn } from '../language/questions.ts';
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
/** A question followed by no more than this is still what the customer must answer: 您贵姓，我登记一下. */
const MOST_UNITS_AFTER = 10;

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

/** Whether the agent's last words end in a question or a tag, or hold a question near their end. */
function endsWithQuestion(silence: Silence, { analysis }: CallContext): boolean {
  const last = analysis.transcript.filter(
    (segment) => segment.participant === 'agent' && gapSeconds(segment, silence) >= -BESIDE_SECONDS,
  );
  const text = last.at(-1)?.text ?? '';
  if (/(?:[?？]|吗|呢|吧|么)[。.\s]*$/.test(text)) return true;
  const question = questionsIn(text, analysis.language).at(-1);
  return question !== undefined && countUnits(text.slice(question.end), analysis.language) <= MOST_UNITS_AFTER;
}
