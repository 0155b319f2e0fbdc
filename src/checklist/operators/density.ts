import { z } from 'zod';
import type { Segment } from '../../analysis.ts';
import type { Sentence } from '../../errors.ts';
import { countUnits } from '../../language/count.ts';
import { lettersIn, placeBehind } from '../../language/punctuation/marks.ts';
import { readableTexts } from '../../language/punctuation/readable.ts';
import { bandSchema, rate, shown, thresholdOf } from '../bands.ts';
import type { CallContext, CallHit } from '../context.ts';
import { howOften } from '../counted.ts';
import { isUnsure } from '../doubtful-spans.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { perFiveMinutes } from '../per-five-minutes.ts';
import { type Scope, scopeSchema, wholeCall } from '../scope-schema.ts';
import { readableText, sentencesOf } from '../sentences.ts';
import type { Window } from '../window.ts';

const classes = z.array(z.string().min(1)).min(1);
const options = z.strictObject({
  classes,
  /** Counted in five minutes of the call, in a hundred characters (words), or sentences with one over all of the scope. */
  per: z.enum(['fiveMinutes', 'hundredUnits', 'sentences']),
  pass: bandSchema,
  partial: bandSchema.optional(),
  /** Fewer characters (words) in the scope are too little to judge. */
  leastUnits: z.number().nonnegative().default(0),
  /** Counts half when one of these is said in the same turn. */
  halvedBy: classes.optional(),
  /**
   * Does not count when one of these is said behind it in the same turn, or in the next one of the same participant, and not
   * followed by another word of the classes.
   */
  excusedBy: classes.optional(),
  /** Does not count once the other participant has said it. */
  freeOnceOtherSaidIt: z.boolean().default(false),
  scope: scopeSchema,
});
type Options = z.infer<typeof options>;

/**
 * How often words of some classes are said, for the length of the call or of the text. What is to be rare needs exact
 * characters, what is to be frequent is heard by sound. Where unsure words decide, a person does.
 */
export const density = operator<Options>({
  name: 'density',
  about: {
    zh: '某类话说得有多密：每五分钟、每百字或每句话几次。',
    en: 'How often certain words are said: in five minutes, in a hundred characters, or in a sentence.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  needsEveryWord: true,
  phraseClasses: ({ classes: own, halvedBy, excusedBy }) => [...own, ...(halvedBy ?? []), ...(excusedBy ?? [])],
  scopes: ({ scope }) => [scope],
  judge(wanted, call) {
    const { classes: own, scope, pass, partial, per, leastUnits } = wanted;
    const window = call.window(scope);
    const usable = own.filter((id) => call.phraseClass(id));
    if (!window || usable.length === 0)
      return notApplicable({ zh: '没有可查的内容。', en: 'There is nothing to check.' });
    const units = window.segments.reduce((sum, { text }) => sum + countUnits(text, call.analysis.language), 0);
    if (units === 0 || units < leastUnits)
      return notApplicable({
        zh: `这一段只说了 ${units} 个字，太少。`,
        en: `Only ${units} ${units === 1 ? 'character (word) is' : 'characters (words) are'} said here: too few.`,
      });
    const counted = call
      .find(scope, usable, pass.atMost === undefined ? 'sound' : 'exact')
      .map((hit) => ({ hit, weight: weightOf(hit, wanted, call) }))
      .filter(({ weight }) => weight > 0)
      .filter(({ hit }, index, all) => per !== 'sentences' || isFirstInSentence(hit, all.slice(0, index), call));
    const densityOf = (list: typeof counted): number =>
      per === 'fiveMinutes'
        ? perFiveMinutes(sum(list), call.analysis)
        : sum(list) / (per === 'hundredUnits' ? units / 100 : sentenceCount(window, call));
    const value = densityOf(counted);
    const outcome = rate(value, pass, partial);
    const held = {
      measured: { value, unit: UNITS[per] },
      threshold: thresholdOf(value, pass, UNITS[per]),
    };
    const evidence = counted.map(({ hit }) => ({ ...call.evidence(hit), ...held }));
    const explanation = explained(value, per, counted.length);
    const sure = counted.filter(({ hit }) => !hit.segments.some(isUnsure));
    if (rate(densityOf(sure), pass, partial) !== outcome)
      return undecided(
        explanation,
        counted.filter((one) => !sure.includes(one)).map(({ hit }) => hit.span),
        evidence,
      );
    if (outcome === 'pass' || evidence.length > 0) return found(outcome, explanation, evidence);
    return found(outcome, explanation, [{ ...call.missing(window, call.phraseClass(usable[0]!)!.model), ...held }]);
  },
});

const sum = (list: readonly { weight: number }[]): number => list.reduce((total, { weight }) => total + weight, 0);

const readable = (segment: Segment, { analysis }: CallContext): string =>
  readableText(segment, readableTexts(analysis));

/** Per sentence, a sentence counts once however often it has such words. */
function isFirstInSentence(hit: CallHit, before: readonly { hit: CallHit }[], call: CallContext): boolean {
  const sentence = ({ segments: [first], from }: CallHit): number => {
    const text = readable(first!, call);
    return sentencesOf(text.slice(0, placeBehind(text, lettersIn(first!.text.slice(0, from.start))) + 1)).length;
  };
  return !before.some((one) => one.hit.segments[0] === hit.segments[0] && sentence(one.hit) === sentence(hit));
}

const sentenceCount = ({ segments }: Window, call: CallContext): number =>
  Math.max(
    1,
    segments.reduce((count, segment) => count + sentencesOf(readable(segment, call)).length, 0),
  );

function weightOf(
  hit: CallHit,
  { classes: own, excusedBy, halvedBy, freeOnceOtherSaidIt, scope }: Options,
  call: CallContext,
): number {
  if (freeOnceOtherSaidIt && saidBefore(hit, call)) return 0;
  if (excusedBy && isExplained(hit, own, excusedBy, scope, call)) return 0;
  return halvedBy && saidBeside(hit, halvedBy, scope, call) ? 0.5 : 1;
}

function isExplained(
  hit: CallHit,
  own: readonly string[],
  ids: readonly string[],
  { participant }: Scope,
  call: CallContext,
): boolean {
  const { turns } = call.analysis.conversation;
  const turn = call.turnOf(hit.segments[0]!);
  const next = turns.slice(turns.indexOf(turn!) + 1).find((one) => one.participant === participant);
  const others = call.find(wholeCall(participant), own, 'exact').filter(({ expected }) => expected !== hit.expected);
  return call.find(wholeCall(participant), ids).some((one) => {
    const inTurn = call.turnOf(one.segments[0]!);
    const isThere = inTurn === turn ? isBehind(one, hit) : inTurn !== undefined && inTurn === next;
    return isThere && !others.some((other) => follows(other, one));
  });
}

const isBehind = (one: CallHit, hit: CallHit): boolean =>
  one.segments[0] === hit.segments[0]
    ? one.from.start >= hit.from.start
    : one.segments[0]!.start > hit.segments[0]!.start;

/** So many characters behind what announces an explanation, it has begun with something else to be explained. */
const AT_ONCE_CHARACTERS = 6;

const follows = (other: CallHit, one: CallHit): boolean =>
  other.segments[0] === one.segments.at(-1) &&
  other.from.start >= one.to.end &&
  other.from.start < one.to.end + AT_ONCE_CHARACTERS;

function saidBefore({ classId, expected, span, participant }: CallHit, call: CallContext): boolean {
  const other = wholeCall(participant === 'agent' ? 'customer' : 'agent');
  return call.find(other, [classId], 'exact').some((one) => one.expected === expected && one.span.start < span.start);
}

/** One of the classes is said in the turn of the hit. */
const saidBeside = (hit: CallHit, ids: readonly string[], { participant }: Scope, call: CallContext): boolean =>
  call.turnsWith(participant, ids).has(call.turnOf(hit.segments[0]!)!);

const UNITS = {
  fiveMinutes: 'countPerFiveMinutes',
  hundredUnits: 'countPerHundredUnits',
  sentences: 'countPerSentence',
};

function explained(value: number, per: Options['per'], count: number): Sentence {
  const times: Record<Options['per'], Sentence> = {
    fiveMinutes: { zh: `平均每五分钟 ${shown(value)} 次`, en: `${shown(value)} in five minutes` },
    hundredUnits: { zh: `平均每百字 ${shown(value)} 次`, en: `${shown(value)} in a hundred characters (words)` },
    sentences: { zh: `平均每句 ${shown(value)} 次`, en: `${shown(value)} in a sentence` },
  };
  return { zh: `说了 ${count} 次，${times[per].zh}。`, en: `Said ${howOften(count)}, ${times[per].en}.` };
}
