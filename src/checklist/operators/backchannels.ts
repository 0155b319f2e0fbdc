import { z } from 'zod';
import { median } from '../../measures/median.ts';
import { complement, durationSeconds, intersect, merge, type TimeSpan } from '../../timespan.ts';
import { shown } from '../bands.ts';
import { counted, howOften } from '../counted.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { statementsOf } from '../statements.ts';

const options = z.strictObject({
  /** Shorter statements of the customer need no sign of listening. */
  leastSeconds: z.number().positive(),
  /** In long statements the agent is usually heard so often. */
  everySeconds: z.number().positive(),
  /** Longer than this without a sound is one too long; so many of them are still partial. */
  mostSeconds: z.number().positive(),
  partialCount: z.int().nonnegative(),
});
type Options = z.infer<typeof options>;

/**
 * Whether the agent is heard while the customer speaks at length (嗯, 好的, uh huh). Any sound on the agent's channel
 * counts: recognisers lose such short ones. Needs a channel for each participant.
 */
export const backchannels = operator<Options>({
  name: 'backchannels',
  about: {
    zh: '客户说得较长时，坐席有没有不时地应一声。',
    en: 'Whether the agent gives a sign of listening while the customer speaks at length.',
  },
  options,
  dependsOnRoles: true,
  phraseClasses: () => [],
  scopes: () => [],
  judge({ leastSeconds, everySeconds, mostSeconds, partialCount }, { analysis }) {
    const heard = analysis.channels.filter(({ participant }) => participant === 'agent');
    if (heard.length === 0)
      return undecided(
        {
          zh: '没有坐席单独的声道，听不出有没有应声。',
          en: 'Without a channel of the agent, signs of listening cannot be told.',
        },
        [{ start: 0, end: analysis.recording.durationSeconds }],
      );
    const sounds = merge(heard.flatMap(({ speech }) => speech));
    const long = statementsOf(analysis, 'customer').filter((one) => durationSeconds(one) >= leastSeconds);
    if (long.length === 0)
      return notApplicable({
        zh: `客户没有连续说到 ${leastSeconds} 秒。`,
        en: `The customer never speaks for ${leastSeconds} s.`,
      });
    const stretches = long.map(({ start, end }) => complement(intersect(sounds, [{ start, end }]), { start, end }));
    const usual = median(long.map((one, index) => durationSeconds(one) / Math.max(1, stretches[index]!.length)))!;
    const silent = stretches.flat().filter((one) => durationSeconds(one) > mostSeconds);
    const explanation = {
      zh: `客户有 ${long.length} 次说得较长，坐席一般隔 ${shown(usual)} 秒应一声，有 ${silent.length} 次超过 ${mostSeconds} 秒没有回应。`,
      en: `${counted(long.length, 'long statement')}; the agent is usually heard every ${shown(usual)} s, and ${howOften(silent.length)} not for over ${mostSeconds} s.`,
    };
    const evidenceOf = (span: TimeSpan, value: number, limit: number) => ({
      span: { start: span.start, end: span.end },
      participant: 'agent' as const,
      measured: { value, unit: 'seconds' },
      threshold: { comparison: 'at most' as const, value: limit, unit: 'seconds' },
      note: { zh: '客户在说，坐席没有应声', en: 'the customer speaks, the agent is not heard' },
    });
    if (silent.length > 0)
      return found(
        silent.length > partialCount ? 'fail' : 'partial',
        explanation,
        silent.map((one) => evidenceOf(one, durationSeconds(one), mostSeconds)),
      );
    if (usual <= everySeconds) return found('pass', explanation);
    return found(
      'partial',
      explanation,
      long.map((one) => evidenceOf(one, usual, everySeconds)),
    );
  },
});
