import { z } from 'zod';
import type { Language, Turn } from '../../analysis.ts';
import { gapSeconds, hull, type TimeSpan } from '../../timespan.ts';
import { askingTurns, questionsBy } from '../asked.ts';
import type { CallContext, CallHit } from '../context.ts';
import { isUnsure } from '../doubtful-spans.ts';
import { type Finding, found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { wholeCall } from '../scope-schema.ts';
import { type DueCase, judgeShare } from '../share.ts';
import { isReply } from '../statements.ts';
import { poorText, type Window } from '../window.ts';

const classes = z.array(z.string().min(1)).min(1);
const share = z.number().positive().max(1);
const options = z
  .strictObject({
    /** What calls for an answer, and who says it. */
    to: classes.optional(),
    by: z.enum(['agent', 'customer']).default('customer'),
    /** What they say to a question of the other calls for one, too, and to a request with one of these phrases. */
    toAnswers: z.boolean().default(false),
    requests: z.array(z.string().min(1)).default([]),
    /** Questions with such a phrase aside: 有什么可以帮您 asks for no detail. */
    exceptQuestions: z.array(z.string().min(1)).default([]),
    /** What the other says to it. */
    with: classes,
    /** In so many turns after it (backchannels are none), which begin so many seconds after its turn has ended. */
    turns: z.int().positive().default(1),
    seconds: z.number().positive().optional(),
    /** Share of the moments that are answered. */
    pass: share.default(1),
    partial: share.optional(),
    leastMoments: z.int().positive().default(1),
    /** The other way round: it must not be said there, in exact characters. Shares are not looked at. */
    never: z.boolean().default(false),
  })
  .refine(({ to, toAnswers }) => to !== undefined || toAnswers, 'to, toAnswers or both');
type Options = z.infer<typeof options>;

/**
 * What one participant says and the other must answer: of the moments where it is said, how many find one of the wanted
 * phrases in the next turns of the other. Several in a row before the other speaks are one moment; after the last turn
 * of the other there is none.
 */
export const responds = operator<Options>({
  name: 'responds',
  about: {
    zh: '一方说了某类话之后，对方接下来的话里有没有相应的回应。',
    en: 'Whether what one participant says is answered by certain words in the next turns of the other.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: ({ to, with: answers, requests, exceptQuestions }) => [
    ...(to ?? []),
    ...answers,
    ...requests,
    ...exceptQuestions,
  ],
  scopes: () => [],
  judge(wanted, call) {
    const usable = wanted.with.filter((id) => call.phraseClass(id));
    const moments = usable.length === 0 ? [] : momentsOf(wanted, call);
    if (moments.length < wanted.leastMoments)
      return notApplicable({
        zh: `需要回应的地方有 ${moments.length} 处，不足 ${wanted.leastMoments} 处。`,
        en: `${moments.length} moments call for an answer, fewer than ${wanted.leastMoments}.`,
      });
    if (wanted.never) return judgeNever(moments, wanted.by, usable, call);
    return judgeShare(
      moments.map((moment) => answered(moment, wanted, usable, call)),
      wanted,
      (met, of) => ({
        zh: `需要回应的地方有 ${of} 处，回应了 ${met} 处。`,
        en: `${met} of ${of} moments that call for an answer were answered.`,
      }),
    );
  },
});

/** Something that calls for an answer, and the turns in which the answer belongs. */
interface Moment {
  span: TimeSpan;
  quote: string;
  answers: Turn[];
}

function momentsOf(
  { to, by, toAnswers, requests, exceptQuestions, turns, seconds }: Options,
  call: CallContext,
): Moment[] {
  const replies = call.analysis.conversation.turns.filter(({ participant }) => participant === otherThan(by));
  const calls = [
    ...call.find(wholeCall(by), to ?? []).map(({ span, heard, segments }) => {
      return { span, quote: heard, turn: call.turnOf(segments[0]!)! };
    }),
    ...(toAnswers ? answersBy(by, requests, exceptQuestions, call) : []).map((turn) => {
      return { span: { start: turn.start, end: turn.end }, quote: turn.text, turn };
    }),
  ].sort((a, b) => a.span.start - b.span.start);
  const whole = replies.map((reply) => !isBackchannel(reply, call));
  const moments: (Moment & { next: Turn })[] = [];
  let from = 0;
  for (const { span, quote, turn } of calls) {
    // Calls come in the order of their starts, so that no reply before this one can follow a later call.
    while (from < replies.length && replies[from]!.start < span.start) from++;
    const after: Turn[] = [];
    let wholeTurns = 0;
    let next: Turn | null = null;
    for (let k = from; k < replies.length && wholeTurns < turns; k++) {
      if (replies[k]!.end <= span.end) continue;
      after.push(replies[k]!);
      if (!whole[k]) continue;
      wholeTurns++;
      next ??= replies[k]!;
    }
    next ??= after[0] ?? null;
    if (!next || moments.at(-1)?.next === next) continue;
    const inTime = after.filter((reply) => seconds === undefined || gapSeconds(turn, reply) <= seconds);
    moments.push({ span, quote, answers: inTime, next });
  }
  return moments;
}

const otherThan = (participant: 'agent' | 'customer') => (participant === 'agent' ? 'customer' : 'agent');

/** A bare yes or no, which tells nothing that needs a thank-you. */
const NOD: Record<Language, RegExp> = {
  zh: /^(?:是|对|好|嗯|行|可以|有|没|没有|没错|不是|不用|不要|要|的|啊|呀|了|谢谢|没问题|清楚|明白|知道|[\s，。！,.!])+$/,
  en: /^(?:yes|yeah|no|nope|ok|okay|sure|right|correct|thanks?|thank you|it is|i do|i did|please|[\s,.!])+$/i,
};

/** The turns of a participant that follow a question or request of the other, ask nothing themselves, and tell something. */
function answersBy(
  participant: 'agent' | 'customer',
  requests: readonly string[],
  except: readonly string[],
  call: CallContext,
): Turn[] {
  const { turns } = call.analysis.conversation;
  const asking = askingTurns(call);
  const other = otherThan(participant);
  const asked = new Set([
    ...questionsBy(other, except, call).map(({ turn }) => turn),
    ...call.turnsWith(other, requests),
  ]);
  return turns.filter((turn, index) => {
    const before = turns[index - 1];
    const isAnswer = before !== undefined && asked.has(before) && !NOD[call.analysis.language].test(turn.text);
    return turn.participant === participant && isAnswer && !asking.has(turn);
  });
}

function isBackchannel(turn: Turn, call: CallContext): boolean {
  return isReply(turn, call.analysis) && !askingTurns(call).has(turn);
}

function judgeNever(
  moments: readonly Moment[],
  by: Options['by'],
  unwanted: readonly string[],
  call: CallContext,
): Finding {
  const participant = otherThan(by);
  const places = moments.flatMap(({ span, quote, answers }) =>
    call
      .find(wholeCall(participant), unwanted, 'exact')
      .filter(({ segments }) => answers.includes(call.turnOf(segments[0]!)!))
      .map((hit) => ({ hit, evidence: [{ span, participant: by, quote }, call.evidence(hit)] })),
  );
  const evidence = places.flatMap((place) => place.evidence);
  if (places.length === 0)
    return found('pass', { zh: '没有说不该这样接的话。', en: 'It is never answered in a way that is out of place.' });
  const words = [...new Set(places.map(({ hit }) => hit.heard))].join('”“');
  if (places.every(({ hit }) => hit.segments.some(isUnsure)))
    return undecided(
      {
        zh: `似乎接了一句“${words}”，但识别把握不足。`,
        en: `The answer seems to be “${words}”, but the recogniser was unsure.`,
      },
      places.map(({ hit }) => hit.span),
      evidence,
    );
  return found('fail', { zh: `接了一句“${words}”。`, en: `The answer is “${words}”.` }, evidence);
}

function answered(
  { span, quote, answers }: Moment,
  { by }: Options,
  wanted: readonly string[],
  call: CallContext,
): DueCase {
  const participant = otherThan(by);
  const moment = { span, participant: by, quote };
  const inAnswers = ({ segments }: CallHit): boolean =>
    segments.some((segment) => answers.includes(call.turnOf(segment)!));
  const hit = call.find(wholeCall(participant), wanted).find(inAnswers);
  if (hit) return { met: true, evidence: [moment, call.evidence(hit)] };
  const near = call.find(wholeCall(participant), wanted, 'nearly').find((one) => one.score < 1 && inAnswers(one));
  if (near) return { met: null, evidence: [call.evidence(near)] };
  if (answers.length === 0) return { met: false, evidence: [moment] };
  const segments = answers.flatMap((turn) => turn.segments.map((index) => call.analysis.transcript[index]!));
  const window: Window = {
    participant,
    turns: answers,
    segments,
    speech: answers.flatMap(({ speech }) => speech),
    span: hull(answers[0]!, answers.at(-1)!),
  };
  const lacking = call.missing(window, call.phraseClass(wanted[0]!)!.model);
  if (poorText(window, call.analysis)) return { met: null, evidence: [lacking] };
  return { met: false, evidence: [moment, lacking] };
}
