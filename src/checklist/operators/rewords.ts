import { z } from 'zod';
import type { Turn } from '../../analysis.ts';
import { countUnits } from '../../language/count.ts';
import { pairsOf, similarity } from '../../language/similar.ts';
import { gapSeconds } from '../../timespan.ts';
import type { CallContext } from '../context.ts';
import { isUnsure } from '../doubtful-spans.ts';
import { type Finding, found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { wholeCall } from '../scope-schema.ts';
import { isReply } from '../statements.ts';

const classes = z.array(z.string().min(1)).min(1);
const options = z.strictObject({
  /** The customer says that they did not understand. */
  to: classes,
  /** Words that put it another way by themselves. */
  with: classes,
  /** A reply with fewer syllables (words) explains nothing. */
  leastUnits: z.strictObject({ zh: z.number().positive(), en: z.number().positive() }),
  /** As much in common with what was said before (share of neighbouring characters or words) is the same again. */
  sameShare: z.number().positive().max(1),
});
type Options = z.infer<typeof options>;

/**
 * After the customer did not understand, the agent puts it another way: with words that say so, or by saying something
 * that is not what they said before. The first such place counts; one without an answer does not apply.
 */
export const rewords = operator<Options>({
  name: 'rewords',
  about: {
    zh: '客户没听懂时，坐席有没有换一种说法，而不是重复原话。',
    en: 'Whether the agent puts it another way when the customer did not understand.',
  },
  options,
  dependsOnRoles: true,
  phraseClasses: ({ to, with: markers }) => [...to, ...markers],
  scopes: () => [],
  judge(wanted, call) {
    const { language, conversation } = call.analysis;
    const trigger = call.find(wholeCall('customer'), wanted.to)[0];
    const spoken = conversation.turns.filter(
      (turn) => turn.participant === 'agent' && !isReply(turn, call.analysis) && turn.text !== '',
    );
    const reply = trigger && spoken.find((turn) => gapSeconds(trigger.span, turn) >= 0);
    if (!trigger || !reply)
      return notApplicable({
        zh: '客户没有表示没听懂。',
        en: 'The customer does not say that they did not understand.',
      });
    const before = spoken[spoken.indexOf(reply) - 1];
    const units = countUnits(reply.text, language);
    const least = wanted.leastUnits[language];
    const said = { span: { start: reply.start, end: reply.end }, participant: 'agent' as const, quote: reply.text };
    const asked = call.evidence(trigger);
    const marker = call
      .find(wholeCall('agent'), wanted.with)
      .find(({ segments }) => call.turnOf(segments[0]!) === reply);
    if (marker)
      return found('pass', { zh: `换了说法：“${marker.heard}”。`, en: `Put another way: “${marker.heard}”.` }, [
        asked,
        said,
      ]);
    const common = before ? similarity(pairsOf(before.text, language), pairsOf(reply.text, language)) : 0;
    if (units >= least && common < wanted.sameShare)
      return found('pass', { zh: '另作了说明。', en: 'Explained in other words.' }, [asked, said]);
    const evidence = [
      asked,
      units < least
        ? { ...said, measured: { value: units, unit: 'count' }, threshold: limit('at least', least) }
        : {
            ...said,
            measured: { value: common, unit: 'share' },
            threshold: { ...limit('at most', wanted.sameShare), unit: 'share' },
            note: { zh: `此前：“${before?.text}”`, en: `before: “${before?.text}”` },
          },
    ];
    return unsure(reply, call)
      ? undecided(
          { zh: '这里的识别把握不足。', en: 'The recogniser was unsure of the words here.' },
          [said.span],
          evidence,
        )
      : failed(units < least, evidence);
  },
});

const limit = (comparison: 'at least' | 'at most', value: number) => ({ comparison, value, unit: 'count' });

const unsure = ({ segments }: Turn, { analysis }: CallContext): boolean =>
  segments.some((index) => isUnsure(analysis.transcript[index]!));

function failed(isTooShort: boolean, evidence: Finding['evidence']): Finding {
  return found(
    'fail',
    isTooShort
      ? { zh: '客户没听懂，没有再作说明。', en: 'Nothing was explained when the customer did not understand.' }
      : { zh: '客户没听懂，把原话重复了一遍。', en: 'The same words again when the customer did not understand.' },
    evidence,
  );
}
