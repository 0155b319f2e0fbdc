import { z } from 'zod';
import { itemId, sentence } from './schema-parts.ts';

/**
 * Who gives the value of a form item: `machine`, from its rules; `proposal`, the machine too, and a person confirms it;
 * `human`, a person who has heard the call; `manual`, a person, from outside the call, by a column of the call list that its
 * rules read.
 */
export const GIVERS = ['machine', 'proposal', 'human', 'manual'] as const;

const share = z.number().min(0).max(1);

/** The training form over the sections of a checklist: every section with points is an item of it, rated 5, 3 or 1. */
export const formSchema = z.strictObject({
  /** From which mean of its rules on (pass 1, partial 0.5, fail 0) an item is given 5, and 3; below that, 1. */
  ratings: z
    .strictObject({ five: share, three: share })
    .refine(({ five, three }) => three <= five, 'three not above five'),
  /** The blocks of the printed form. */
  groups: z
    .array(
      z.strictObject({
        id: itemId,
        title: sentence,
        items: z
          .array(
            z.strictObject({
              section: itemId,
              givenBy: z.enum(GIVERS),
              /** What 5 and 1 stand for, where the title alone does not say. */
              note: sentence.optional(),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
  /** Assessments: all that is asked must be met, else the trainee is trained again. */
  gates: z.array(
    z.strictObject({
      id: itemId,
      title: sentence,
      /** Least points of 100. */
      passMark: z.number().min(0).max(100),
      /** Items of the form that must not be at 1. */
      noneAtOne: z.array(itemId).default([]),
      /** Whether a confirmed fatal fail means training again. */
      noFatal: z.boolean().default(false),
    }),
  ),
});

export type Form = z.infer<typeof formSchema>;
export type FormGate = Form['gates'][number];
export type FormItem = Form['groups'][number]['items'][number];
