import { z } from 'zod';
import type { Turn } from '../../analysis.ts';
import { countUnits } from '../../language/count.ts';
import { hull, overlapSeconds, type TimeSpan, totalSeconds } from '../../timespan.ts';
import { questionsOf } from '../asked.ts';
import { bandSchema, rate, shown, thresholdOf } from '../bands.ts';
import type { CallContext } from '../context.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { wholeCall } from '../scope-schema.ts';
import { isReply, statementsOf } from '../statements.ts';
import { poorText } from '../window.ts';

const units = z.strictObject({ zh: z.number().positive(), en: z.number().positive() });
const options = z.strictObject({
  /** Words that move the matter on, whatever else is said: a transfer, a wait, a promise, a decline. */
  with: z.array(z.string().min(1)).min(1),
  /** Words that check what was said: the time they and their answer take does not count. */
  checks: z.array(z.string().min(1)).default([]),
  /** A statement of the customer with fewer syllables (words) is no request; a turn of the agent with fewer no answer. */
  leastUnits: units,
  pass: bandSchema,
  partial: bandSchema.optional(),
});
type Options = z.infer<typeof options>;

/**
 * Seconds from the end of what the customer first asks for to the agent's first answer: a turn of some length that asks
 * nothing back, or words that move the matter on. Questions back and their answers are progress and do not count. A call
 * that ends before is held against the limits only when the wait was too long already.
 */
export const answersWithin = operator<Options>({
  name: 'answersWithin',
  about: {
    zh: '客户说完来意后多久得到答复、拒绝或转接，核对的时间不算。',
    en: 'How soon after stating the need the customer is answered, declined or routed; time for checking back is left out.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: ({ with: moves, checks }) => [...moves, ...checks],
  scopes: () => [],
  judge(wanted, call) {
    const { language, recording } = call.analysis;
    const need = statementsOf(call.analysis, 'customer').find(
      ({ turns }) =>
        turns.reduce((sum, { text }) => sum + countUnits(text, language), 0) >= wanted.leastUnits[language],
    );
    if (!need) return notApplicable({ zh: '客户没有说明来意。', en: 'The customer does not say what they need.' });
    const after = call.analysis.conversation.turns.filter(
      ({ participant, end }) => participant === 'agent' && end > need.end,
    );
    const checking = checkTurns(wanted, call);
    const answer = after.find((turn) => isAnswer(turn, checking, wanted, call));
    const end = answer ? Math.max(answer.start, need.end) : recording.durationSeconds;
    const wait: TimeSpan = { start: need.end, end };
    const spent = after
      .filter((turn) => checking.has(turn))
      .map((turn) => ({ start: turn.start, end: after[after.indexOf(turn) + 1]?.start ?? turn.end }));
    const seconds = totalSeconds([wait]) - spent.reduce((sum, one) => sum + overlapSeconds(one, wait), 0);
    const outcome = rate(seconds, wanted.pass, wanted.partial);
    const window = call.window(wholeCall('agent'));
    if (!answer && outcome === 'pass')
      return notApplicable({ zh: '通话在答复之前结束。', en: 'The call ends before an answer was due.' });
    const poor = outcome === 'pass' || !window ? null : poorText(window, call.analysis);
    const evidence = [
      {
        span: answer ? hull(wait, { start: answer.start, end: answer.end }) : wait,
        participant: 'agent' as const,
        quote: answer?.text ?? '',
        measured: { value: seconds, unit: 'seconds' },
        threshold: thresholdOf(seconds, wanted.pass, 'seconds'),
        note: { zh: '从客户说完来意到答复，不含核对', en: 'from the need to the answer, without checking back' },
      },
    ];
    if (poor) return undecided(poor, [wait], evidence);
    return found(
      outcome,
      answer
        ? { zh: `${shown(seconds)} 秒后给出答复。`, en: `Answered after ${shown(seconds)} s.` }
        : { zh: `${shown(seconds)} 秒没有答复。`, en: `No answer for ${shown(seconds)} s.` },
      evidence,
    );
  },
});

/** The agent's turns that check what the customer said, and so are no answer yet. */
function checkTurns({ checks }: Options, call: CallContext): ReadonlySet<Turn> {
  const asked = questionsOf(call).filter(({ participant }) => participant === 'agent');
  return new Set([...asked.map(({ turn }) => turn), ...call.turnsWith('agent', checks)]);
}

function isAnswer(turn: Turn, checking: ReadonlySet<Turn>, wanted: Options, call: CallContext): boolean {
  if (call.turnsWith('agent', wanted.with).has(turn)) return true;
  if (checking.has(turn) || isReply(turn, call.analysis)) return false;
  return countUnits(turn.text, call.analysis.language) >= wanted.leastUnits[call.analysis.language];
}
