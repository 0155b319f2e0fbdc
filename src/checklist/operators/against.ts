import { z } from 'zod';
import type { CallAnalysis, Turn } from '../../analysis.ts';
import type { Sentence } from '../../errors.ts';
import { hull, overlapSeconds, type TimeSpan } from '../../timespan.ts';
import { type Band, bandSchema, rate, shown, thresholdOf } from '../bands.ts';
import type { CallContext } from '../context.ts';
import { areWordsUnsure } from '../doubtful-words.ts';
import { type Finding, found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { triggerSchema, triggersIn } from '../triggers.ts';
import { speechSeconds, unitsOfTurns, VOICE_TITLES, voiceIn } from '../voice.ts';

const options = z.strictObject({
  of: z.enum(['rate', 'level']),
  /** Limits of the agent's rate as a share of the customer's, or of the agent's level minus the customer's in dB. */
  pass: bandSchema,
  partial: bandSchema.optional(),
  /** A customer slower or faster than this is taken to be just so slow or fast: nobody has to follow them further. */
  within: z.strictObject({ zh: bandSchema, en: bandSchema }).optional(),
  /** Turns of the customer in which this happens are left out. */
  apartFrom: triggerSchema.optional(),
  /** Fewer characters (words) of either are too little for a rate, less speech too little for a level. */
  leastUnits: z.strictObject({ zh: z.number().positive(), en: z.number().positive() }).default({ zh: 60, en: 40 }),
  leastSeconds: z.number().positive().default(5),
});
type Options = z.infer<typeof options>;

/** The agent's voice held against the customer's on the same call. */
export const against = operator<Options>({
  name: 'against',
  about: {
    zh: '坐席的语速或音量与客户相比。',
    en: 'Rate or level of the agent, against those of the customer.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: ({ apartFrom }) => apartFrom?.says ?? [],
  scopes: () => [],
  judge(wanted, call) {
    const { turns } = call.analysis.conversation;
    const agent = turns.filter(({ participant }) => participant === 'agent');
    const customer = calmTurns(
      turns.filter(({ participant }) => participant === 'customer'),
      wanted,
      call,
    );
    return wanted.of === 'rate' ? ratesOf(agent, customer, wanted, call) : levelsOf(agent, customer, wanted, call);
  },
});

function calmTurns(turns: readonly Turn[], { apartFrom }: Options, call: CallContext): Turn[] {
  const moments = apartFrom ? triggersIn(apartFrom, call) : [];
  return turns.filter((turn) => !moments.some(({ span }) => overlapSeconds(span, turn) > 0));
}

function ratesOf(agent: readonly Turn[], customer: readonly Turn[], wanted: Options, call: CallContext): Finding {
  const { language } = call.analysis;
  const units = unitsOfTurns(call.analysis);
  const count = (turns: readonly Turn[]): number => turns.reduce((sum, turn) => sum + units.get(turn)!, 0);
  const own = voiceIn('rate', agent, call.analysis);
  const theirs = voiceIn('rate', customer, call.analysis);
  const few = Math.min(count(agent), count(customer)) < wanted.leastUnits[language];
  if (own === null || theirs === null || few) return tooLittle('rate');
  const unsure = [agent, customer].some((turns) => areWordsUnsure(turns, call.analysis));
  const note = {
    zh: `坐席每分钟 ${shown(own)} 字，客户 ${shown(theirs)} 字`,
    en: `agent ${shown(own)}, customer ${shown(theirs)} characters (words) a minute`,
  };
  const value = own / into(theirs, wanted.within?.[language]);
  const explanation = {
    zh: `坐席的语速是客户的 ${shown(100 * value)}%（${note.zh}）。`,
    en: `The agent speaks at ${shown(100 * value)}% of the customer's rate (${note.en}).`,
  };
  const finding = held(value, 'share', explanation, note, agent, wanted);
  if (!unsure) return finding;
  return undecided(
    { zh: '识别把握不足，语速靠不住。', en: 'The recogniser was unsure, so the rates are, too.' },
    finding.evidence.flatMap(({ span }) => span ?? []),
    finding.evidence,
  );
}

function levelsOf(agent: readonly Turn[], customer: readonly Turn[], wanted: Options, call: CallContext): Finding {
  if (!haveChannelEach(call.analysis))
    return notApplicable({
      zh: '双方不在不同的声道上，音量无法相比。',
      en: 'Without a channel each, levels cannot be compared.',
    });
  const own = voiceIn('level', agent, call.analysis);
  const theirs = voiceIn('level', customer, call.analysis);
  const little = Math.min(speechSeconds(agent), speechSeconds(customer)) < wanted.leastSeconds;
  if (own === null || theirs === null || little) return tooLittle('level');
  const value = own - theirs;
  const note = {
    zh: `坐席 ${shown(own)} dBFS，客户 ${shown(theirs)} dBFS`,
    en: `agent ${shown(own)} dBFS, customer ${shown(theirs)} dBFS`,
  };
  const way = value >= 0 ? { zh: '高', en: 'louder' } : { zh: '低', en: 'quieter' };
  const explanation = {
    zh: `坐席比客户音量${way.zh} ${shown(Math.abs(value))} dB。`,
    en: `The agent is ${shown(Math.abs(value))} dB ${way.en} than the customer.`,
  };
  return held(value, 'dB', explanation, note, agent, wanted);
}

const haveChannelEach = ({ channels }: CallAnalysis): boolean =>
  (['agent', 'customer'] as const).every((one) => channels.some(({ participant }) => participant === one));

const into = (value: number, band: Band | undefined): number =>
  Math.min(band?.atMost ?? Number.POSITIVE_INFINITY, Math.max(band?.atLeast ?? 0, value));

const tooLittle = (of: Options['of']): Finding =>
  notApplicable({
    zh: `坐席或客户说话太少，${VOICE_TITLES[of].zh}无法相比。`,
    en: `Agent or customer speak too little to compare the ${VOICE_TITLES[of].en}.`,
  });

function held(
  value: number,
  unit: string,
  explanation: Sentence,
  note: Sentence,
  turns: readonly Turn[],
  { pass, partial }: Options,
): Finding {
  const span = turns.reduce<TimeSpan>(hull, turns[0]!);
  return found(rate(value, pass, partial), explanation, [
    {
      span: { start: span.start, end: span.end },
      participant: 'agent',
      measured: { value, unit },
      threshold: thresholdOf(value, pass, unit),
      note,
    },
  ]);
}
