import { z } from 'zod';
import { gapSeconds, totalSeconds } from '../../timespan.ts';
import { bandSchema, rate, shown, thresholdOf } from '../bands.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { holdsOf } from '../holds.ts';
import { operator } from '../operator.ts';
import { wholeCall } from '../scope-schema.ts';
import { poorText } from '../window.ts';

const options = z.strictObject({
  /** Shorter waits are looked over. */
  leastSeconds: z.number().positive(),
  /** Words that offer to call back instead. */
  offers: z.array(z.string().min(1)).min(1),
  /** Waiting in all, up to which nothing need be offered; an offer counts when it comes before the customer waited longer. */
  pass: bandSchema,
  /** Waiting in all that is still partial without an offer. */
  partial: bandSchema,
});
type Options = z.infer<typeof options>;

/** Long look-ups become callbacks: how long the customer waited in all, and whether a callback was offered in time. */
export const longWait = operator<Options>({
  name: 'longWait',
  about: {
    zh: '总共让客户等了多久，等得久时有没有及时改为回电。',
    en: 'How long the customer waited in all, and whether a callback was offered in time.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: ({ offers }) => offers,
  scopes: () => [],
  judge({ leastSeconds, offers, pass, partial }, call) {
    const holds = holdsOf(call.analysis, leastSeconds);
    if (holds.length === 0) return notApplicable({ zh: '没有让客户等待。', en: 'The customer was not put on hold.' });
    const seconds = holds.reduce((sum, hold) => sum + totalSeconds(hold.silences), 0);
    const offer = call.find(wholeCall('agent'), offers)[0];
    const before = offer
      ? holds
          .filter(({ span }) => gapSeconds(offer.span, span) < 0)
          .reduce((sum, hold) => sum + totalSeconds(hold.silences), 0)
      : 0;
    const explanation = {
      zh: `共等待 ${shown(seconds)} 秒${offer ? `，等了 ${shown(before)} 秒时提出“${offer.heard}”` : ''}。`,
      en: `Waits of ${shown(seconds)} s in all${offer ? `; “${offer.heard}” after ${shown(before)} s` : ''}.`,
    };
    const waits = holds.map((hold) => ({
      span: hold.span,
      participant: 'agent' as const,
      measured: { value: seconds, unit: 'seconds' },
      threshold: thresholdOf(seconds, pass, 'seconds'),
      note: { zh: '等待合计', en: 'waits in all' },
    }));
    const evidence = offer ? [call.evidence(offer), ...waits] : waits;
    if (rate(seconds, pass, undefined) === 'pass' || (offer && rate(before, pass, undefined) === 'pass'))
      return found('pass', explanation, evidence);
    if (offer || rate(seconds, partial, undefined) === 'pass') return found('partial', explanation, evidence);
    const window = call.window(wholeCall('agent'));
    const poor = window && poorText(window, call.analysis);
    return poor
      ? undecided(
          poor,
          waits.map(({ span }) => span),
          evidence,
        )
      : found('fail', explanation, evidence);
  },
});
