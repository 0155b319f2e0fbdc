import { z } from 'zod';
import { every } from '../compose.ts';
import type { CallContext } from '../context.ts';
import { isUnsure } from '../doubtful-spans.ts';
import { type Finding, found, notApplicable, undecided } from '../finding.ts';
import { statedLimit } from '../hold-limits.ts';
import { type Hold, holdsOf } from '../holds.ts';
import { operator } from '../operator.ts';
import { quoteOf } from '../quote.ts';
import { wholeCall } from '../scope-schema.ts';
import type { Evidence } from '../verdict.ts';

const options = z.strictObject({
  /** Waits with less silence in them are looked over. */
  leastSeconds: z.number().positive(),
  /** What names a time without a number: 一会儿, 片刻. Partial. */
  vague: z.array(z.string().min(1)).min(1),
  /** Waits announced with one of these need no limit: nobody knows how soon a colleague answers who is put through to. */
  except: z.array(z.string().min(1)).optional(),
});
type Options = z.infer<typeof options>;

/** Whether the customer is told for how long: every announced hold needs a limit in number form. */
export const holdLimitStated = operator<Options>({
  name: 'holdLimitStated',
  about: {
    zh: '每次让客户等待时，是否说明要等多久（一分钟、两三分钟）。',
    en: 'Whether the words that announce a hold say how long it will take, in numbers.',
  },
  options,
  dependsOnRoles: true,
  phraseClasses: ({ vague, except }) => [...vague, ...(except ?? [])],
  scopes: () => [],
  judge({ leastSeconds, vague, except }, call) {
    const other = call.find(wholeCall('agent'), except ?? []).flatMap(({ segments }) => segments);
    const holds = holdsOf(call.analysis, leastSeconds).filter(
      ({ announcing }) => !announcing.some((segment) => other.includes(segment)),
    );
    if (holds.length === 0) return notApplicable({ zh: '没有让客户等待。', en: 'The customer was not put on hold.' });
    return every(holds.map((hold) => judgeHold(hold, vague, call)));
  },
});

function judgeHold(hold: Hold, vague: readonly string[], call: CallContext): Finding {
  const limit = statedLimit(hold.announcing, call.analysis.language);
  if (limit)
    return found('pass', { zh: `说明了要等${limit.text}。`, en: `A wait of ${limit.text} was announced.` }, [
      { span: { start: limit.segment.start, end: limit.segment.end }, participant: 'agent', quote: limit.segment.text },
    ]);
  const hit = call
    .find(wholeCall('agent'), vague)
    .find(({ segments }) => segments.some((segment) => hold.announcing.includes(segment)));
  if (hit)
    return found(
      'partial',
      { zh: `只说了“${hit.heard}”，没有具体时间。`, en: `Only “${hit.heard}”, no time in numbers.` },
      [call.evidence(hit)],
    );
  const evidence: Evidence = {
    span: hold.span,
    participant: 'agent',
    quote: quoteOf(hold.announcing),
    note: { zh: '等待的这一段；没有说明要等多久。', en: 'The wait; nothing says for how long.' },
  };
  if (hold.announcing.length === 0 || hold.announcing.some(isUnsure))
    return undecided(
      { zh: '没有听清是否说明了等待时间。', en: 'It is not clear whether a time was given.' },
      [hold.span],
      [evidence],
    );
  return found('fail', { zh: '没有说明要等多久。', en: 'The customer was not told for how long.' }, [evidence]);
}
