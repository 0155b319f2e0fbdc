import { z } from 'zod';
import type { Language } from '../../analysis.ts';
import { normalise } from '../../language/normalise.ts';
import type { CallHit } from '../context.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { scopeSchema } from '../scope-schema.ts';

const classes = z.array(z.string().min(1)).min(1);
const options = z.strictObject({
  /** How agents say their number, and their surname. */
  number: classes,
  surname: classes.optional(),
  scope: scopeSchema,
});
type Options = z.infer<typeof options>;

/**
 * Whether agents name themselves as the tenant wants it (by number, surname, either or both), and by the number the
 * telephone system knows them by: another one is a question to a person, for the recogniser may be wrong. Does not apply
 * where neither is heard.
 */
export const agentId = operator<Options>({
  name: 'agentId',
  about: {
    zh: '报的是工号还是姓，是否合乎本单位的规定，工号与话务记录是否一致。',
    en: 'Whether number or surname is given as the tenant wants it, and is that of the call list.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: ({ number, surname }) => [...number, ...(surname ?? [])],
  scopes: ({ scope }) => [scope],
  judge({ number, surname, scope }, call) {
    const { style, leastDigits, mostDigits } = call.profile.agentId;
    const { language } = call.analysis;
    const numbers = call
      .find(scope, number)
      .map((hit) => ({ hit, figures: figuresAt(hit, language) }))
      .filter(({ figures }) => figures.length >= leastDigits && figures.length <= mostDigits);
    const names = call.find(scope, surname ?? []);
    const heard = [...numbers.map(({ hit }) => hit), ...names];
    if (heard.length === 0)
      return notApplicable({ zh: '没有听到工号或姓。', en: 'Neither a number nor a surname is heard.' });
    const evidence = heard.map((hit) => call.evidence(hit));
    const known = (call.analysis.call.agentId ?? '').replace(/\D/g, '');
    const other = known === '' ? undefined : numbers.find(({ figures }) => !isSameNumber(figures, known));
    if (other && !numbers.some(({ figures }) => isSameNumber(figures, known)))
      return undecided(
        {
          zh: `报的工号是 ${other.figures}，话务记录是 ${known}，请人工核对。`,
          en: `The number given is ${other.figures}, in the call list it is ${known}; please check.`,
        },
        [other.hit.span],
        evidence,
      );
    const given = { number: numbers.length > 0, surname: names.length > 0 };
    const asWanted = style === 'either' || (style === 'both' ? given.number && given.surname : given[style]);
    const quoted = heard.map((hit) => hit.heard).join('”“');
    return asWanted
      ? found('pass', { zh: `说了“${quoted}”。`, en: `Said “${quoted}”.` }, evidence)
      : found(
          'partial',
          { zh: `只说了“${quoted}”，不合本单位的规定。`, en: `Only “${quoted}” was said: not as it is wanted here.` },
          evidence,
        );
  },
});

/** Spoken figures as digits; what recognisers write for 一 and 二 in numbers included. */
const FIGURES: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'零一二三四五六七八九'].map((figure, value) => [figure, String(value)])),
  要: '1',
  腰: '1',
  两: '2',
  oh: '0',
  o: '0',
  ...Object.fromEntries(
    ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'].map((word, value) => [
      word,
      String(value),
    ]),
  ),
};

/**
 * The digits of the number in a phrase, 十二 as 12; empty when there are none. The shortest reading of a phrase may leave
 * figures out, so they are taken from the text around it.
 */
function figuresAt({ segments, from, to }: CallHit, language: Language): string {
  const { tokens, starts, ends } = normalise(segments[0]!.text, language);
  const end = segments.length === 1 ? to.end : segments[0]!.text.length;
  const isFigure = (index: number): boolean => digitsOf(tokens[index]) !== '' || tokens[index] === TEN;
  const first = tokens.findIndex((_, index) => isFigure(index) && starts[index]! < end && ends[index]! > from.start);
  if (first < 0) return '';
  let [begin, stop] = [first, first + 1];
  while (isFigure(begin - 1)) begin--;
  while (isFigure(stop)) stop++;
  const run = tokens.slice(begin, stop);
  const ten = run.indexOf(TEN);
  const digits = (list: readonly string[]): string => list.map(digitsOf).join('');
  return ten < 0 ? digits(run) : `${digits(run.slice(0, ten)) || '1'}${digits(run.slice(ten + 1)) || '0'}`;
}

const TEN = '十';
const digitsOf = (token: string | undefined): string =>
  token === undefined ? '' : (FIGURES[token] ?? (/^\d$/.test(token) ? token : ''));

/** The same number without the zeros in front, or the end of the other: an extension 08016 is agent 8016. */
function isSameNumber(said: string, known: string): boolean {
  const [a, b] = [said, known].map((one) => one.replace(/^0+(?=\d)/, '')) as [string, string];
  return a === b || (a.length > 1 && b.endsWith(a)) || (b.length > 1 && a.endsWith(b));
}
