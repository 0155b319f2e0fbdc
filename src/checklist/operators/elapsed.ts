import { z } from 'zod';
import { bandSchema, rate, shown, thresholdOf } from '../bands.ts';
import type { CallContext } from '../context.ts';
import { columnTitle, withoutColumns } from '../facts.ts';
import { type Finding, found, notApplicable, undecided } from '../finding.ts';
import {
  calendarDays,
  hoursBetween,
  incomparable,
  type Moment,
  momentOf,
  onClockOf,
  serviceHoursBetween,
} from '../moments.ts';
import { operator } from '../operator.ts';

const names = z.array(z.string().min(1)).min(1);
const hour = z.number().min(0).max(24);
const options = z
  .strictObject({
    /** Columns with a date and time, the first that is filled in; also callStart, callEnd, outboundStart. */
    from: names,
    to: names,
    unit: z.enum(['hours', 'calendarDays']).default('hours'),
    pass: bandSchema.optional(),
    partial: bandSchema.optional(),
    /**
     * In the place of `pass`, a deadline of the tenant; `partialTimes` it is still partial. Own complaints are due on the
     * same calendar day where the tenant says so.
     */
    deadline: z.enum(['replyHours', 'complaintHours', 'forwardedHours']).optional(),
    partialTimes: z.number().positive().optional(),
    /** Hours of the day outside of which no time passes. */
    serviceHours: z.strictObject({ from: hour, to: hour }).optional(),
    /** The second moment may come before the first: a case opened during the call. Otherwise such times are a mistake. */
    mayPrecede: z.literal(true).optional(),
  })
  .refine(({ pass, deadline }) => (pass === undefined) !== (deadline === undefined), 'either pass or deadline');
type Options = z.infer<typeof options>;

/**
 * Time between two moments of the call list, held against limits. Without a column the item does not apply; what has
 * not happened yet, and times that cannot be read or compared, are left to a person.
 */
export const elapsed = operator<Options>({
  name: 'elapsed',
  about: { zh: '两个时间点之间的间隔。', en: 'The time between two moments of the call list.' },
  options: options as z.ZodType<Options>,
  dependsOnRoles: false,
  phraseClasses: () => [],
  scopes: () => [],
  judge(wanted, call) {
    const from = momentOf(call.analysis, wanted.from);
    const to = momentOf(call.analysis, wanted.to);
    if (from.kind === 'absent' || to.kind === 'absent')
      return notApplicable(withoutColumns(from.kind === 'absent' ? wanted.from : wanted.to));
    if (from.kind !== 'known')
      return from.kind === 'empty' ? notApplicable(nothingIn(from.column)) : incomparable(from);
    if (to.kind !== 'known') return to.kind === 'empty' ? undecided(nothingIn(to.column), []) : incomparable(to);
    const end = onClockOf(from.moment, to.moment);
    return end ? judgeTime(from.moment, end, wanted, call) : incomparable(to.moment);
  },
});

function judgeTime(from: Moment, to: Moment, wanted: Options, { profile }: CallContext): Finding {
  const { deadline, partialTimes, serviceHours } = wanted;
  const isSameDay = deadline === 'complaintHours' && profile.replyDeadlines.complaintSameDay;
  const unit = isSameDay ? 'calendarDays' : wanted.unit;
  const hours = hoursBetween(from, to);
  const counted = serviceHours ? serviceHoursBetween(from, to, serviceHours) : hours;
  const value = unit === 'hours' ? counted : calendarDays(from, to);
  const limit = deadline === undefined ? null : isSameDay ? 0 : profile.replyDeadlines[deadline];
  const pass = limit === null ? wanted.pass! : { atMost: limit };
  const partial = limit === null || partialTimes === undefined ? wanted.partial : { atMost: limit * partialTimes };
  const clocks = serviceHours
    ? { zh: `（服务时间内 ${shown(counted)} 小时）`, en: ` (${shown(counted)} h of them in service hours)` }
    : { zh: '', en: '' };
  const [first, second] = [columnTitle(from.column), columnTitle(to.column)];
  if (hours < 0 && !wanted.mayPrecede)
    return undecided(
      {
        zh: `${second.zh}早于${first.zh}，请核对。`,
        en: `${second.en} is before ${first.en}; please check.`,
      },
      [],
      [
        {
          span: null,
          participant: null,
          quote: `${from.text} – ${to.text}`,
          note: { zh: `${first.zh} – ${second.zh}`, en: `${first.en} – ${second.en}` },
        },
      ],
    );
  return found(
    rate(value, pass, partial),
    {
      zh: `从${first.zh}到${second.zh}相隔 ${shown(hours)} 小时${clocks.zh}。`,
      en: `${shown(hours)} h from ${first.en} to ${second.en}${clocks.en}.`,
    },
    [
      {
        span: null,
        participant: null,
        quote: `${from.text} – ${to.text}`,
        measured: { value, unit },
        threshold: thresholdOf(value, pass, unit),
        note: { zh: `${first.zh} – ${second.zh}`, en: `${first.en} – ${second.en}` },
      },
    ],
  );
}

function nothingIn(column: string): { zh: string; en: string } {
  const title = columnTitle(column);
  return { zh: `“${title.zh}”没有填写。`, en: `Nothing stands under “${title.en}”.` };
}
