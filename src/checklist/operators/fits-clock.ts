import { z } from 'zod';
import type { CallHit } from '../context.ts';
import { isUnsure } from '../doubtful-spans.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { momentOf } from '../moments.ts';
import { operator } from '../operator.ts';
import { scopeSchema } from '../scope-schema.ts';
import type { Evidence } from '../verdict.ts';

const hour = z.number().min(0).max(24);
const options = z.strictObject({
  /** Words with the hours of the day they belong to, from the first up to the second. */
  words: z.array(z.strictObject({ says: z.array(z.string().min(1)).min(1), from: hour, to: hour })).min(1),
  scope: scopeSchema,
});
type Options = z.infer<typeof options>;

const SECONDS_PER_HOUR = 3600;
const HOURS_PER_DAY = 24;

/** Whether words that belong to a time of the day fit the clock at the place of the call. */
export const fitsClock = operator<Options>({
  name: 'fitsClock',
  about: {
    zh: '带时段的话（早上好、晚上好）与通话的时间是否相符。',
    en: 'Whether words of a time of the day (good morning) fit the hour of the call.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: ({ words }) => words.flatMap(({ says }) => says),
  scopes: ({ scope }) => [scope],
  judge({ words, scope }, call) {
    const said = words.flatMap((one) => call.find(scope, one.says).map((hit) => ({ ...one, hit })));
    if (said.length === 0)
      return notApplicable({ zh: '没有说带时段的话。', en: 'Nothing of a time of the day is said.' });
    const start = momentOf(call.analysis, ['callStart']);
    if (start.kind !== 'known' || start.moment.zoneSeconds === 0)
      return notApplicable({
        zh: '不知道通话开始时当地几点。',
        en: 'The local time at the start of the call is not known.',
      });
    const now = (start.moment.clockSeconds / SECONDS_PER_HOUR) % HOURS_PER_DAY;
    const shown = clockTime(now);
    const evidenceOf = ({ hit, from, to }: { hit: CallHit; from: number; to: number }): Evidence => ({
      ...call.evidence(hit),
      note: {
        zh: `通话开始于 ${shown}，这句话用于 ${from}–${to} 点`,
        en: `the call begins at ${shown}; this is for ${from}–${to} h`,
      },
    });
    const wrong = said.filter(({ from, to }) => now < from || now >= to);
    if (wrong.length === 0)
      return found(
        'pass',
        { zh: `通话开始于 ${shown}，相符。`, en: `It fits: the call begins at ${shown}.` },
        said.map(evidenceOf),
      );
    const explanation = {
      zh: `${shown} 的电话说了“${wrong[0]!.hit.heard}”。`,
      en: `“${wrong[0]!.hit.heard}” is said in a call at ${shown}.`,
    };
    const evidence = wrong.map(evidenceOf);
    return wrong.some(({ hit }) => hit.segments.some(isUnsure))
      ? undecided(
          explanation,
          wrong.map(({ hit }) => hit.span),
          evidence,
        )
      : found('fail', explanation, evidence);
  },
});

function clockTime(hours: number): string {
  const minutes = Math.floor((hours % 1) * 60 + 1e-6);
  return `${Math.floor(hours)}:${String(minutes).padStart(2, '0')}`;
}
