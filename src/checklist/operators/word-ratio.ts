import { z } from 'zod';
import { shown } from '../bands.ts';
import { howOften } from '../counted.ts';
import { isUnsure } from '../doubtful-spans.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { scopeSchema } from '../scope-schema.ts';

const words = z.array(z.string().min(1)).min(1);
const options = z.strictObject({
  good: words,
  bad: words,
  /** Longer words that hold one of them and do not count. */
  except: words.optional(),
  pass: z.number().min(0).max(1),
  partial: z.number().min(0).max(1),
  leastCount: z.int().positive(),
  scope: scopeSchema,
  /** Turns with one of these lexicon classes do not count: they are not for the customer. */
  exceptTurns: words.optional(),
  /** Recognisers guess between the words: a fail is then a question to a person. */
  recognisedFailIsReview: z.boolean().default(false),
});
type Options = z.infer<typeof options>;

/** What somebody else said, read out. */
const QUOTED = /[“「『"][^”」』"]*[”」』"]/g;

/** The share of the good words among good and bad ones, counted in the raw text without quotations: 您 against 你. */
export const wordRatio = operator<Options>({
  name: 'wordRatio',
  about: { zh: '好的说法占比。', en: 'The share of the good words among good and bad ones.' },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  needsEveryWord: true,
  phraseClasses: ({ exceptTurns }) => exceptTurns ?? [],
  scopes: ({ scope }) => [scope],
  judge({ good, bad, except, exceptTurns, pass, partial, leastCount, scope, recognisedFailIsReview }, call) {
    const window = call.window(scope);
    if (!window) return notApplicable({ zh: '没有可查的内容。', en: 'There is nothing to check.' });
    const aside = new Set(call.find(scope, exceptTurns ?? []).map(({ segments }) => call.turnOf(segments[0]!)));
    const own = window.segments.filter((segment) => aside.size === 0 || !aside.has(call.turnOf(segment)));
    const counted = own.map((segment) => {
      const said = segment.text.replace(QUOTED, ' ');
      const text = (except ?? []).reduce((left, word) => left.replaceAll(word, ' '), said);
      return { segment, good: occurrences(text, good), bad: occurrences(text, bad) };
    });
    const sum = (of: 'good' | 'bad'): number => counted.reduce((total, one) => total + one[of], 0);
    const total = sum('good') + sum('bad');
    if (total < leastCount)
      return notApplicable({
        zh: `称呼对方只有 ${total} 次，不足 ${leastCount} 次。`,
        en: `The customer is addressed ${howOften(total)}, fewer than ${leastCount}.`,
      });
    const share = sum('good') / total;
    const explanation = {
      zh: `称“${good[0]}” ${sum('good')} 次，称“${bad[0]}” ${sum('bad')} 次。`,
      en: `“${good[0]}” ${howOften(sum('good'))}, “${bad[0]}” ${howOften(sum('bad'))}.`,
    };
    const evidence = counted
      .filter((one) => one.bad > 0)
      .map(({ segment }) => ({
        span: { start: segment.start, end: segment.end },
        participant: window.participant,
        quote: segment.text,
        measured: { value: share, unit: 'share' },
        threshold: { comparison: 'at least' as const, value: pass, unit: 'share' },
        note: { zh: `比例 ${shown(share * 100)}%`, en: `share ${shown(share * 100)}%` },
      }));
    const outcomeOf = (list: typeof counted): 'pass' | 'partial' | 'fail' => {
      const [right, wrong] = [
        list.reduce((sum, one) => sum + one.good, 0),
        list.reduce((sum, one) => sum + one.bad, 0),
      ];
      const value = wrong === 0 ? 1 : right / (right + wrong);
      return value >= pass ? 'pass' : value >= partial ? 'partial' : 'fail';
    };
    const outcome = outcomeOf(counted);
    if (outcome === 'pass') return found('pass', explanation, evidence);
    const sure = counted.filter(({ segment, bad: wrong }) => wrong === 0 || !isUnsure(segment));
    const isGuess =
      recognisedFailIsReview && outcome === 'fail' && call.analysis.transcriptSource.kind === 'recognised';
    if (isGuess || outcomeOf(sure) !== outcome)
      return undecided(
        explanation,
        evidence.map(({ span }) => span),
        evidence,
      );
    return found(outcome, explanation, evidence);
  },
});

function occurrences(text: string, list: readonly string[]): number {
  return list.reduce((count, word) => count + text.split(word).length - 1, 0);
}
