import { z } from 'zod';
import { durationSeconds, merge } from '../../timespan.ts';
import { notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { scopeSchema } from '../scope-schema.ts';

const options = z.strictObject({
  scope: scopeSchema,
  /** Only where one of these classes is said; without it the longest turns of the scope. */
  says: z.array(z.string().min(1)).min(1).optional(),
  /** At most so many clips. */
  most: z.int().positive().default(3),
});
type Options = z.infer<typeof options>;

/** Places for a person to listen to; judges nothing. Where there is nothing to hear, the item does not apply. */
export const clips = operator<Options>({
  name: 'clips',
  about: { zh: '找出片段，由人听后评定。', en: 'Picks places for a person to listen to; judges nothing.' },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: ({ says }) => says ?? [],
  scopes: ({ scope }) => [scope],
  judge({ scope, says, most }, call) {
    const window = call.window(scope);
    const spoken = says
      ? call.find(scope, says).map(({ span, heard, participant }) => ({ span, participant, quote: heard }))
      : (window?.turns ?? [])
          .toSorted((a, b) => durationSeconds(b) - durationSeconds(a))
          .map(({ start, end, text }) => ({ span: { start, end }, participant: window!.participant, quote: text }));
    const chosen = spoken.slice(0, most).sort((a, b) => a.span.start - b.span.start);
    if (chosen.length === 0) return notApplicable({ zh: '没有可听的片段。', en: 'There is nothing to listen to.' });
    return undecided(
      { zh: '由人听取片段后评定。', en: 'A person listens to the clips and decides.' },
      merge(chosen.map(({ span }) => span)),
      chosen,
    );
  },
});
