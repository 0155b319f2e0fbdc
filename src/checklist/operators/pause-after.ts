import { z } from 'zod';
import { countUnits } from '../../language/count.ts';
import { gapSeconds, secondsInto, type TimeSpan } from '../../timespan.ts';
import { bandSchema, rate, shown, thresholdOf } from '../bands.ts';
import type { CallContext, CallHit } from '../context.ts';
import { found, notApplicable } from '../finding.ts';
import { operator } from '../operator.ts';
import { wholeCall } from '../scope-schema.ts';

const options = z.strictObject({
  any: z.array(z.string().min(1)).min(1),
  /** Seconds of the agent's silence after it, unless the customer speaks first. */
  pass: bandSchema,
  partial: bandSchema.optional(),
});
type Options = z.infer<typeof options>;

/** More characters (words) than this behind the words, in one breath, are going on without a pause. */
const MOST_UNITS_BEHIND = 4;

/** Whether agents, having said something for the last time, stop and wait: until the other speaks, or for so long. */
export const pauseAfter = operator<Options>({
  name: 'pauseAfter',
  about: {
    zh: '说完某句话之后有没有停下来等对方。',
    en: 'Whether the agent pauses after certain words, or goes on at once.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: ({ any }) => any,
  scopes: () => [],
  judge({ any, pass, partial }, call) {
    const hit = call.find(wholeCall('agent'), any).at(-1);
    if (!hit) return notApplicable({ zh: '没有说到这句话。', en: 'The words are not said.' });
    const { channels, recording } = call.analysis;
    const nextOf = (who: 'agent' | 'customer'): TimeSpan | undefined =>
      channels
        .filter(({ participant }) => participant === who)
        .flatMap(({ speech }) => speech)
        .filter(({ start }) => secondsInto(hit.span, start) > 0 && gapSeconds(hit.span, { start, end: start }) >= 0)
        .sort((a, b) => a.start - b.start)[0];
    const own = nextOf('agent');
    const other = nextOf('customer');
    const evidence = call.evidence(hit);
    const goesOn = unitsBehind(hit, call) > MOST_UNITS_BEHIND;
    if (!goesOn && other && (!own || other.start <= own.start))
      return found('pass', { zh: '说完等到了对方开口。', en: 'The other was left to speak.' }, [evidence]);
    const until = own?.start ?? recording.durationSeconds;
    const seconds = goesOn ? 0 : Math.max(0, gapSeconds(hit.span, { start: until, end: until }));
    return found(
      rate(seconds, pass, partial),
      { zh: `说完停了 ${shown(seconds)} 秒。`, en: `A pause of ${shown(seconds)} s after it.` },
      [
        {
          ...evidence,
          measured: { value: seconds, unit: 'seconds' },
          threshold: thresholdOf(seconds, pass, 'seconds'),
          note: { zh: '说完之后的停顿', en: 'pause after it' },
        },
      ],
    );
  },
});

function unitsBehind({ segments, to }: CallHit, { analysis }: CallContext): number {
  return countUnits(segments.at(-1)!.text.slice(to.end), analysis.language);
}
