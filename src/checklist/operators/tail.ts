import { z } from 'zod';
import type { Segment } from '../../analysis.ts';
import { countUnits } from '../../language/count.ts';
import { questionsIn } from '../../language/questions.ts';
import { complement, durationSeconds, intersect, merge, type TimeSpan, totalSeconds } from '../../timespan.ts';
import { type Asked, questionsBy } from '../asked.ts';
import { bandSchema, rate, shown, thresholdOf } from '../bands.ts';
import type { CallContext } from '../context.ts';
import { isCutOff, LOST_END } from '../cut-off.ts';
import { isUnsure } from '../doubtful-spans.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { decisive, releaseOf } from '../release.ts';
import { wholeCall } from '../scope-schema.ts';
import type { Evidence } from '../verdict.ts';

const options = z.strictObject({
  participant: z.enum(['agent', 'customer']).default('agent'),
  /** Words that end a call: they are no content. */
  closing: z.array(z.string().min(1)).min(1),
  /** A run of speech says something when it has so many characters (words) besides the closing ones. */
  leastUnits: z.int().positive().default(4),
  /** Seconds left to the other, who says nothing in them. */
  pass: bandSchema,
  partial: bandSchema.optional(),
});
type Options = z.infer<typeof options>;

/** Shorter than this is a click or a breath, no answer. */
const LEAST_ANSWER_SECONDS = 0.2;

/**
 * What follows the last thing a participant says that is more than a goodbye: the other speaks, or is given time to. To
 * hang up on a question of the other is no end, either. Who hung up is the telephone system's word; where it is not known,
 * a sudden end proves nothing.
 */
export const tail = operator<Options>({
  name: 'tail',
  about: {
    zh: '最后一句有内容的话之后，对方有没有说话，或留了多少秒。',
    en: 'What follows the last words of content: the other speaks, or has so many seconds to.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: ({ closing }) => closing,
  scopes: () => [],
  judge({ participant, closing, leastUnits, pass, partial }, call) {
    const { analysis } = call;
    const other = participant === 'agent' ? 'customer' : 'agent';
    const last = lastContent(call, participant, closing, leastUnits);
    if (!last) return notApplicable({ zh: '该方没有说有内容的话。', en: 'This participant says nothing of content.' });
    const rest = { start: last.end, end: Math.max(last.end, analysis.recording.durationSeconds) };
    const spokenBy = (who: 'agent' | 'customer'): TimeSpan[] =>
      intersect(merge(analysis.channels.filter((one) => one.participant === who).flatMap(({ speech }) => speech)), [
        rest,
      ]);
    const quoted: Evidence = { span: { start: last.start, end: last.end }, participant, quote: last.text };
    const releasedBy = decisive(releaseOf(call, closing), call);
    const open = releasedBy === participant ? openQuestion(call, other, closing, leastUnits) : undefined;
    if (open) {
      const { segment } = open;
      const question = evidenceOf(open);
      const explanation = {
        zh: `对方还在问“${open.text}”，没有回答就挂断了。`,
        en: `The line was released on the other one's question, “${open.text}”.`,
      };
      // a goodbye, or words that were not recognised, may answer it
      const spoken = intersect(spokenBy(participant), [{ start: segment.end, end: rest.end }]);
      const isDoubtful = isUnsure(segment) || totalSeconds(spoken) >= LEAST_ANSWER_SECONDS;
      if (!isDoubtful && !isCutOff(analysis)) return found('fail', explanation, [quoted, question]);
      return undecided(isCutOff(analysis) ? LOST_END : explanation, [question.span], [quoted, question]);
    }
    if (totalSeconds(spokenBy(other)) >= LEAST_ANSWER_SECONDS)
      return found('pass', { zh: '对方在这之后说了话。', en: 'The other speaks after it.' }, [quoted]);
    if (releasedBy === 'customer')
      return notApplicable({ zh: '客户先挂断了。', en: 'The customer hung up.' }, [quoted]);
    if (releasedBy === 'system')
      return notApplicable({ zh: '电话由系统断开。', en: 'The line was dropped by the system.' }, [quoted]);
    const seconds = Math.max(0, ...complement(spokenBy(participant), rest).map(durationSeconds));
    const outcome = rate(seconds, pass, partial);
    const evidence: Evidence = {
      ...quoted,
      measured: { value: seconds, unit: 'seconds' },
      threshold: thresholdOf(seconds, pass, 'seconds'),
      note: { zh: '说完之后留给对方的时间', en: 'time left to the other after it' },
    };
    if (outcome !== 'pass' && isCutOff(analysis)) return undecided(LOST_END, [rest], [evidence]);
    if (outcome !== 'pass' && releasedBy === null)
      return undecided(
        {
          zh: `说完 ${shown(seconds)} 秒录音就结束了，话务记录没有写明挂机方，不知道是谁挂断的。`,
          en: `The recording ends ${shown(seconds)} s after it; the metadata does not say who hung up.`,
        },
        [rest],
        [evidence],
      );
    return found(
      outcome,
      {
        zh: `说完之后留了 ${shown(seconds)} 秒，对方没有说话。`,
        en: `${shown(seconds)} s were left; the other says nothing.`,
      },
      [evidence],
    );
  },
});

/** What the other asks last, in words that ask without a mark, too, when it gets no word but a goodbye. */
function openQuestion(
  call: CallContext,
  other: 'agent' | 'customer',
  closing: readonly string[],
  leastUnits: number,
): Asked | undefined {
  const { language } = call.analysis;
  const asked = questionsBy(other, closing, call).findLast(
    ({ text, units }) => units >= leastUnits && questionsIn(text, language).length > 0,
  );
  const answer = lastContent(call, other === 'agent' ? 'customer' : 'agent', closing, 1);
  return asked && answer && answer.end > asked.segment.start ? undefined : asked;
}

function evidenceOf({ text, participant, segment }: Asked): Evidence & { span: TimeSpan } {
  return {
    span: { start: segment.start, end: segment.end },
    participant,
    quote: text,
    measured: { value: 0, unit: 'count' },
    threshold: { comparison: 'at least', value: 1, unit: 'count' },
    note: { zh: '挂断前的回答', en: 'answers before the line was released' },
  };
}

/** The last segment with enough words besides the closing ones. */
function lastContent(
  call: CallContext,
  participant: 'agent' | 'customer',
  closing: readonly string[],
  leastUnits: number,
): Segment | undefined {
  const scope = wholeCall(participant);
  const left = new Map((call.window(scope)?.segments ?? []).map((segment) => [segment, segment.text]));
  for (const { segments, from, to } of call.find(scope, closing))
    segments.forEach((segment, index) => {
      const start = index === 0 ? from.start : 0;
      const end = index === segments.length - 1 ? to.end : segment.text.length;
      const text = left.get(segment)!;
      left.set(segment, text.slice(0, start) + ' '.repeat(end - start) + text.slice(end));
    });
  const { language } = call.analysis;
  return [...left].findLast(([, text]) => countUnits(text, language) >= leastUnits)?.[0];
}
