import { z } from 'zod';
import { figuresIn } from '../../language/figures.ts';
import { editDistance } from '../../language/word-cost.ts';
import { columnTitle, factOf, holdsSomething, withoutColumns } from '../facts.ts';
import { found, notApplicable } from '../finding.ts';
import { operator } from '../operator.ts';
import { isSameNumber, type SpokenNumber, spokenNumbers } from '../spoken-numbers.ts';
import type { Evidence } from '../verdict.ts';

const options = z.strictObject({
  /** Columns of the record. */
  columns: z.array(z.string().min(1)).min(1),
  /** Numbers with fewer digits are not compared. */
  leastDigits: z.int().positive(),
});
type Options = z.infer<typeof options>;

/** A number that differs in no more digits than this, of seven, is meant to be the same one. */
const MOST_DIFFERENT_SHARE = 3 / 7;

interface Recorded {
  column: string;
  digits: string;
  text: string;
}

/**
 * Whether the numbers of a record are those of the call: one that differs in a few digits from a number said in the call
 * contradicts it, one the customer gave and the record lacks is left out. Without numbers on either side the item does
 * not apply: what else stands in a record only a person can compare.
 */
export const recordAgrees = operator<Options>({
  name: 'recordAgrees',
  about: {
    zh: '记录里的号码与通话中说的是否一致。',
    en: 'Whether the numbers of a record are those said in the call.',
  },
  options,
  dependsOnRoles: true,
  phraseClasses: () => [],
  scopes: () => [],
  judge({ columns, leastDigits }, { analysis }) {
    const facts = columns.flatMap((column) => factOf(analysis.call, [column]) ?? []);
    if (facts.length === 0) return notApplicable(withoutColumns(columns));
    const recorded = facts
      .filter(({ text }) => holdsSomething(text))
      .flatMap(({ column, text }): Recorded[] =>
        figuresIn(text, analysis.language, leastDigits).map(({ digits }) => ({ column, digits, text })),
      );
    const byCustomer = spokenNumbers(analysis, 'customer', leastDigits);
    const spoken = [...byCustomer, ...spokenNumbers(analysis, 'agent', leastDigits)];
    const agreeing = recorded.filter(({ digits }) => spoken.some((one) => isSame(digits, one)));
    const contradicted = recorded
      .filter((one) => !agreeing.includes(one))
      .flatMap((one) => {
        const meant = spoken.find(({ digits }) => isNear(one.digits, digits));
        return meant ? [{ one, meant }] : [];
      });
    if (contradicted.length > 0)
      return found(
        'fail',
        {
          zh: `记录的是“${contradicted[0]!.one.digits}”，通话中说的是“${contradicted[0]!.meant.digits}”。`,
          en: `The record has “${contradicted[0]!.one.digits}”, the call “${contradicted[0]!.meant.digits}”.`,
        },
        contradicted.flatMap(({ one, meant }) => [heard(meant), written(one)]),
      );
    const left = byCustomer.filter((one) => !recorded.some(({ digits }) => isSame(digits, one)));
    if (left.length > 0 && facts.some(({ text }) => holdsSomething(text)))
      return found(
        'partial',
        { zh: `记录里没有客户说的“${left[0]!.text}”。`, en: `The record lacks “${left[0]!.text}”.` },
        left.map(heard),
      );
    if (agreeing.length > 0)
      return found('pass', { zh: '记录的号码与通话一致。', en: 'The numbers of the record are those of the call.' }, [
        ...agreeing.map(written),
      ]);
    return notApplicable({
      zh: '通话和记录里没有可以对照的号码。',
      en: 'There are no numbers in the call and the record to compare.',
    });
  },
});

const isSame = (digits: string, { digits: spoken }: SpokenNumber): boolean =>
  digits === spoken || (isSameNumber(digits, spoken) && (digits.includes(spoken) || spoken.includes(digits)));

function isNear(recorded: string, spoken: string): boolean {
  const different = editDistance(recorded, spoken);
  return different <= MOST_DIFFERENT_SHARE * Math.min(recorded.length, spoken.length);
}

const heard = ({ span, text, segments }: SpokenNumber): Evidence => ({
  span,
  participant: segments[0]!.participant,
  quote: text,
});

const written = ({ column, text }: Recorded): Evidence => ({
  span: null,
  participant: null,
  quote: text,
  note: columnTitle(column),
});
