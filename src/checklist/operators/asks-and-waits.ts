import { z } from 'zod';
import type { Segment } from '../../analysis.ts';
import { countUnits } from '../../language/count.ts';
import { gapSeconds, type TimeSpan } from '../../timespan.ts';
import { type Asked, questionsBy } from '../asked.ts';
import { shown } from '../bands.ts';
import type { CallContext } from '../context.ts';
import { counted, howOften } from '../counted.ts';
import { isUnsure } from '../doubtful-spans.ts';
import { notApplicable } from '../finding.ts';
import { operator } from '../operator.ts';
import { type DueCase, judgeShare } from '../share.ts';

const share = z.number().positive().max(1);
const options = z.strictObject({
  /** Who asks goes on only after so long, or when the other has begun to answer. */
  waitSeconds: z.number().positive(),
  /** So many more characters (words) without a pause still belong to the question: 我好登记一下. */
  mostUnitsAfter: z.strictObject({ zh: z.number().positive(), en: z.number().positive() }),
  /** Share of the questions that leave time. */
  pass: share,
  partial: share,
  leastQuestions: z.int().positive(),
  /** Questions with such a phrase do not count. */
  exceptClasses: z.array(z.string().min(1)).default([]),
});
type Options = z.infer<typeof options>;

/** Two questions closer than this were asked in one breath. */
const LEAST_PAUSE_SECONDS = 0.3;
/** Answers begin and end a little over the edges of what they stand between. */
const TOLERANCE_SECONDS = 0.5;

/**
 * Whether the agent leaves the customer time to answer: the next to speak is the customer, or nobody for a while. Of
 * several questions in one breath the last one counts; one after which nobody speaks again says nothing.
 */
export const asksAndWaits = operator<Options>({
  name: 'asksAndWaits',
  about: {
    zh: '坐席提问以后，有没有等客户回答再往下说。',
    en: 'Whether the agent, having asked, waits for the answer before going on.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: ({ exceptClasses }) => exceptClasses,
  scopes: () => [],
  judge(wanted, call) {
    const asked = questionsBy('agent', wanted.exceptClasses, call);
    const cases = asked.flatMap((one, index) => {
      const next = asked[index + 1];
      return (next?.turn === one.turn ? goesOn(one, next, wanted, call) : waited(one, wanted, call)) ?? [];
    });
    if (cases.length < wanted.leastQuestions)
      return notApplicable({
        zh: `坐席只提问 ${cases.length} 次，不足 ${wanted.leastQuestions} 次。`,
        en: `The agent asks ${howOften(cases.length)}, fewer than ${wanted.leastQuestions}.`,
      });
    return judgeShare(cases, wanted, (met, of) => ({
      zh: `提问 ${of} 次，其中 ${met} 次等了客户回答。`,
      en: `${met} of ${counted(of, 'question')} left time to answer.`,
    }));
  },
});

/** A question that the next one of the same turn follows after a pause too short to answer; null without a pause. */
function goesOn(one: Asked, next: Asked, { waitSeconds }: Options, call: CallContext): DueCase | null {
  const seconds = gapSeconds(one.segment, next.segment);
  if (next.segment !== one.segment && answeredBetween(one.segment, next.segment, call))
    return { met: true, evidence: [{ ...spanOf(one.segment, next.segment), participant: 'agent', quote: one.text }] };
  return next.segment === one.segment || seconds < LEAST_PAUSE_SECONDS
    ? null
    : tooSoon(one, next.segment, seconds, waitSeconds);
}

const spanOf = ({ start }: TimeSpan, { end }: TimeSpan) => ({ span: { start, end } });

/** The customer speaks in between, if only a 对 that took no turn of its own. */
function answeredBetween(first: TimeSpan, second: TimeSpan, { analysis }: CallContext): boolean {
  return analysis.channels.some(
    ({ participant, speech }) =>
      participant === 'customer' &&
      speech.some((one) => gapSeconds(first, one) > -TOLERANCE_SECONDS && gapSeconds(one, second) > -TOLERANCE_SECONDS),
  );
}

function waited(one: Asked, { waitSeconds, mostUnitsAfter }: Options, call: CallContext): DueCase | null {
  const { conversation, language } = call.analysis;
  const { turn } = one;
  const after = conversation.turns.filter((other) => other.start > turn.start && other !== turn);
  const next = after[0];
  const place = { span: { start: one.segment.start, end: turn.end }, participant: 'agent' as const, quote: one.text };
  const answers = next?.participant === 'customer' && next.start < turn.end;
  if (answers) return { met: true, evidence: [place] };
  const following = nextSegment(one, call);
  if (following && answeredBetween(one.segment, following, call)) return { met: true, evidence: [place] };
  const more = unitsAfter(one, call);
  if (more > mostUnitsAfter[language]) {
    const unit = language === 'zh' ? 'characters' : 'words';
    const threshold = { comparison: 'at most' as const, value: mostUnitsAfter[language], unit };
    const note = { zh: '没有停顿，接着说了', en: 'said on without a pause' };
    return { met: missed(one), evidence: [{ ...place, measured: { value: more, unit }, threshold, note }] };
  }
  if (!next) return null;
  const seconds = gapSeconds(turn, next);
  if (next.participant === 'customer' || seconds >= waitSeconds) return { met: true, evidence: [place] };
  return tooSoon(one, next, seconds, waitSeconds);
}

/** What a question came to that left no time: nothing can be told where the question itself may be misheard. */
const missed = ({ segment }: Asked): false | null => (isUnsure(segment) ? null : false);

function tooSoon(one: Asked, next: TimeSpan, seconds: number, waitSeconds: number): DueCase {
  const { segment, text } = one;
  return {
    met: missed(one),
    evidence: [
      {
        span: { start: segment.start, end: next.end },
        participant: 'agent',
        quote: text,
        measured: { value: seconds, unit: 'seconds' },
        threshold: { comparison: 'at least', value: waitSeconds, unit: 'seconds' },
        note: { zh: `只等了 ${shown(seconds)} 秒就接着说`, en: `went on after ${shown(seconds)} s` },
      },
    ],
  };
}

/** What the agent says next in the same turn. */
function nextSegment({ segment, turn }: Asked, { analysis }: CallContext): Segment | undefined {
  const segments = turn.segments.map((index) => analysis.transcript[index]!);
  return segments[segments.indexOf(segment) + 1];
}

/** How much the agent says after a question in the same turn. */
function unitsAfter({ segment, turn, end }: Asked, { analysis }: CallContext): number {
  const segments = turn.segments.map((index) => analysis.transcript[index]!);
  const later = segments.slice(segments.indexOf(segment) + 1).map(({ text }) => text);
  return countUnits([segment.text.slice(end), ...later].join(' '), analysis.language);
}
