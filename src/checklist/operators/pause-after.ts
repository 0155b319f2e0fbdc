import { z } from 'zod';
import { countUnits } from '../../language/count.ts';
import { durationSeconds, gapSeconds, hull, secondsInto, type TimeSpan } from '../../timespan.ts';
import { bandSchema, rate, shown, thresholdOf } from '../bands.ts';
import type { CallContext, CallHit } from '../context.ts';
import { found, notApplicable } from '../finding.ts';
import { operator } from '../operator.ts';
import { scopeSchema } from '../scope-schema.ts';

const options = z.strictObject({
  any: z.array(z.string().min(1)).min(1),
  /** Where it counts; the whole call by default. */
  scope: scopeSchema,
  /** Seconds of the agent's silence after it, unless the customer speaks first. */
  pass: bandSchema,
  partial: bandSchema.optional(),
});
type Options = z.infer<typeof options>;

/** More characters (words) than this behind the end of the sentence, in one breath, are going on without a pause. */
const MOST_UNITS_BEHIND = 4;
/** Where no mark ends the sentence, so much behind the words still belongs to it: 还有什么需要我帮忙的. */
const MOST_UNITS_OF_SENTENCE = 8;
/** What follows a stretch of speech as closely as this may be the end of its sentence. */
const SAME_SENTENCE_SECONDS = 0.5;
/** A mark, or the word that ends a question. */
const END = /[。！？!?.；;，,]|[吗呢吧](?![\u4e00-\u9fff])/;

/** Whether agents, having said something for the last time, stop and wait: until the other speaks, or for so long. */
export const pauseAfter = operator<Options>({
  name: 'pauseAfter',
  about: {
    zh: '说完某句话之后有没有停下来等对方。',
    en: 'Whether the agent pauses after certain words, or goes on at once.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: ({ any }) => any,
  scopes: ({ scope }) => [scope],
  judge({ any, scope, pass, partial }, call) {
    const hit = call.find(scope, any).at(-1);
    if (!hit) return notApplicable({ zh: '没有说到这句话。', en: 'The words are not said.' });
    const { recording } = call.analysis;
    const { span, behind } = sentenceOf(hit, call);
    const said = begunAt(hit);
    const own = speechOf('agent', call).find((one) => gapSeconds(span, one) >= 0);
    const other = speechOf('customer', call).find(({ start }) => secondsInto({ start: said, end: said }, start) > 0);
    const evidence = call.evidence(hit);
    const goesOn = behind > MOST_UNITS_BEHIND;
    if (other && (goesOn ? gapSeconds(span, other) < 0 : !own || other.start <= own.start))
      return found('pass', { zh: '说完等到了对方开口。', en: 'The other was left to speak.' }, [evidence]);
    const until = own?.start ?? recording.durationSeconds;
    const seconds = goesOn ? 0 : Math.max(0, gapSeconds(span, { start: until, end: until }));
    return found(
      rate(seconds, pass, partial),
      { zh: `说完停了 ${shown(seconds)} 秒。`, en: `A pause of ${shown(seconds)} s after it.` },
      [
        {
          ...evidence,
          measured: { value: seconds, unit: 'seconds' },
          threshold: thresholdOf(seconds, pass, 'seconds'),
          note: { zh: '说完之后的停顿', en: 'pause after it' },
        },
      ],
    );
  },
});

const speechOf = (who: 'agent' | 'customer', { analysis }: CallContext): TimeSpan[] =>
  analysis.channels
    .filter(({ participant }) => participant === who)
    .flatMap(({ speech }) => speech)
    .sort((a, b) => a.start - b.start);

/** About when the words begin: their first segment is taken to be spoken evenly. */
function begunAt({ segments, from }: CallHit): number {
  const { start, end, text } = segments[0]!;
  return start + (durationSeconds({ start, end }) * from.start) / Math.max(1, text.length);
}

/** The segments up to the end of the sentence with the words, and how much is said in them after that. */
function sentenceOf({ span, segments, to }: CallHit, call: CallContext): { span: TimeSpan; behind: number } {
  const { language, transcript } = call.analysis;
  const last = segments.at(-1)!;
  const rest = last.text.slice(to.end);
  const end = END.exec(rest);
  if (end) return { span, behind: countUnits(rest.slice(end.index + 1), language) };
  const own = (call.turnOf(last)?.segments ?? []).map((index) => transcript[index]!);
  const next = own[own.indexOf(last) + 1];
  const nextEnd = next && gapSeconds(last, next) <= SAME_SENTENCE_SECONDS ? END.exec(next.text) : null;
  if (next && nextEnd && countUnits(next.text.slice(0, nextEnd.index), language) <= MOST_UNITS_OF_SENTENCE)
    return { span: hull(span, next), behind: countUnits(next.text.slice(nextEnd.index + 1), language) };
  const units = countUnits(rest, language);
  return { span, behind: units > MOST_UNITS_OF_SENTENCE ? units : 0 };
}
