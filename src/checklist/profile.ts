import { z } from 'zod';

const hours = z.number().positive();
const phrases = z.record(z.string(), z.array(z.string().min(1)).min(1)).default({});

/**
 * What differs from company to company. Everything has a usual value, so a profile of nothing is the default one.
 */
export const profileSchema = z.strictObject({
  /** What the company calls itself on the telephone. Empty: any company name of two to twelve characters will do. */
  organisationNames: z.array(z.string().min(1)).default([]),
  /** Names and terms the recogniser is told to expect, the most important ones first; see `asr/prompt.ts`. */
  hotWords: z.array(z.string().trim().min(1)).default([]),
  /** How agents name themselves: by number, by surname, by either, by both; and how many figures a number has. */
  agentId: z
    .strictObject({
      style: z.enum(['number', 'surname', 'either', 'both']).default('either'),
      leastDigits: z.int().positive().default(1),
      mostDigits: z.int().positive().default(6),
    })
    .refine(({ leastDigits, mostDigits }) => leastDigits <= mostDigits, 'leastDigits not above mostDigits')
    .prefault({}),
  /** From the start of one ring to the start of the next. */
  secondsPerRing: z.number().positive().default(5),
  /** The fourth ring is too late already. */
  strictRings: z.boolean().default(false),
  /** How soon a customer must have an answer. `complaintSameDay`: the calendar day ends the time for own complaints. */
  replyDeadlines: z
    .strictObject({
      replyHours: hours.default(3),
      complaintSameDay: z.boolean().default(true),
      complaintHours: hours.default(24),
      forwardedHours: hours.default(72),
    })
    .prefault({}),
  /** What a satisfaction call asks, one question each; a few telling words are enough. */
  surveyQuestions: z.array(z.string().min(1)).default([]),
  /** Items switched on or off by id. Others are on, unless they are options. */
  rules: z.record(z.string(), z.boolean()).default({}),
  /** Further wordings for phrase classes, by language and class. */
  phrases: z.strictObject({ zh: phrases, en: phrases }).prefault({}),
});

export type Profile = z.infer<typeof profileSchema>;

export const DEFAULT_PROFILE: Profile = profileSchema.parse({});
