import { z } from 'zod';
import type { Turn } from '../../analysis.ts';
import { durationSeconds, gapSeconds, type TimeSpan } from '../../timespan.ts';
import { every } from '../compose.ts';
import type { CallContext, CallHit } from '../context.ts';
import { type Finding, found, notApplicable, undecided } from '../finding.ts';
import { BESIDE_HOLD_SECONDS, type Hold, holdsOf } from '../holds.ts';
import { operator } from '../operator.ts';
import { owesExplanation } from '../owed-silence.ts';
import { quoteOf } from '../quote.ts';
import { wholeCall } from '../scope-schema.ts';
import type { Evidence } from '../verdict.ts';

const classes = z.array(z.string().min(1)).min(1);
const options = z.strictObject({
  /** Waits with less silence in them are looked over. */
  leastSeconds: z.number().positive(),
  /** Where the words belong: in what announces the hold, or in the agent's first words after it. */
  side: z.enum(['before', 'after']),
  any: classes,
  /** How many of the agent's turns after the hold count. */
  turns: z.int().positive().default(1),
  /** Turns after the hold with one of these are not spoken to the customer and do not count; a hold after which nothing else is said needs no words. */
  exceptTurns: classes.optional(),
  /** Silences of that length that the agent owes an explanation for are waits that were never announced: they fail. */
  unannounced: z.strictObject({ customerLooksUp: classes, agentAsks: classes, customerChecks: classes }).optional(),
});
type Options = z.infer<typeof options>;

/** How soon after the hold its words may stand in any turn. */
const AFTER_SECONDS = 6;

/** Words that belong to announced holds; every hold of the call needs them. */
export const atHolds = operator<Options>({
  name: 'atHolds',
  about: {
    zh: '每次让客户等待时，前（后）要说到这些话。',
    en: 'Words that belong before or after every announced hold.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  failsOnWordsWithinSeconds: BESIDE_HOLD_SECONDS,
  phraseClasses: ({ any, exceptTurns, unannounced }) => [
    ...any,
    ...(exceptTurns ?? []),
    ...Object.values(unannounced ?? {}).flat(),
  ],
  scopes: () => [],
  judge(wanted, call) {
    const usable = wanted.any.filter((id) => call.phraseClass(id));
    const aside = call
      .find(wholeCall('agent'), wanted.exceptTurns ?? [])
      .map(({ segments }) => call.turnOf(segments[0]!));
    const findings = holdsOf(call.analysis, wanted.leastSeconds)
      .filter(({ back }) => back.length === 0 || back.some((turn) => !aside.includes(turn)))
      .map((hold) => ({ ...hold, back: hold.back.filter((turn) => !aside.includes(turn)) }))
      .map((hold) => judgeHold(hold, wanted, usable, aside, call));
    const silent = silentWaits(wanted, call);
    if (usable.length === 0 || findings.length + silent.length === 0)
      return notApplicable({ zh: '没有让客户等待。', en: 'The customer was not put on hold.' });
    return every([...findings, ...silent]);
  },
});

function judgeHold(
  hold: Hold,
  { side, turns }: Options,
  any: readonly string[],
  aside: readonly (Turn | undefined)[],
  call: CallContext,
): Finding {
  const beside =
    side === 'before'
      ? hold.announcing
      : call.analysis.transcript.filter(
          (segment) =>
            segment.participant === 'agent' &&
            (hold.back.slice(0, turns).includes(call.turnOf(segment)!) || isSoonAfter(hold.span, segment)) &&
            !aside.includes(call.turnOf(segment)),
        );
  const within = ({ segments }: CallHit): boolean => segments.some((segment) => beside.includes(segment));
  const hit = call.find(wholeCall('agent'), any).find(within);
  if (hit) return found('pass', { zh: `说了“${hit.heard}”。`, en: `Said “${hit.heard}”.` }, [call.evidence(hit)]);
  const wording = call.phraseClass(any[0]!)!.model;
  const evidence: Evidence = {
    span: hold.span,
    participant: 'agent',
    quote: quoteOf(beside),
    expected: wording,
    note: { zh: '等待的这一段。', en: 'The wait.' },
  };
  const near = call.find(wholeCall('agent'), any, 'nearly').find(within);
  if (near || beside.length === 0)
    return undecided(
      { zh: `没有听清是否说了“${wording}”。`, en: `It is not clear whether “${wording}” was said.` },
      [near?.span ?? hold.span],
      [near ? call.evidence(near) : evidence],
    );
  return found(
    'fail',
    {
      zh: `等待${side === 'before' ? '前' : '后'}没有说“${wording}”一类的话。`,
      en: `Nothing like “${wording}” was said ${side} the wait.`,
    },
    [evidence],
  );
}

function isSoonAfter(hold: TimeSpan, segment: TimeSpan): boolean {
  const gap = gapSeconds(hold, segment);
  return gap > -1 && gap <= AFTER_SECONDS;
}

/** Long silences the agent comes back from without having said that there would be one. */
function silentWaits({ leastSeconds, unannounced }: Options, call: CallContext): Finding[] {
  if (!unannounced) return [];
  return call.analysis.conversation.silences
    .filter((one) => one.before === 'agent' && durationSeconds(one) >= leastSeconds)
    .filter((one) => owesExplanation(one, unannounced, call))
    .map((one) => {
      const span = { start: one.start, end: one.end };
      return found('fail', { zh: '没有任何说明就让客户等待。', en: 'The customer waited without a word being said.' }, [
        {
          span,
          participant: 'agent',
          measured: { value: durationSeconds(one), unit: 'seconds' },
          threshold: { comparison: 'at most', value: leastSeconds, unit: 'seconds' },
          note: { zh: '没有说明的等待', en: 'a wait nobody announced' },
        },
      ]);
    });
}
