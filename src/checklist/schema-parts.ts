import { z } from 'zod';

/** A text for people, in both languages. */
export const sentence = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
/** The name of an item, a section, or a part of a checklist. */
export const itemId = z.string().regex(/^[a-z0-9-]+$/, 'a name of small letters, figures and hyphens');
