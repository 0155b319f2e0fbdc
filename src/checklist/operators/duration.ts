import { z } from 'zod';
import { durationSeconds, type TimeSpan } from '../../timespan.ts';
import { bandSchema, rate, shown, thresholdOf } from '../bands.ts';
import { found, notApplicable } from '../finding.ts';
import { operator } from '../operator.ts';
import { answeredAt } from '../rings.ts';

const options = z.strictObject({
  pass: bandSchema,
  partial: bandSchema.optional(),
  /** Shorter calls are none: wrong numbers, hang-ups. */
  leastSeconds: z.number().nonnegative().default(0),
});
type Options = z.infer<typeof options>;

/**
 * How long the call is, from the answer (the end of the ring-back or music heard before the first words, else the start
 * of the recording) to its end. Waits count, for the customer waits too; the time somebody talks is shown beside it.
 */
export const duration = operator<Options>({
  name: 'duration',
  about: { zh: '通话从接通到结束的时长。', en: 'How long the call is, from the answer to its end.' },
  options: options as z.ZodType<Options>,
  dependsOnRoles: false,
  phraseClasses: () => [],
  scopes: () => [],
  judge({ pass, partial, leastSeconds }, { analysis }) {
    const end = analysis.recording.durationSeconds;
    const first = analysis.conversation.turns[0]?.start ?? end;
    const span: TimeSpan = { start: answeredAt(analysis, first)?.start ?? 0, end };
    const seconds = durationSeconds(span);
    if (seconds < leastSeconds)
      return notApplicable({ zh: `通话只有 ${shown(seconds)} 秒。`, en: `The call lasts only ${shown(seconds)} s.` });
    const talk = shown(analysis.measures.call.talkSeconds);
    return found(
      rate(seconds, pass, partial),
      {
        zh: `通话 ${shown(seconds)} 秒，其中有人说话 ${talk} 秒。`,
        en: `The call lasts ${shown(seconds)} s, ${talk} s of it talk.`,
      },
      [
        {
          span,
          participant: null,
          measured: { value: seconds, unit: 'seconds' },
          threshold: thresholdOf(seconds, pass, 'seconds'),
          note: { zh: `有人说话 ${talk} 秒`, en: `${talk} s of talk` },
        },
      ],
    );
  },
});
