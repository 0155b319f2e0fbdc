import { z } from 'zod';
import type { CallHit } from '../context.ts';
import { isUnsure } from '../doubtful-spans.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { lastFields, scopeOf } from '../scope-schema.ts';

const classes = z.array(z.string().min(1)).min(1);
const options = z.strictObject({
  /** Who should be the first, the words by which they are, and those by which the other is. */
  by: z.enum(['agent', 'customer']),
  any: classes,
  against: classes,
  /** Only in the last turns of the call, or its last seconds, whichever is longer. */
  last: lastFields.optional(),
});
type Options = z.infer<typeof options>;

/** Which of the two is the first to say something: to propose the end of the call, say. */
export const saysFirst = operator<Options>({
  name: 'saysFirst',
  about: { zh: '双方谁先说到这类话。', en: 'Which of the two is the first to say such words.' },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: ({ any, against }) => [...any, ...against],
  scopes: () => [],
  judge({ by, any, against, last }, call) {
    const other = by === 'agent' ? 'customer' : 'agent';
    const firstOf = (participant: 'agent' | 'customer', wanted: readonly string[]): CallHit | undefined =>
      call.find(scopeOf(participant, { last }), wanted)[0];
    const own = firstOf(by, any);
    const others = firstOf(other, against);
    if (!own && !others) return notApplicable({ zh: '双方都没有说到这类话。', en: 'Neither says such words.' });
    const isFirst = own && (!others || own.span.start < others.span.start);
    const first = (isFirst ? own : others)!;
    const who = first.participant === 'agent' ? { zh: '坐席', en: 'The agent' } : { zh: '客户', en: 'The customer' };
    const explanation = {
      zh: `${who.zh}先说了“${first.heard}”。`,
      en: `${who.en} is the first to say “${first.heard}”.`,
    };
    const evidence = [call.evidence(first), ...(own && others ? [call.evidence(isFirst ? others : own)] : [])];
    if (isFirst) return found('pass', explanation, evidence);
    const before = call.window(scopeOf(by, { last }))?.segments ?? [];
    const open = [...first.segments, ...before.filter(({ start }) => start < first.span.start)].filter(isUnsure);
    if (open.length === 0) return found('fail', explanation, evidence);
    return undecided(
      explanation,
      open.map(({ start, end }) => ({ start, end })),
      evidence,
    );
  },
});
