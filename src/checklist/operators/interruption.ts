import { z } from 'zod';
import type { CallAnalysis, Interruption } from '../../analysis.ts';
import { questionsIn } from '../../language/questions.ts';
import { contains, overlapSeconds } from '../../timespan.ts';
import { howOften } from '../counted.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { perFiveMinutes } from '../per-five-minutes.ts';
import { scopeFields, wholeCall } from '../scope-schema.ts';
import { isReply, statementsOf } from '../statements.ts';

const options = z.strictObject({
  /** Interruptions in five minutes of the call (a shorter call counts as five minutes). */
  passCount: z.int().nonnegative(),
  partialCount: z.int().nonnegative(),
  /** A customer who speaks less than this cannot well be interrupted. */
  leastCustomerSeconds: z.number().nonnegative(),
  /** Words that excuse cutting in. */
  excusedBy: z.array(z.string().min(1)).default([]),
  /** Only between the first and the last turn of this scope, and counted as they are, not for five minutes. */
  during: scopeFields.optional(),
});
type Options = z.infer<typeof options>;

/**
 * How often the agent cuts in and takes the floor; backchannels are none. More than once in one statement of the customer
 * fails alone: one who goes on right after words that asked nothing is still saying the same. Needs a channel for each
 * participant.
 */
export const interruption = operator<Options>({
  name: 'interruption',
  about: { zh: '打断客户的次数。', en: 'How often the agent cuts in.' },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: ({ excusedBy }) => excusedBy,
  scopes: ({ during }) => (during ? [during] : []),
  judge({ passCount, partialCount, leastCustomerSeconds, excusedBy, during }, call) {
    const { analysis } = call;
    const { agent, customer } = analysis.measures;
    if (!agent || !customer)
      return undecided(
        { zh: '双方不在不同的声道上，无法判断抢话。', en: 'Without a channel each, cutting in cannot be told.' },
        [{ start: 0, end: analysis.recording.durationSeconds }],
      );
    const stretch = during ? call.window(during) : null;
    if (during && (!stretch || stretch.turns.length === 0))
      return notApplicable({ zh: '触发本项的话没有出现。', en: 'What would call for it was not said.' });
    const excuses = call.find(wholeCall('agent'), excusedBy);
    const cuts = analysis.conversation.interruptions.filter(
      (one) =>
        one.by === 'agent' &&
        one.gaveWay &&
        (!stretch || overlapSeconds(stretch.span, one) > 0) &&
        !excuses.some(({ span }) => overlapSeconds(span, one) > 0),
    );
    if (customer.talkSeconds < leastCustomerSeconds && cuts.length === 0)
      return notApplicable({ zh: '客户说话太少。', en: 'The customer speaks too little.' });
    const count = stretch ? cuts.length : perFiveMinutes(cuts.length, analysis);
    const unit = stretch ? 'count' : 'countPerFiveMinutes';
    const explanation = {
      zh: `打断客户 ${cuts.length} 次。`,
      en: `Cut in ${howOften(cuts.length)} while the customer was speaking.`,
    };
    const evidence = cuts.map(({ start, end, quote }) => ({
      span: { start, end },
      participant: 'agent' as const,
      quote,
      measured: { value: count, unit },
      threshold: { comparison: 'at most' as const, value: passCount, unit },
      note: stretch
        ? { zh: '打断次数', en: 'interruptions' }
        : { zh: '每五分钟打断次数', en: 'interruptions in five minutes' },
    }));
    const twice = cutTwice(cuts, analysis);
    if (twice)
      return found(
        'fail',
        { zh: `客户一段话里打断了 ${twice.length} 次。`, en: `Cut in ${howOften(twice.length)} on one statement.` },
        twice.map(({ start, end, quote }) => ({
          span: { start, end },
          participant: 'agent' as const,
          quote,
          measured: { value: twice.length, unit: 'count' },
          threshold: { comparison: 'at most' as const, value: 1, unit: 'count' },
          note: { zh: '同一段话里打断的次数', en: 'interruptions of one statement' },
        })),
      );
    if (count <= passCount) return found('pass', explanation, evidence);
    return found(count <= partialCount ? 'partial' : 'fail', explanation, evidence);
  },
});

/** The interruptions of the first statement of the customer that was cut into more than once, or null. */
function cutTwice(cuts: readonly Interruption[], analysis: CallAnalysis): Interruption[] | null {
  const cutTurns = new Set(
    analysis.conversation.turns.filter(
      (turn) =>
        cuts.some(({ start }) => start === turn.start) && questionsIn(turn.text, analysis.language).length === 0,
    ),
  );
  const statements = statementsOf(analysis, 'customer', (turn) => !isReply(turn, analysis) && !cutTurns.has(turn));
  for (const statement of statements) {
    const own = cuts.filter(({ start }) => contains(statement, start));
    if (own.length > 1) return own;
  }
  return null;
}
