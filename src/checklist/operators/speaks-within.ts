import { z } from 'zod';
import { gapSeconds, secondsInto } from '../../timespan.ts';
import { type Band, bandSchema, rate, shown, thresholdOf } from '../bands.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { answeredAt } from '../rings.ts';

const options = z.strictObject({ pass: bandSchema, partial: bandSchema.optional() });
type Options = { pass: Band; partial?: Band | undefined };

/**
 * Seconds from the answer to the agent's first words. The answer is the end of the ring-back or music heard before, or the start of a
 * recording whose telephone system counted the rings (it records from the answer on). When the moment of the answer
 * is not known, or lies in the pause after a ring, a start that may be late is left to a person.
 */
export const speaksWithin = operator<Options>({
  name: 'speaksWithin',
  about: { zh: '接通后多久开口。', en: 'How soon the agent speaks after the answer.' },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: () => [],
  scopes: () => [],
  judge({ pass, partial }, { analysis }) {
    const first = analysis.conversation.turns.find(({ participant }) => participant === 'agent');
    if (!first) return notApplicable({ zh: '坐席没有说话。', en: 'The agent never speaks.' });
    const answered = answeredAt(analysis, first.start);
    const span = { start: answered?.start ?? 0, end: first.start };
    const seconds = secondsInto(span, span.end);
    const evidence = {
      span,
      participant: 'agent' as const,
      measured: { value: seconds, unit: 'seconds' },
      threshold: thresholdOf(seconds, pass, 'seconds'),
      note: { zh: '接通到开口的间隔', en: 'from the answer to the first words' },
    };
    const outcome = rate(seconds, pass, partial);
    const { ringCount, ringSeconds } = analysis.call;
    if (outcome !== 'pass' && answered === null && ringCount === undefined && ringSeconds === undefined)
      return undecided(
        {
          zh: `录音开始 ${shown(seconds)} 秒后坐席才说话，但不知道何时接通。`,
          en: `The agent speaks ${shown(seconds)} s into the recording, but the moment of the answer is not known.`,
        },
        [span],
        [evidence],
      );
    if (answered && rate(gapSeconds(answered, first), pass, partial) !== outcome)
      return undecided(
        {
          zh: `最后一声铃响 ${shown(seconds)} 秒后坐席才说话，但接通可能在两声铃之间，比这晚。`,
          en: `The agent speaks ${shown(seconds)} s after the last ring, but the call may have been answered later, between two rings.`,
        },
        [span],
        [evidence],
      );
    return found(
      outcome,
      { zh: `接通 ${shown(seconds)} 秒后坐席开口。`, en: `The agent speaks ${shown(seconds)} s after the answer.` },
      [evidence],
    );
  },
});
