import { z } from 'zod';
import type { Turn } from '../../analysis.ts';
import type { Sentence } from '../../errors.ts';
import { contains, hull, type TimeSpan } from '../../timespan.ts';
import { bandSchema, rate, shown, thresholdOf } from '../bands.ts';
import type { CallContext } from '../context.ts';
import { doubtfulWords } from '../doubtful-words.ts';
import { type Finding, notApplicable } from '../finding.ts';
import { operator } from '../operator.ts';
import { scopeSchema } from '../scope-schema.ts';
import { timeAfter, triggerSchema, triggersIn } from '../triggers.ts';
import type { Evidence } from '../verdict.ts';
import { speechSeconds, VOICE_ASPECTS, VOICE_TITLES, type VoiceAspect, voiceIn } from '../voice.ts';
import type { Window } from '../window.ts';

const options = z
  .strictObject({
    of: z.enum(VOICE_ASPECTS),
    /** The stretch that is compared with the rest of the call. */
    scope: scopeSchema,
    /** Only its turns that begin from one of these moments on, up to so many seconds after it. */
    after: triggerSchema.optional(),
    withinSeconds: z.number().positive().default(30),
    /** Limits of the change: a share for `rate` (-0.1: a tenth slower), dB, semitones, log-probability for the others. */
    pass: bandSchema,
    partial: bandSchema.optional(),
    /** Less speech in the stretch, or in the rest of the call, cannot be compared. */
    leastSeconds: z.number().positive().default(2),
  })
  .refine(
    ({ scope, after }) => after !== undefined || scope.first || scope.last || scope.near,
    'a scope that is not the whole call, or after',
  );
type Options = z.infer<typeof options>;

/**
 * How a voice changes in a stretch of the call against the same voice in the rest of it: slower, louder, higher. With
 * `after`, each stretch that follows such a moment is judged and the worst one counts.
 */
export const change = operator<Options>({
  name: 'change',
  about: {
    zh: '某一段里的语速、音量、音高，与同一人在其余部分相比变了多少。',
    en: 'How rate, level or pitch of a voice change in a stretch of the call, against the rest of it.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: ({ after }) => after?.says ?? [],
  scopes: ({ scope }) => [scope],
  judge(wanted, call) {
    const window = call.window(wanted.scope);
    const places = wanted.after && triggersIn(wanted.after, call);
    if (!window || places?.length === 0)
      return notApplicable({ zh: '没有出现需要看变化的情形。', en: 'Nothing happens that would call for it.' });
    const stretches = places
      ? timeAfter(places, wanted.withinSeconds).map((time) => window.turns.filter(({ start }) => contains(time, start)))
      : [window.turns];
    const inside = new Set(stretches.flat());
    const rest = call.analysis.conversation.turns.filter(
      (turn) => turn.participant === wanted.scope.participant && !inside.has(turn),
    );
    const findings = stretches.flatMap((turns) => compared(turns, rest, wanted, call) ?? []);
    if (findings.length === 0) return unknown(wanted.of);
    const worst = (['fail', 'partial', 'pass'] as const).find((kind) => findings.some((one) => one.kind === kind))!;
    const doubt =
      wanted.of === 'rate' && worst !== 'pass' ? doubtfulRate([stretches.flat(), rest], wanted, call) : null;
    if (doubt) return doubt;
    const [first, ...others] = findings.filter(({ kind }) => kind === worst);
    const evidence = [first!, ...others].flatMap((one) => one.evidence);
    return { ...first!, evidence: worst === 'pass' ? evidence : [...(places ?? []), ...evidence] };
  },
});

/** Why the rate of some of these turns may be wrong: the recogniser was unsure of the words, or has none. */
function doubtfulRate(stretches: readonly (readonly Turn[])[], { scope }: Options, call: CallContext): Finding | null {
  for (const turns of stretches) {
    const window: Window = {
      participant: scope.participant,
      turns: [...turns],
      segments: turns.flatMap(({ segments }) => segments.map((index) => call.analysis.transcript[index]!)),
      speech: turns.flatMap(({ speech }) => speech),
      span: turns.reduce<TimeSpan>(hull, turns[0]!),
    };
    const doubt = doubtfulWords(VOICE_TITLES.rate, 0, window, call);
    if (doubt) return doubt;
  }
  return null;
}

function compared(
  turns: readonly Turn[],
  rest: readonly Turn[],
  { of, pass, partial, leastSeconds, scope }: Options,
  call: CallContext,
): Extract<Finding, { kind: 'pass' | 'partial' | 'fail' }> | null {
  if (speechSeconds(turns) < leastSeconds || speechSeconds(rest) < leastSeconds) return null;
  const here = voiceIn(of, turns, call.analysis);
  const usual = voiceIn(of, rest, call.analysis);
  if (here === null || usual === null) return null;
  const value = of === 'rate' ? here / usual - 1 : here - usual;
  const span = turns.reduce<TimeSpan>(hull, turns[0]!);
  const evidence: Evidence = {
    span: { start: span.start, end: span.end },
    participant: scope.participant,
    measured: { value, unit: UNITS[of] },
    threshold: thresholdOf(value, pass, UNITS[of]),
    note: { zh: `${VOICE_TITLES[of].zh}与本人其余部分相比`, en: `${VOICE_TITLES[of].en} against the rest of the call` },
  };
  return {
    kind: rate(value, pass, partial),
    explanation: explained(of, value),
    evidence: [evidence],
  };
}

const UNITS: Readonly<Record<VoiceAspect, string>> = {
  rate: 'share',
  level: 'dB',
  pitch: 'semitones',
  confidence: 'logProbability',
};

function explained(of: VoiceAspect, value: number): Sentence {
  const size = Math.abs(value);
  const amount: Record<VoiceAspect, Sentence> = {
    rate: { zh: `${shown(100 * size)}%`, en: `${shown(100 * size)}%` },
    level: { zh: `${shown(size)} dB`, en: `${shown(size)} dB` },
    pitch: { zh: `${shown(size)} 个半音`, en: `${shown(size)} semitones` },
    confidence: { zh: shown(size), en: shown(size) },
  };
  const up = value >= 0;
  const way: Record<VoiceAspect, Sentence> = {
    rate: up ? { zh: '快', en: 'faster' } : { zh: '慢', en: 'slower' },
    level: up ? { zh: '高', en: 'louder' } : { zh: '低', en: 'quieter' },
    pitch: up ? { zh: '高', en: 'higher' } : { zh: '低', en: 'lower' },
    confidence: up ? { zh: '高', en: 'surer' } : { zh: '低', en: 'less sure' },
  };
  return {
    zh: `这一段${VOICE_TITLES[of].zh}比其余部分${way[of].zh} ${amount[of].zh}。`,
    en: `${amount[of].en} ${way[of].en} here than in the rest of the call.`,
  };
}

const unknown = (of: VoiceAspect): Finding =>
  notApplicable({
    zh: `这一段或其余部分说话太少，${VOICE_TITLES[of].zh}无法比较。`,
    en: `Too little speech here, or in the rest of the call, to compare the ${VOICE_TITLES[of].en}.`,
  });
