import { z } from 'zod';
import type { Segment } from '../../analysis.ts';
import type { PhraseClass } from '../../language/lexicon.ts';
import { remembered } from '../../remembered.ts';
import { bandSchema, rate, shown, thresholdOf } from '../bands.ts';
import type { CallContext } from '../context.ts';
import { howOften } from '../counted.ts';
import { isUnsure } from '../doubtful-spans.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { perFiveMinutes } from '../per-five-minutes.ts';
import { scopeSchema } from '../scope-schema.ts';
import type { Evidence } from '../verdict.ts';

const options = z.strictObject({
  /** Lexicon class of words that are no mixing; capitals do not matter. */
  allowed: z.string().min(1),
  /** Mixings in five minutes of the call. */
  pass: bandSchema,
  partial: bandSchema.optional(),
  scope: scopeSchema,
});
type Options = z.infer<typeof options>;

const UNIT = 'countPerFiveMinutes';
/** Addresses are spelled out: www.example.com, name@example.com. */
const ADDRESS = /[\w.+-]+@[\w.-]+|(?:https?:\/\/|www\.)[\w./-]+|\w+\.(?:com|cn|net|org)\b[\w./-]*/gi;
/** Words with nothing but spaces and marks between them are one mixing: thank you very much. */
const RUN =
  /\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]*(?:[\s,.!?，。、！？-]+\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]*)*/gu;
const WORD = /\p{Script=Latin}[\p{Script=Latin}\p{M}'’]*/gu;

/**
 * Words in Latin letters inside Chinese speech. Left out: words of the allowed class, letters read one by one or with
 * figures (A3, 5G), addresses, and what the other participant said first.
 */
export const latinWords = operator<Options>({
  name: 'latinWords',
  about: { zh: '中文里夹用外文词，每五分钟几次。', en: 'Foreign words inside Chinese speech, in five minutes.' },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  needsEveryWord: true,
  phraseClasses: ({ allowed }) => [allowed],
  scopes: ({ scope }) => [scope],
  judge({ allowed, pass, partial, scope }, call) {
    const window = call.window(scope);
    if (!window || window.segments.length === 0)
      return notApplicable({ zh: '没有可查的内容。', en: 'There is nothing to check.' });
    const allowedClass = call.lexicons.classes.get(allowed);
    const known = allowedClass ? wordsOf(allowedClass) : NO_WORDS;
    const mixed = window.segments.flatMap((segment) =>
      runsOf(segment, (word) => known.has(word) || saidByOther(word, segment, call)).map((quote) => ({
        segment,
        quote,
      })),
    );
    const value = perFiveMinutes(mixed.length, call.analysis);
    const outcome = rate(value, pass, partial);
    const evidence: Evidence[] = mixed.map(({ segment, quote }) => ({
      span: { start: segment.start, end: segment.end },
      participant: window.participant,
      quote,
      measured: { value, unit: UNIT },
      threshold: thresholdOf(value, pass, UNIT),
      note: { zh: segment.text, en: segment.text },
    }));
    const words = [...new Set(mixed.map(({ quote }) => quote))].slice(0, 5);
    const explanation = {
      zh: mixed.length === 0 ? '没有夹用外文词。' : `夹用外文词 ${mixed.length} 次（${words.join('、')}）。`,
      en:
        mixed.length === 0
          ? 'No foreign words.'
          : `Foreign words ${howOften(mixed.length)} (${words.join(', ')}), ${shown(value)} in five minutes.`,
    };
    const sure = mixed.filter(({ segment }) => !isUnsure(segment)).length;
    if (rate(perFiveMinutes(sure, call.analysis), pass, partial) === outcome)
      return found(outcome, explanation, evidence);
    return undecided(
      explanation,
      mixed.map(({ segment: { start, end } }) => ({ start, end })),
      evidence,
    );
  },
});

const NO_WORDS: ReadonlySet<string> = new Set();

/** The Latin words of a class. */
const wordsOf = remembered(
  ({ phrases, variants = [] }: PhraseClass): ReadonlySet<string> =>
    new Set([...phrases, ...variants].flatMap((phrase) => phrase.match(WORD) ?? []).map((word) => word.toLowerCase())),
);

/** The runs of Latin words of a segment with at least one that counts. */
function runsOf({ text }: Segment, isFree: (word: string) => boolean): string[] {
  const plain = text.normalize('NFKC').replace(ADDRESS, '，');
  return [...plain.matchAll(RUN)]
    .filter((run) =>
      [...run[0].matchAll(WORD)].some((word) => {
        const at = run.index + word.index;
        const isCode = /\d/.test(plain.slice(Math.max(0, at - 1), at) + plain.charAt(at + word[0].length));
        return word[0].length > 1 && !isCode && !isFree(word[0].toLowerCase());
      }),
    )
    .map(([words]) => words);
}

function saidByOther(word: string, { participant, start }: Segment, { analysis }: CallContext): boolean {
  return analysis.transcript.some(
    (one) => one.participant !== participant && one.start < start && one.text.toLowerCase().includes(word),
  );
}
