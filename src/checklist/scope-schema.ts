import { z } from 'zod';

const participant = z.enum(['agent', 'customer']);
const phraseClass = z.string().min(1);
const share = z.number().positive().max(1);
const lengths = {
  turns: z.int().positive().optional(),
  sentences: z.int().positive().optional(),
  seconds: z.number().positive().optional(),
};

/** The last turns (sentences) of the whole call, or its last seconds, whichever is longer. */
export const lastFields = z.strictObject(lengths);
const fields = z.strictObject({
  participant: participant.default('agent'),
  /** The first turns of the participant, and not later than so many seconds after they began to speak. */
  first: z.strictObject({ ...lengths, share: share.optional() }).optional(),
  last: lastFields.optional(),
  /** Next to where something else was said, or to what another item found; without it the item does not apply. */
  near: z
    .strictObject({
      says: z.array(phraseClass).min(1).optional(),
      item: z.string().min(1).optional(),
      participant: participant.default('customer'),
      side: z.enum(['before', 'after']),
      turns: z.int().positive().optional(),
      seconds: z.number().positive().optional(),
    })
    .refine(({ says, item }) => (says === undefined) !== (item === undefined), 'either says or item')
    .optional(),
});
export type Scope = z.infer<typeof fields>;

const scopes = new Map<string, Scope>();

/** Equal scopes are one object, so that what a scope stands for in a call is worked out once. */
function only(scope: Scope): Scope {
  const { participant: who, first, last, near } = scope;
  const key = JSON.stringify([who, first, last, near]);
  const known = scopes.get(key) ?? scope;
  scopes.set(key, known);
  return known;
}

/**
 * The part of a call an operator looks at. A sentence ends at a full stop or question mark, or where a recognised run of
 * speech ends. `share` is of the whole call. Everything given must hold, except inside `last`, where the longer one
 * counts. `opening` and `closing` stand for the usual windows.
 */
export const scopeFields = fields.transform(only);
const OPENING = scopeFields.parse({ first: { turns: 2, seconds: 15 } });
export const CLOSING = scopeFields.parse({ last: { turns: 4, seconds: 20 } });
const WHOLE_CALL = {
  agent: scopeFields.parse({ participant: 'agent' }),
  customer: scopeFields.parse({ participant: 'customer' }),
};

/** The whole call of one participant. */
export function wholeCall(who: 'agent' | 'customer'): Scope {
  return WHOLE_CALL[who];
}

/** These fields as a scope of a participant. */
export function scopeOf(who: 'agent' | 'customer', { participant: _, ...wanted }: Partial<Scope>): Scope {
  return only({ participant: who, ...wanted });
}

/** A scope in a checklist: a name or its fields; the whole call of the agent when not given. */
export const scopeSchema = z
  .union([z.enum(['opening', 'closing', 'call']), scopeFields])
  .default('call')
  .transform((scope): Scope => {
    if (typeof scope !== 'string') return scope;
    if (scope === 'opening') return OPENING;
    return scope === 'closing' ? CLOSING : WHOLE_CALL.agent;
  });
