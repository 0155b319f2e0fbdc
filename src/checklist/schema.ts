import { z } from 'zod';
import { CALL_TYPES } from './call-types.ts';
import { conditionSchema } from './condition-schema.ts';
import { formSchema } from './form-schema.ts';
import { itemId, sentence } from './schema-parts.ts';

const dialogues = z.array(z.string()).default([]);

/**
 * Small dialogues by the outcome they must have; see dialogue.ts for the notation. For an assisted item `fail` is what
 * the machine proposes to fail.
 */
const examplesSchema = z.strictObject({
  pass: dialogues,
  fail: dialogues,
  partial: dialogues,
  undecided: dialogues,
  notApplicable: dialogues,
  /** Looks like a fault (or a merit) and is none: must neither fail nor be proposed to. */
  trap: dialogues,
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
  /**
   * Who judges: `automatic`, the machine alone; `assisted`, the machine, but a person confirms a fail; `human`, a person
   * alone, to whom the machine gives the places to listen to.
   */
  treatment: z.enum(['automatic', 'assisted', 'human']),
  /**
   * A failed fatal item sets the total to zero; `fatalIf` makes that hang on a second judgement that must pass, and makes
   * a lesser item fatal where it does.
   */
  severity: z.enum(['fatal', 'major', 'minor', 'info']),
  fatalIf: z.unknown().optional(),
  /** Judged only where a tenant's profile switches it on. */
  option: z.boolean().default(false),
  /** When it applies; what excuses a point that is missing; what turns a fail into a question to a person. */
  when: conditionSchema.optional(),
  excusedWhen: conditionSchema.optional(),
  reviewWhen: conditionSchema.optional(),
  /** One operator with its options, or all / any / not / atLeast / graded / misses / given / sequence of several. */
  judge: z.unknown(),
  /** Judged when `judge` fails: passing it makes the item partial. */
  partial: z.unknown().optional(),
  thresholds: z.array(thresholdSchema).optional(),
  examples: examplesSchema,
});
export const itemFileSchema = z.strictObject({ items: z.array(itemSchema) });

export const sourcesSchema = z.record(z.string(), z.string().min(1));

const sectionSchema = z.strictObject({
  id: itemId,
  title: sentence,
  /** Points of the section; its items share them equally. A section of 0 is shown and not scored. */
  weight: z.number().nonnegative(),
  /** None only where the training form has the section: then a person gives its value. */
  items: z.array(itemId),
});

export const checklistSchema = z.strictObject({
  id: itemId,
  version: z.string().min(1),
  title: sentence,
  /** Files of further items, relative to this file. */
  include: z.array(z.string().min(1)).default([]),
  sections: z.array(sectionSchema).min(1),
  /** On calls of a type, other sections in the place of some (or all) of these. */
  overlays: z
    .array(
      z.strictObject({
        callType: z.enum(CALL_TYPES),
        replaces: z.union([z.literal('all'), z.array(itemId).min(1)]),
        sections: z.array(sectionSchema).min(1),
      }),
    )
    .default([]),
  /** The training form that these sections make up. */
  form: formSchema.optional(),
  headline: z.array(z.strictObject({ id: itemId, title: sentence, items: z.array(itemId).min(1) })).min(1),
});

export type ItemDeclaration = z.infer<typeof itemSchema>;
