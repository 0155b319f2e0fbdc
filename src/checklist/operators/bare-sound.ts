import { z } from 'zod';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { scopeSchema } from '../scope-schema.ts';

const words = z.array(z.string().min(1)).min(1);
const options = z.strictObject({
  /** As the raw text has them. */
  sounds: z.strictObject({ zh: words, en: words }),
  scope: scopeSchema,
});
type Options = z.infer<typeof options>;

/**
 * A sound as a question of its own: 啊？ Recognisers write such sounds where there are none and drop those there are,
 * and only the tone tells surprise from rudeness: a person listens.
 */
export const bareSound = operator<Options>({
  name: 'bareSound',
  about: { zh: '单独一声“啊？”“嗯？”，由人听语气。', en: 'A sound as a question of its own (huh?): a person listens.' },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: () => [],
  scopes: ({ scope }) => [scope],
  judge({ sounds, scope }, call) {
    const window = call.window(scope);
    if (!window || window.segments.length === 0)
      return notApplicable({ zh: '没有可查的内容。', en: 'There is nothing to check.' });
    const list = sounds[call.analysis.language].join('|');
    const alone = new RegExp(`(?:^|[，,。.！!？?\\s])(?:${list})+[?？]`, 'i');
    const heard = window.segments.filter(({ text }) => alone.test(text));
    if (heard.length === 0)
      return found('pass', { zh: '没有单独的“啊？”。', en: 'No sound as a question of its own.' });
    const evidence = heard.map(({ start, end, text }) => ({
      span: { start, end },
      participant: window.participant,
      quote: text,
    }));
    return undecided(
      { zh: '似乎单独问了一声“啊？”，请听语气。', en: 'There seems to be a bare “huh?”; please listen to its tone.' },
      evidence.map(({ span }) => span),
      evidence,
    );
  },
});
