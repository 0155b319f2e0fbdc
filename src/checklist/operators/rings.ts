import { z } from 'zod';
import { type Band, bandSchema, rate, thresholdOf } from '../bands.ts';
import { counted } from '../counted.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { type Rings, ringsHeard, ringsOf } from '../rings.ts';
import type { Evidence } from '../verdict.ts';

const options = z.strictObject({ pass: bandSchema, partial: bandSchema.optional() });
type Options = { pass: Band; partial?: Band | undefined };

/** A count and the tones heard may differ by one: a recording begins or ends inside a ring. */
const MOST_DIFFERENCE_RINGS = 1;

/**
 * How often it rang before the answer, from metadata or from the ring-back heard in the recording; where the profile is strict
 * about rings there is no partial. Where metadata and tones contradict each other a person decides.
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
    const evidenceOf = ({ count, span, from }: Rings): Evidence => ({
      span,
      participant: null,
      measured: { value: count, unit: 'rings' },
      threshold: thresholdOf(count, pass, 'rings'),
      note: from,
    });
    const tones = ringsHeard(analysis);
    if (tones && Math.abs(tones.count - heard.count) > MOST_DIFFERENCE_RINGS)
      return undecided(
        {
          zh: `话务记录说响铃 ${heard.count} 声，录音里听到 ${tones.count} 声，请人工核对。`,
          en: `The call list has ${counted(heard.count, 'ring')}, ${tones.count} ${tones.count === 1 ? 'is' : 'are'} heard in the recording; please check.`,
        },
        tones.span ? [tones.span] : [],
        [evidenceOf(heard), evidenceOf(tones)],
      );
    return found(
      rate(heard.count, pass, profile.strictRings ? undefined : partial),
      { zh: `响铃 ${heard.count} 声后接起。`, en: `Answered after ${counted(heard.count, 'ring')}.` },
      [evidenceOf(heard)],
    );
  },
});
