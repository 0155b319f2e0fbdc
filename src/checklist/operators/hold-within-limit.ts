import { z } from 'zod';
import type { CallAnalysis, Turn } from '../../analysis.ts';
import { complement, durationSeconds, merge, type TimeSpan } from '../../timespan.ts';
import { shown } from '../bands.ts';
import { every } from '../compose.ts';
import { type Finding, found, notApplicable } from '../finding.ts';
import { type StatedLimit, statedLimit } from '../hold-limits.ts';
import { BESIDE_HOLD_SECONDS, type Hold, holdsOf } from '../holds.ts';
import { operator } from '../operator.ts';

const options = z.strictObject({
  /** Waits with less silence in them are looked over. */
  leastSeconds: z.number().positive(),
  /** The limit of a hold that was announced without one. */
  usualLimitSeconds: z.number().positive(),
  /** So much later is in time still; a word to the customer may come so much late, too. */
  graceSeconds: z.number().nonnegative(),
  /** Up to so many times the limit is partial when the customer hears a word at least every `updateSeconds`. */
  partialFactor: z.number().min(1),
  updateSeconds: z.number().positive(),
});
type Options = z.infer<typeof options>;

/**
 * Whether the agent is back within the time announced. A word to the waiting customer that names a new time makes a new
 * promise; every promise of every hold counts.
 */
export const holdWithinLimit = operator<Options>({
  name: 'holdWithinLimit',
  about: {
    zh: '每次等待是否在说好的时间内返回，超时的有没有每隔一段时间告知客户。',
    en: 'Whether the agent comes back within the time announced, or says a word to the customer every so often.',
  },
  options,
  dependsOnRoles: true,
  failsOnWordsWithinSeconds: BESIDE_HOLD_SECONDS,
  phraseClasses: () => [],
  scopes: () => [],
  judge(wanted, { analysis }) {
    const promises = holdsOf(analysis, wanted.leastSeconds).flatMap((hold) => promisesOf(hold, analysis));
    if (promises.length === 0)
      return notApplicable({ zh: '没有让客户等待。', en: 'The customer was not put on hold.' });
    return every(promises.map((promise) => judgePromise(promise, wanted)));
  },
});

/** A limit (null: none was named), how long it lasted, and the words to the customer in that time. */
interface Promised {
  limit: StatedLimit | null;
  span: TimeSpan;
  updates: Turn[];
}

function promisesOf({ span, announcing, updates }: Hold, { transcript, language }: CallAnalysis): Promised[] {
  const promises: Promised[] = [{ limit: statedLimit(announcing, language), span, updates: [] }];
  for (const turn of updates) {
    const last = promises.at(-1)!;
    const renewed = statedLimit(
      turn.segments.map((index) => transcript[index]!),
      language,
    );
    if (renewed) {
      promises[promises.length - 1] = { ...last, span: { start: last.span.start, end: turn.start } };
      promises.push({ limit: renewed, span: { start: turn.end, end: span.end }, updates: [] });
    } else last.updates.push(turn);
  }
  return promises;
}

function judgePromise({ limit, span, updates }: Promised, wanted: Options): Finding {
  const { usualLimitSeconds, graceSeconds, partialFactor, updateSeconds } = wanted;
  const limitSeconds = limit?.seconds ?? usualLimitSeconds;
  const seconds = durationSeconds(span);
  const longest = Math.max(0, ...complement(merge(updates), span).map(durationSeconds));
  const explanation = {
    zh: `${limit ? `说好等${limit.text}` : `没有说要等多久，按 ${shown(usualLimitSeconds)} 秒计`}，实际等了 ${shown(seconds)} 秒。`,
    en: `${limit ? `${limit.text} was announced` : `no time was announced, ${shown(usualLimitSeconds)} s are usual`}; the wait took ${shown(seconds)} s.`,
  };
  const evidence = [
    {
      span,
      participant: 'agent' as const,
      ...(limit ? { quote: limit.segment.text } : {}),
      measured: { value: seconds, unit: 'seconds' },
      threshold: { comparison: 'at most' as const, value: limitSeconds + graceSeconds, unit: 'seconds' },
      note: { zh: '等待时长', en: 'length of the wait' },
    },
  ];
  if (seconds <= limitSeconds + graceSeconds) return found('pass', explanation, evidence);
  const isKeptInformed = updates.length > 0 && longest <= updateSeconds + graceSeconds;
  return found(isKeptInformed && seconds <= partialFactor * limitSeconds ? 'partial' : 'fail', explanation, evidence);
}
