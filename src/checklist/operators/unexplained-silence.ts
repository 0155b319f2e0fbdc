import { z } from 'zod';
import type { Silence } from '../../analysis.ts';
import { durationSeconds } from '../../timespan.ts';
import { shown } from '../bands.ts';
import { counted } from '../counted.ts';
import { found, notApplicable } from '../finding.ts';
import { BESIDE_HOLD_SECONDS } from '../holds.ts';
import { operator } from '../operator.ts';
import { owesExplanation } from '../owed-silence.ts';
import { perFiveMinutes } from '../per-five-minutes.ts';

const classes = z.array(z.string().min(1)).min(1);
const options = z.strictObject({
  /** A silence longer than this is noticed; longer than `longSeconds` it is long; longer than `failSeconds` it fails alone. */
  shortSeconds: z.number().positive(),
  longSeconds: z.number().positive(),
  failSeconds: z.number().positive(),
  /** Noticed silences (not the long ones) in five minutes of the call that still pass, and that are still partial. */
  passCount: z.int().nonnegative(),
  partialCount: z.int().nonnegative(),
  /** What the customer says before looking something up, what asks the other to answer, and what tests the line. */
  customerLooksUp: classes,
  agentAsks: classes,
  customerChecks: classes,
});
type Options = z.infer<typeof options>;

/**
 * Silences the agent owes an explanation for: after the customer has spoken, or inside the agent's own talk. Left out:
 * announced holds, the time after an agent's question (it is the customer's), customers looking something up, and the
 * ends of the recording.
 */
export const unexplainedSilence = operator<Options>({
  name: 'unexplainedSilence',
  about: { zh: '没有说明的冷场。', en: 'Silences nobody explained.' },
  options,
  dependsOnRoles: true,
  failsOnWordsWithinSeconds: BESIDE_HOLD_SECONDS,
  phraseClasses: ({ customerLooksUp, agentAsks, customerChecks }) => [
    ...customerLooksUp,
    ...agentAsks,
    ...customerChecks,
  ],
  scopes: () => [],
  judge(wanted, call) {
    const { conversation } = call.analysis;
    if (!conversation.turns.some(({ participant }) => participant === 'agent'))
      return notApplicable({ zh: '坐席没有说话。', en: 'The agent never speaks.' });
    const owed = conversation.silences.filter(
      (silence) => durationSeconds(silence) > wanted.shortSeconds && owesExplanation(silence, wanted, call),
    );
    const long = owed.filter((silence) => durationSeconds(silence) > wanted.longSeconds);
    const longest = Math.max(0, ...owed.map(durationSeconds));
    const perFive = perFiveMinutes(owed.length - long.length, call.analysis);
    const shownAs = (list: readonly Silence[]) =>
      list.map((silence) => ({
        span: { start: silence.start, end: silence.end },
        participant: 'agent' as const,
        measured: { value: durationSeconds(silence), unit: 'seconds' },
        threshold: {
          comparison: 'at most' as const,
          value: long.includes(silence) ? wanted.longSeconds : wanted.shortSeconds,
          unit: 'seconds',
        },
        note: { zh: '静音时长', en: 'length of the silence' },
      }));
    if (long.length === 0 && perFive <= wanted.passCount)
      return found('pass', { zh: '没有不作说明的冷场。', en: 'No unexplained silence.' });
    const explanation = {
      zh: `有 ${owed.length} 处未作说明的静音，最长 ${shown(longest)} 秒。`,
      en: `${counted(owed.length, 'silence')} without a word of explanation, the longest ${shown(longest)} s.`,
    };
    const failed = long.length > 1 || longest > wanted.failSeconds || perFive > wanted.partialCount;
    return found(failed ? 'fail' : 'partial', explanation, shownAs(owed));
  },
});
