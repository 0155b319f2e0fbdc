import { z } from 'zod';

const participant = z.enum(['agent', 'customer']);
const phraseClass = z.string().min(1);

/**
 * The part of a call an operator looks at. Everything given must hold, except inside `last`, where the longer one
 * counts. `opening` and `closing` stand for the usual windows.
 */
export const scopeFields = z.strictObject({
  participant: participant.default('agent'),
  /** The first turns of the participant, and not later than so many seconds after they began to speak. */
  first: z.strictObject({ turns: z.int().positive().optional(), seconds: z.number().positive().optional() }).optional(),
  /** The last turns of the whole call, or its last seconds, whichever is longer. */
  last: z.strictObject({ turns: z.int().positive().optional(), seconds: z.number().positive().optional() }).optional(),
  /** Next to where something else was said; without it the item does not apply. */
  near: z
    .strictObject({
      says: z.array(phraseClass).min(1),
      participant: participant.default('customer'),
      side: z.enum(['before', 'after']),
      turns: z.int().positive().optional(),
      seconds: z.number().positive().optional(),
    })
    .optional(),
});
const OPENING = scopeFields.parse({ first: { turns: 2, seconds: 15 } });
export const CLOSING = scopeFields.parse({ last: { turns: 4, seconds: 20 } });

export type Scope = z.infer<typeof scopeFields>;

/** The whole call of one participant. */
export function wholeCall(who: 'agent' | 'customer'): Scope {
  return scopeFields.parse({ participant: who });
}

/** A scope in a checklist: a name or its fields; the whole call of the agent when not given. */
export const scopeSchema = z
  .union([z.enum(['opening', 'closing', 'call']), scopeFields])
  .default('call')
  .transform((scope): Scope => {
    if (typeof scope !== 'string') return scope;
    if (scope === 'opening') return OPENING;
    return scope === 'closing' ? CLOSING : scopeFields.parse({});
  });
