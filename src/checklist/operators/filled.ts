import { z } from 'zod';
import { rate } from '../bands.ts';
import { counted } from '../counted.ts';
import { columnTitle, type Fact, factOf, holdsSomething, withoutColumns } from '../facts.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import type { Evidence } from '../verdict.ts';

const options = z.strictObject({
  /** Columns of a record. */
  columns: z.array(z.string().min(1)).min(1),
  /** So many of them hold something. */
  pass: z.int().positive(),
  partial: z.int().positive(),
  /** A record of more characters is not concise, and partial at best. */
  mostCharacters: z.int().positive().optional(),
});
type Options = z.infer<typeof options>;

/**
 * How complete a record is: how many of its columns hold something; 不详 counts, 无 does not. A record of which nothing is
 * there was not made, and the item does not apply; columns the call list lacks leave it open where they could decide.
 */
export const filled = operator<Options>({
  name: 'filled',
  about: { zh: '记录的各栏填了几栏。', en: 'How many columns of a record hold something.' },
  options: options as z.ZodType<Options>,
  dependsOnRoles: false,
  phraseClasses: () => [],
  scopes: () => [],
  judge({ columns, pass, partial, mostCharacters }, { analysis }) {
    const facts = columns.map((column) => ({ column, fact: factOf(analysis.call, [column]) }));
    const absent = facts.filter(({ fact }) => !fact).map(({ column }) => column);
    const there = facts.flatMap(({ fact }) => (fact && holdsSomething(fact.text) ? [fact] : []));
    if (absent.length === columns.length) return notApplicable(withoutColumns(columns));
    if (there.length === 0) return notApplicable({ zh: '没有留下记录。', en: 'No record was made.' });
    const open = facts.flatMap(({ column, fact }) => (fact && !holdsSomething(fact.text) ? [column] : []));
    const explanation = {
      zh: `${columns.length} 项中填了 ${there.length} 项${named(open, 'zh')}。`,
      en: `Filled in: ${there.length} of ${columns.length}${named(open, 'en')}.`,
    };
    const outcomeOf = (count: number) => rate(count, { atLeast: pass }, { atLeast: partial });
    const evidence: Evidence[] = [
      {
        span: null,
        participant: null,
        quote: there.map((fact) => fact.text).join('；'),
        measured: { value: there.length, unit: 'count' },
        threshold: { comparison: 'at least', value: pass, unit: 'count' },
        note: { zh: there.map(titleZh).join('、'), en: there.map(({ column }) => columnTitle(column).en).join(', ') },
      },
    ];
    if (outcomeOf(there.length) !== outcomeOf(there.length + absent.length))
      return undecided(withoutColumns(absent), [], evidence);
    const characters = there.reduce((sum, { text }) => sum + [...text].length, 0);
    if (mostCharacters === undefined || characters <= mostCharacters || outcomeOf(there.length) !== 'pass')
      return found(outcomeOf(there.length), explanation, evidence);
    return found(
      'partial',
      { zh: `记录共 ${characters} 字，不够简洁。`, en: `The record has ${counted(characters, 'character')}.` },
      [
        {
          ...evidence[0]!,
          measured: { value: characters, unit: 'count' },
          threshold: { comparison: 'at most', value: mostCharacters, unit: 'count' },
        },
      ],
    );
  },
});

const titleZh = ({ column }: Fact): string => columnTitle(column).zh;

function named(columns: readonly string[], language: 'zh' | 'en'): string {
  if (columns.length === 0) return '';
  const titles = columns.map((column) => columnTitle(column)[language]);
  return language === 'zh' ? `，缺${titles.join('、')}` : `; missing: ${titles.join(', ')}`;
}
