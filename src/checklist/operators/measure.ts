import { z } from 'zod';
import type { Turn } from '../../analysis.ts';
import { hull, type TimeSpan } from '../../timespan.ts';
import { type Band, bandSchema, rate, thresholdOf } from '../bands.ts';
import type { CallContext } from '../context.ts';
import { doubtfulWords, tooFew } from '../doubtful-words.ts';
import { type Finding, found, notApplicable, undecided } from '../finding.ts';
import { amountOf, NAMED_MEASURES, type NamedMeasure } from '../named-measures.ts';
import { operator } from '../operator.ts';
import { type Scope, scopeOf, scopeSchema } from '../scope-schema.ts';
import type { Evidence } from '../verdict.ts';
import { voiceIn } from '../voice.ts';
import type { Window } from '../window.ts';

type Name = keyof typeof NAMED_MEASURES;
const MEASURES: Readonly<Record<Name, NamedMeasure>> = NAMED_MEASURES;

const isWhole = ({ first, last, near }: Scope): boolean => !first && !last && !near;
const options = z
  .strictObject({
    name: z.enum(Object.keys(MEASURES) as [Name, ...Name[]]),
    participant: z.enum(['agent', 'customer']).default('agent'),
    /** A stretch of the call, for what can be measured in one: rate, level, confidence. */
    scope: scopeSchema,
    pass: bandSchema,
    partial: bandSchema.optional(),
    /** Bands of English calls, where the unit is words. */
    en: z.strictObject({ pass: bandSchema, partial: bandSchema.optional() }).optional(),
    /** Less talk than this is too little to judge, and so are fewer characters (words). */
    leastTalkSeconds: z.number().nonnegative().default(0),
    leastUnits: z.strictObject({ zh: z.number().positive(), en: z.number().positive() }).optional(),
    /** Where a person should listen to what the value is about: the first turn of each stretch stands beside it. */
    clips: z.array(scopeSchema).min(1).optional(),
  })
  .refine(({ name, scope }) => isWhole(scope) || MEASURES[name].aspect, 'a scope is for rate, level and confidence');
type Options = z.infer<typeof options>;

/** One measure of one participant held against bands. What rests on words is a question where words are doubtful. */
export const measure = operator<Options>({
  name: 'measure',
  about: { zh: '一项测量值是否在范围内。', en: 'One measure held against limits.' },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: () => [],
  scopes: ({ scope }) => (isWhole(scope) ? [] : [scope]),
  judge(wanted, call) {
    const { name, participant, scope, leastTalkSeconds } = wanted;
    const { value: whole, aspect, title, onWords } = MEASURES[name];
    const measures = call.analysis.measures[participant];
    const window = call.window(scopeOf(participant, scope));
    if (!measures || !window || measures.talkSeconds < leastTalkSeconds)
      return notApplicable({
        zh: `说话太少，无法测量${title.zh}。`,
        en: `Too little speech to measure the ${title.en}.`,
      });
    const least = wanted.leastUnits?.[call.analysis.language] ?? 0;
    const doubt = onWords ? doubtfulWords(title, least, window, call) : null;
    if (doubt) return doubt;
    const value = whole && isWhole(scope) ? (whole(measures) ?? null) : voiceIn(aspect!, window.turns, call.analysis);
    if (value !== null) return judged(value, wanted, window, call);
    return onWords
      ? undecided(tooFew(title, measures.talkSeconds), spansOf(window.turns))
      : notApplicable({ zh: `这里没有测得${title.zh}。`, en: `The ${title.en} was not measured here.` });
  },
});

function judged(value: number, wanted: Options, window: Window, call: CallContext): Finding {
  const { name, participant, pass, partial, en } = wanted;
  const { title, unit: unitOf } = MEASURES[name];
  const unit = unitOf(call.analysis);
  const bands: { pass: Band; partial?: Band | undefined } =
    en && call.analysis.language === 'en' ? en : { pass, partial };
  const amount = amountOf(value, unit);
  const clips = clipsOf(wanted, call);
  const evidence: Evidence[] = [
    {
      span: clips[0]?.span ?? around(window.turns),
      participant,
      measured: { value, unit },
      threshold: thresholdOf(value, bands.pass, unit),
      note: title,
    },
    ...clips,
  ];
  const explanation = { zh: `${title.zh} ${amount.zh}。`, en: `The ${title.en} is ${amount.en}.` };
  return found(rate(value, bands.pass, bands.partial), explanation, evidence);
}

function clipsOf({ clips, participant }: Options, call: CallContext): (Evidence & { span: TimeSpan })[] {
  const turns = (clips ?? []).flatMap((scope) => call.window(scopeOf(participant, scope))?.turns[0] ?? []);
  return [...new Set(turns)].map(({ start, end, text }) => ({ span: { start, end }, participant, quote: text }));
}

const spansOf = (turns: readonly Turn[]): TimeSpan[] => turns.map(({ start, end }) => ({ start, end }));

function around(turns: readonly Turn[]): TimeSpan | null {
  const [first, ...others] = spansOf(turns);
  return first ? others.reduce(hull, first) : null;
}
