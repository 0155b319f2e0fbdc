import { z } from 'zod';
import { type Band, bandSchema, rate, thresholdOf } from '../bands.ts';
import { found, notApplicable } from '../finding.ts';
import { operator } from '../operator.ts';
import { ringsOf } from '../rings.ts';

const options = z.strictObject({ pass: bandSchema, partial: bandSchema.optional() });
type Options = { pass: Band; partial?: Band | undefined };

/**
 * How often it rang before the answer, from metadata or from the ring-back heard in the recording; where the profile is strict
 * about rings there is no partial.
 */
export const rings = operator<Options>({
  name: 'rings',
  about: { zh: '响铃几声后接起。', en: 'How often it rang before the answer.' },
  options: options as z.ZodType<Options>,
  dependsOnRoles: false,
  phraseClasses: () => [],
  scopes: () => [],
  judge({ pass, partial }, { analysis, profile }) {
    const heard = ringsOf(analysis, profile.secondsPerRing);
    if (!heard)
      return notApplicable({
        zh: '话务记录没有振铃数据，录音里也没有回铃音。',
        en: 'The metadata has no rings and the recording has no ring-back tone.',
      });
    return found(
      rate(heard.count, pass, profile.strictRings ? undefined : partial),
      { zh: `响铃 ${heard.count} 声后接起。`, en: `Answered after ${heard.count} rings.` },
      [
        {
          span: heard.span,
          participant: null,
          measured: { value: heard.count, unit: 'rings' },
          threshold: thresholdOf(heard.count, pass, 'rings'),
          note: heard.from,
        },
      ],
    );
  },
});
