import { z } from 'zod';
import { isUnsure } from '../doubtful-spans.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { quoteOf } from '../quote.ts';
import { scopeSchema } from '../scope-schema.ts';

const options = z.strictObject({
  /** What is not recognised as a sound, named for people. */
  sound: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  /** Words that give it away, in exact characters. */
  classes: z.array(z.string().min(1)).min(1),
  scope: scopeSchema,
});
type Options = z.infer<typeof options>;

/**
 * Sounds that nothing here recognises: only words can give them away. Where none does, the item does not apply and says
 * why; silence of the words is no proof.
 */
export const traces = operator<Options>({
  name: 'traces',
  about: {
    zh: '机器听不出的声音，只看文字里有没有露出痕迹。',
    en: 'A sound that is not recognised as such: whether words give it away.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: ({ classes }) => classes,
  scopes: ({ scope }) => [scope],
  judge({ sound, classes, scope }, call) {
    const hits = call.find(scope, classes, 'exact');
    if (hits.length === 0)
      return notApplicable({
        zh: `机器不能识别${sound.zh}，文字里也没有痕迹，无法判断。`,
        en: `There is no detector for this sound (${sound.en}), and no words give it away.`,
      });
    const words = [...new Set(hits.map(({ heard }) => heard))].join('”“');
    const evidence = hits.map((hit) => ({
      ...call.evidence(hit),
      quote: quoteOf(hit.segments),
      note: { zh: `“${hit.heard}”`, en: `“${hit.heard}”` },
    }));
    if (hits.every(({ segments }) => segments.some(isUnsure)))
      return undecided(
        {
          zh: `似乎说了“${words}”，但识别把握不足。`,
          en: `“${words}” seems to be said, but the recogniser was unsure.`,
        },
        hits.map(({ span }) => span),
        evidence,
      );
    return found('fail', { zh: `说了“${words}”。`, en: `Said “${words}”.` }, evidence);
  },
});
