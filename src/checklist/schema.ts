import { z } from 'zod';
import { conditionSchema } from './condition-schema.ts';

const sentence = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const itemId = z.string().regex(/^[a-z0-9-]+$/, 'a name of small letters, figures and hyphens');

/** Small dialogues by the outcome they must have; see dialogue.ts for the notation. */
const examplesSchema = z.strictObject({
  pass: z.array(z.string()).min(1),
  fail: z.array(z.string()).min(1),
  partial: z.array(z.string()).optional(),
  undecided: z.array(z.string()).optional(),
  notApplicable: z.array(z.string()).optional(),
  /** Looks like a fault and is none: must not fail. */
  trap: z.array(z.string()).min(1),
});

/** A number of the checklist with where it comes from, so that house defaults are never taken for the manuals'. */
const thresholdSchema = z.strictObject({
  value: z.string().min(1),
  origin: z.enum(['manual', 'house']),
  reason: sentence,
});

const itemSchema = z.strictObject({
  id: itemId,
  title: sentence,
  /** Shown when the item failed. */
  failureTitle: sentence,
  why: sentence,
  /** What to do better, with a model sentence. */
  advice: sentence,
  /** Document keys of sources.yaml and the section in each. */
  source: z.array(z.strictObject({ document: z.string().min(1), section: z.string().min(1) })).min(1),
  /** Languages the item makes sense in; both when not given. */
  languages: z
    .array(z.enum(['zh', 'en']))
    .min(1)
    .optional(),
  /** Failing it sets the total to zero; `fatalIf` makes that hang on a second judgement that must pass. */
  fatal: z.boolean().default(false),
  fatalIf: z.unknown().optional(),
  /** When it applies; what excuses a point that is missing; what turns a fail into a question to a person. */
  when: conditionSchema.optional(),
  excusedWhen: conditionSchema.optional(),
  reviewWhen: conditionSchema.optional(),
  /** One operator with its options, or all / any / not / atLeast / sequence of several. */
  judge: z.unknown(),
  /** Judged when `judge` fails: passing it makes the item partial. */
  partial: z.unknown().optional(),
  thresholds: z.array(thresholdSchema).optional(),
  examples: examplesSchema,
});
export const itemFileSchema = z.strictObject({ items: z.array(itemSchema).min(1) });

export const sourcesSchema = z.record(z.string(), z.string().min(1));

export const checklistSchema = z.strictObject({
  id: itemId,
  version: z.string().min(1),
  title: sentence,
  /** Files of items, relative to this file. */
  include: z.array(z.string().min(1)).min(1),
  sections: z
    .array(z.strictObject({ id: itemId, title: sentence, items: z.record(itemId, z.number().nonnegative()) }))
    .min(1),
  headline: z.array(z.strictObject({ id: itemId, title: sentence, items: z.array(itemId).min(1) })).min(1),
});

export type ItemDeclaration = z.infer<typeof itemSchema>;
