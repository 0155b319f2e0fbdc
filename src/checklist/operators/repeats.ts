import { z } from 'zod';
import type { Segment } from '../../analysis.ts';
import { countUnits } from '../../language/count.ts';
import { pairsOf, similarity } from '../../language/similar.ts';
import type { TimeSpan } from '../../timespan.ts';
import { askingTurns, isIn, questionsBy } from '../asked.ts';
import type { CallContext, CallHit } from '../context.ts';
import { howOften } from '../counted.ts';
import { isUnsure } from '../doubtful-spans.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { wholeCall } from '../scope-schema.ts';
import type { Evidence } from '../verdict.ts';

const classes = z.array(z.string().min(1)).min(1);
const options = z.strictObject({
  /** What is compared: the questions of the agent, or the clauses with at least so many characters (words). */
  of: z.enum(['questions', 'clauses']),
  leastUnits: z.int().positive().default(1),
  /** Two are the same with this share of neighbouring characters (words) in common. */
  similarity: z.number().positive().max(1),
  /** How often a thing may be said before it counts as repeated. */
  allowed: z.int().positive().default(1),
  /** Repetitions, all things together, that still pass, and that are still partial. */
  passCount: z.int().nonnegative(),
  partialCount: z.int().nonnegative(),
  /** Questions with a phrase of the first class ask for what the customer may have given with one of the second. */
  asks: z.record(z.string().min(1), z.string().min(1)).default({}),
  /** Questions with such a phrase do not count: 还有什么可以帮您. */
  exceptClasses: z.array(z.string().min(1)).default([]),
  /** Asking again is no fault when somebody says one of these in between: the line is bad. */
  excusedBy: classes.optional(),
});
type Options = z.infer<typeof options>;

/** A thing said before is looked for among so many last ones. */
const LOOK_BACK = 60;
/** Spaces part clauses in Chinese only. */
const CLAUSE_ENDS = { zh: /[\s，,。.！!？?；;、]+/, en: /[,.!?;]+/ };
/** Figures read back to be confirmed. */
const FIGURES = /(?:\d|[零〇一二三四五六七八九幺]){3}/;

/**
 * What the agent says again: a question like one the customer has answered, or one for what the customer gave unasked;
 * or the same clause over and over. No repetition: figures read back, a question the customer did not answer.
 */
export const repeats = operator<Options>({
  name: 'repeats',
  about: {
    zh: '坐席有没有重复问已经答过的问题，或者反复说同一句话。',
    en: 'Whether the agent asks again what was answered, or says the same words over and over.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: ({ asks, exceptClasses, excusedBy }) => [
    ...Object.entries(asks).flat(),
    ...exceptClasses,
    ...(excusedBy ?? []),
  ],
  scopes: () => [],
  judge(wanted, call) {
    const said = wanted.of === 'questions' ? askedIn(wanted, call) : clausesIn(wanted, call);
    if (said.length === 0) return notApplicable({ zh: '没有可以比较的话。', en: 'There is nothing to compare.' });
    const repeated = repetitionsOf(said, wanted, call);
    const count = repeated.length;
    const explanation = { zh: `重复了 ${count} 次。`, en: `Repeated ${howOften(count)}.` };
    const outcomeOf = (times: number) =>
      times <= wanted.passCount ? 'pass' : times <= wanted.partialCount ? 'partial' : 'fail';
    const held = {
      measured: { value: count, unit: 'count' },
      threshold: { comparison: 'at most' as const, value: wanted.passCount, unit: 'count' },
    };
    const evidence = repeated.flatMap(({ one, before }): Evidence[] => [
      {
        span: spanOf(one.segment),
        participant: 'agent',
        quote: one.text,
        ...held,
        note: { zh: `此前：“${before.text}”`, en: `before: “${before.text}”` },
      },
      {
        span: spanOf(before.segment),
        participant: before.segment.participant,
        quote: before.text,
        ...held,
        note: { zh: '此前', en: 'before' },
      },
    ]);
    const unsure = repeated.filter(({ one, before }) => isUnsure(one.segment) || isUnsure(before.segment));
    if (outcomeOf(count - unsure.length) === outcomeOf(count)) return found(outcomeOf(count), explanation, evidence);
    return undecided(
      explanation,
      unsure.map(({ one }) => spanOf(one.segment)),
      evidence,
    );
  },
});

const spanOf = ({ start, end }: Segment): TimeSpan => ({ start, end });

/** What was said before, and where. */
type Before = Pick<Said, 'text' | 'segment'>;

interface Said {
  text: string;
  segment: Segment;
  pairs: ReadonlySet<string>;
  /** The class of what is asked for, if it is known. */
  asksFor: string | null;
}

function askedIn({ asks, exceptClasses, leastUnits }: Options, call: CallContext): Said[] {
  const { language } = call.analysis;
  const kinds = call.find(wholeCall('agent'), Object.keys(asks));
  return questionsBy('agent', exceptClasses, call)
    .filter(({ text, units }) => units >= leastUnits && !FIGURES.test(text))
    .map((one) => ({
      text: one.text,
      segment: one.segment,
      pairs: pairsOf(one.text, language),
      asksFor: bestOf(kinds.filter((hit) => isIn(hit, one)))?.classId ?? null,
    }));
}

/** What sounds most like it; the first of those alike. */
const bestOf = (hits: readonly CallHit[]): CallHit | undefined => hits.toSorted((a, b) => b.score - a.score)[0];

function clausesIn({ leastUnits }: Options, call: CallContext): Said[] {
  const { language } = call.analysis;
  const window = call.window(wholeCall('agent'));
  return (window?.segments ?? []).flatMap((segment) =>
    segment.text
      .split(CLAUSE_ENDS[language])
      .filter((text) => countUnits(text, language) >= leastUnits && !FIGURES.test(text))
      .map((text) => ({ text, segment, pairs: pairsOf(text, language), asksFor: null })),
  );
}

/** What is said once too often, with what was said before. */
function repetitionsOf(said: readonly Said[], wanted: Options, call: CallContext): { one: Said; before: Before }[] {
  const groups: { last: Said; times: number }[] = [];
  const repeated: { one: Said; before: Before }[] = [];
  const gaveBefore = givenBefore(wanted, call);
  for (const one of said) {
    const group = groups
      .slice(-LOOK_BACK)
      .find(
        ({ last }) => isSame(last, one, wanted) && (wanted.of === 'clauses' || wasAnswered(last, one, wanted, call)),
      );
    if (group) {
      group.times++;
      if (group.times > wanted.allowed) repeated.push({ one, before: group.last });
      group.last = one;
      continue;
    }
    groups.push({ last: one, times: 1 });
    const given = gaveBefore(one);
    if (given) repeated.push({ one, before: { text: given.heard, segment: given.segments[0]! } });
  }
  return repeated;
}

function isSame(a: Said, b: Said, wanted: Options): boolean {
  if (a.asksFor !== null && a.asksFor === b.asksFor) return true;
  return similarity(a.pairs, b.pairs) >= wanted.similarity;
}

/** Between two questions the customer says something that is no question itself, and nobody had trouble hearing. */
function wasAnswered(
  { segment: first }: Said,
  { segment: second }: Said,
  { excusedBy }: Options,
  call: CallContext,
): boolean {
  const asking = askingTurns(call);
  const between = call.analysis.conversation.turns.filter(
    (turn) => turn.participant === 'customer' && turn.start >= first.start && turn.end <= second.end,
  );
  if (!between.some((turn) => !asking.has(turn))) return false;
  return !heard(excusedBy ?? [], call).some(({ span }) => span.start >= first.start && span.end <= second.end);
}

const heard = (ids: readonly string[], call: CallContext): CallHit[] =>
  (['agent', 'customer'] as const).flatMap((who) => call.find(wholeCall(who), ids));

/** What the customer had told before a question for it was asked. */
function givenBefore({ asks }: Options, call: CallContext): (one: Said) => CallHit | undefined {
  const given = call.find(wholeCall('customer'), Object.values(asks));
  return ({ asksFor, segment }) =>
    given.find(({ classId, span }) => asksFor !== null && classId === asks[asksFor] && span.end <= segment.start);
}
