import { z } from 'zod';
import { hull, merge, type TimeSpan } from '../timespan.ts';
import type { CallContext } from './context.ts';
import { wholeCall } from './scope-schema.ts';
import type { Evidence } from './verdict.ts';

/** What a participant says, or how much louder than their own median they become (2 s and more), that calls for something. */
export const triggerSchema = z
  .strictObject({
    participant: z.enum(['agent', 'customer']).default('customer'),
    says: z.array(z.string().min(1)).min(1).optional(),
    raisedDb: z.number().positive().optional(),
  })
  .refine(({ says, raisedDb }) => says !== undefined || raisedDb !== undefined, 'says, raisedDb or both');
export type Trigger = z.infer<typeof triggerSchema>;

/** Where a trigger is met, in the order of the call: the words heard, or the rise of the level. */
export function triggersIn(
  { participant, says, raisedDb }: Trigger,
  call: CallContext,
): (Evidence & { span: TimeSpan })[] {
  const { measures } = call.analysis;
  const said = call.find(wholeCall(participant), says ?? []).map((hit) => ({ ...call.evidence(hit), span: hit.span }));
  const raised = (raisedDb === undefined ? [] : (measures[participant]?.levelJumps ?? []))
    .filter(({ riseDb }) => riseDb >= raisedDb!)
    .map(({ start, end, riseDb }) => ({
      span: { start, end },
      participant,
      measured: { value: riseDb, unit: 'dB' },
      threshold: { comparison: 'at least' as const, value: raisedDb!, unit: 'dB' },
      note: { zh: '比本人平时音量高出', en: 'above the own usual level' },
    }));
  return [...said, ...raised].sort((a, b) => a.span.start - b.span.start);
}

/** The time from where each of the places begins to so many seconds after its end; what then overlaps is joined. */
export function timeAfter(places: readonly { span: TimeSpan }[], seconds: number): TimeSpan[] {
  return merge(places.map(({ span }) => hull(span, { start: span.end, end: span.end + seconds })));
}
