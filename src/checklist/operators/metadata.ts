import { z } from 'zod';
import { type Band, bandSchema, rate, shown, thresholdOf } from '../bands.ts';
import { columnTitle, factOf, holdsSomething, isSameValue, numberIn, withoutColumns } from '../facts.ts';
import { type Finding, found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import type { Evidence } from '../verdict.ts';

const text = z.union([z.string().min(1), z.number().transform(String)]);
const options = z
  .strictObject({
    /** Names of one fact, the first that the call has: fields of a call list, or further columns of it. */
    columns: z.array(z.string().min(1)).min(1),
    /** What the cell must be; just one of these. Yes and no are understood in all their forms. */
    is: text.optional(),
    oneOf: z.array(text).min(1).optional(),
    /** Something stands there (not 无, none, -). */
    present: z.literal(true).optional(),
    /** Another fact, from which it must differ. */
    differsFrom: z.string().min(1).optional(),
    /** Limits of a number. */
    pass: bandSchema.optional(),
    partial: bandSchema.optional(),
    /** Unit of the number, for evidence. */
    unit: z.enum(['count', 'charactersPerMinute', 'perCent']).default('count'),
  })
  .refine(
    ({ is, oneOf, present, differsFrom, pass }) =>
      [is, oneOf, present, differsFrom, pass].filter((one) => one !== undefined).length === 1,
    'just one of is, oneOf, present, differsFrom and pass',
  )
  .refine(({ pass, partial }) => !partial || pass, 'partial only with pass');
type Options = z.infer<typeof options>;

/**
 * What the call list says of a call. Without the column the item does not apply, and says which one would tell; so it is
 * with an empty cell, unless something has to stand there.
 */
export const metadata = operator<Options>({
  name: 'metadata',
  about: { zh: '通话清单中一列的值。', en: 'What stands in a column of the call list.' },
  options: options as z.ZodType<Options>,
  dependsOnRoles: false,
  phraseClasses: () => [],
  scopes: () => [],
  judge(wanted, { analysis }) {
    const { columns, present, differsFrom, pass } = wanted;
    const fact = factOf(analysis.call, columns);
    if (!fact) return notApplicable(withoutColumns(columns));
    const title = columnTitle(fact.column);
    const evidence: Evidence = { span: null, participant: null, quote: fact.text, note: title };
    const isThere = holdsSomething(fact.text);
    if (present)
      return isThere
        ? found('pass', { zh: `${title.zh}：${fact.text}。`, en: `${title.en}: ${fact.text}.` }, [evidence])
        : found('fail', { zh: `“${title.zh}”没有填写。`, en: `Nothing stands under “${title.en}”.` }, [evidence]);
    if (fact.text === '')
      return notApplicable({ zh: `“${title.zh}”没有填写。`, en: `Nothing stands under “${title.en}”.` }, [evidence]);
    if (pass) return inBands(fact.text, pass, wanted, evidence);
    const other = differsFrom === undefined ? null : factOf(analysis.call, [differsFrom]);
    if (differsFrom !== undefined && !other?.text) return notApplicable(withoutColumns([differsFrom]));
    const allowed = wanted.oneOf ?? (wanted.is === undefined ? [] : [wanted.is]);
    const isRight = other
      ? !isSameValue(fact.text, other.text)
      : allowed.some((value) => isSameValue(fact.text, value));
    return found(isRight ? 'pass' : 'fail', { zh: `${title.zh}：${fact.text}。`, en: `${title.en}: ${fact.text}.` }, [
      evidence,
    ]);
  },
});

function inBands(cell: string, pass: Band, { partial, unit }: Options, evidence: Evidence): Finding {
  const title = evidence.note!;
  const value = numberIn(cell);
  if (value === null)
    return undecided(
      { zh: `“${title.zh}”里的“${cell}”不是数字。`, en: `“${cell}” under “${title.en}” is no number.` },
      [],
      [evidence],
    );
  const share = unit === 'perCent';
  const scaled = (limit: number): number => (share ? limit / 100 : limit);
  const threshold = thresholdOf(value, pass, share ? 'share' : unit);
  return found(
    rate(value, pass, partial),
    {
      zh: `${title.zh}：${shown(value)}${share ? '%' : ''}。`,
      en: `${title.en}: ${shown(value)}${share ? ' %' : ''}.`,
    },
    [
      {
        ...evidence,
        measured: { value: scaled(value), unit: share ? 'share' : unit },
        threshold: { ...threshold, value: scaled(threshold.value) },
      },
    ],
  );
}
