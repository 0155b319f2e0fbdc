import { z } from 'zod';
import type { Silence } from '../../analysis.ts';
import { durationSeconds, gapSeconds } from '../../timespan.ts';
import type { CallContext, CallHit } from '../context.ts';
import { type Finding, found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { wholeCall } from '../scope-schema.ts';
import type { Evidence } from '../verdict.ts';

const options = z.strictObject({
  /** Shorter waits are looked over. */
  leastSeconds: z.number().positive(),
  /** Where the words belong: in the turn that announces the hold, or in the agent's first one after it. */
  side: z.enum(['before', 'after']),
  any: z.array(z.string().min(1)).min(1),
});
type Options = z.infer<typeof options>;

/** How far from the hold its words may stand, when the announcing turn is long. */
const BEFORE_SECONDS = 15;
const AFTER_SECONDS = 6;

/** Words that belong to announced holds; every hold of the call needs them. */
export const atHolds = operator<Options>({
  name: 'atHolds',
  about: { zh: '每次让客户等待时，前（后）要说到这些话。', en: 'Words that belong before or after every announced hold.' },
  options,
  dependsOnRoles: true,
  phraseClasses: ({ any }) => any,
  scopes: () => [],
  judge({ leastSeconds, side, any }, call) {
    const holds = call.analysis.conversation.silences.filter(
      (silence) => silence.announcedBy && durationSeconds(silence) >= leastSeconds,
    );
    const usable = any.filter((id) => call.phraseClass(id));
    if (holds.length === 0 || usable.length === 0)
      return notApplicable({ zh: '没有让客户等待。', en: 'The customer was not put on hold.' });
    const results = holds.map((hold) => judgeHold(hold, side, usable, call));
    const failed = results.find(({ kind }) => kind === 'fail') ?? results.find(({ kind }) => kind === 'undecided');
    return failed ?? results[0]!;
  },
});

function judgeHold(hold: Silence, side: Options['side'], classes: readonly string[], call: CallContext): Finding {
  const within = ({ span }: Pick<CallHit, 'span'>): boolean => {
    const gap = side === 'before' ? gapSeconds(span, hold) : gapSeconds(hold, span);
    return gap > -1 && gap <= (side === 'before' ? BEFORE_SECONDS : AFTER_SECONDS);
  };
  const hit = call.find(wholeCall('agent'), classes).find(within);
  if (hit) return found('pass', { zh: `说了“${hit.heard}”。`, en: `Said “${hit.heard}”.` }, [call.evidence(hit)]);
  const beside = call.analysis.transcript.filter(
    (segment) => segment.participant === 'agent' && within({ span: segment }),
  );
  const span = { start: hold.start, end: hold.end };
  const wording = call.phraseClass(classes[0]!)!.model;
  const evidence: Evidence = {
    span,
    participant: 'agent',
    quote: beside.map(({ text }) => text).join(' '),
    expected: wording,
    note: { zh: '等待的这一段。', en: 'The wait.' },
  };
  const near = call.find(wholeCall('agent'), classes, 'nearly').find(within);
  if (near || beside.length === 0)
    return undecided(
      { zh: `没有听清是否说了“${wording}”。`, en: `It is not clear whether “${wording}” was said.` },
      [near?.span ?? span],
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
