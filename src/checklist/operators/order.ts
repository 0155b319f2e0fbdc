import { z } from 'zod';
import type { CallContext, CallHit } from '../context.ts';
import { isUnsure } from '../doubtful-spans.ts';
import { type Finding, found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { wholeCall } from '../scope-schema.ts';
import type { Evidence } from '../verdict.ts';

const classes = z.array(z.string().min(1)).min(1);
const step = z.strictObject({
  any: classes,
  participant: z.enum(['agent', 'customer']).default('agent'),
  /** Taken where it is said last, as a goodbye is. Otherwise where it is said first. */
  last: z.boolean().default(false),
});
const options = z.strictObject({
  /** In the order they should be said; a list stands for steps that may change places. */
  steps: z.array(z.union([step, z.array(step).min(2)])).min(2),
  /** Shares of the steps said that stand in order. */
  pass: z.number().positive().max(1),
  partial: z.number().positive().max(1).optional(),
  /** Fewer steps said than this have no order to judge. */
  leastSteps: z.int().min(2).default(2),
  /** What must not be said before something else; breaking this fails whatever the share. */
  firmly: z.array(z.strictObject({ earlier: step, later: step })).default([]),
  /** Only what is said from there on; where it is not said there is no order to judge. */
  from: step.optional(),
});
type Step = z.infer<typeof step>;
type Options = z.infer<typeof options>;

/** A step that was said: its place in the script (steps that may change places share one) and where it was heard. */
interface Said {
  rank: number;
  hit: CallHit;
}

/** Whether the steps of a script come in its order: the longest run of them that does, over all steps that were said. */
export const order = operator<Options>({
  name: 'order',
  about: {
    zh: '各步骤是否按规定的次序说：合乎次序的步骤占说到的步骤的比例。',
    en: 'Whether steps are said in the order of a script: the share of the steps said that stand in order.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: ({ steps, firmly, from }) => [
    ...steps.flat().flatMap(({ any }) => any),
    ...(from?.any ?? []),
    ...firmly.flatMap(({ earlier, later }) => [...earlier.any, ...later.any]),
  ],
  scopes: () => [],
  judge({ steps, pass, partial, leastSteps, firmly, from }, call) {
    const start = from ? hitOf(from, call, null) : null;
    if (from && !start)
      return notApplicable({ zh: '触发本项的话没有出现。', en: 'What would call for it was not said.' });
    const wrong = firmly
      .map((one) => ({ earlier: hitOf(one.earlier, call, start), later: hitOf(one.later, call, start) }))
      .find(({ earlier, later }) => earlier && later && isBefore(later, earlier));
    if (wrong)
      return ifSure([wrong.later!, wrong.earlier!].every(isSure), {
        kind: 'fail',
        explanation: {
          zh: `“${wrong.later!.heard}”说在了“${wrong.earlier!.heard}”之前。`,
          en: `“${wrong.later!.heard}” came before “${wrong.earlier!.heard}”.`,
        },
        evidence: [call.evidence(wrong.later!), call.evidence(wrong.earlier!)],
      });
    const said = steps
      .flatMap((one, rank) => [one].flat().map((each) => ({ rank, hit: hitOf(each, call, start) })))
      .filter((one): one is Said => one.hit !== null)
      .sort((a, b) => (isBefore(a.hit, b.hit) ? -1 : isBefore(b.hit, a.hit) ? 1 : a.rank - b.rank));
    if (said.length < leastSteps)
      return notApplicable({
        zh: `只说到 ${said.length} 个步骤，不足 ${leastSteps} 个，无从看次序。`,
        en: `Only ${said.length} of the steps are said, fewer than ${leastSteps}: there is no order to judge.`,
      });
    const kept = longestInOrder(said);
    const share = kept.length / said.length;
    const outcomeAt = (value: number) =>
      value >= pass ? 'pass' : partial !== undefined && value >= partial ? 'partial' : 'fail';
    const sure = said.filter(({ hit }) => isSure(hit));
    const isClear =
      sure.length >= leastSteps && outcomeAt(longestInOrder(sure).length / sure.length) === outcomeAt(share);
    const misplaced = said.filter((one) => !kept.includes(one));
    const explanation = {
      zh: `说到 ${said.length} 个步骤，其中 ${kept.length} 个合乎次序。`,
      en: `${kept.length} of the ${said.length} steps said stand in order.`,
    };
    const evidence = (misplaced.length > 0 ? misplaced : said).map(
      ({ hit }): Evidence => ({
        ...call.evidence(hit),
        measured: { value: share, unit: 'share' },
        threshold: { comparison: 'at least', value: pass, unit: 'share' },
      }),
    );
    if (share >= pass) return found('pass', explanation, evidence);
    return ifSure(isClear, { kind: outcomeAt(share), explanation, evidence });
  },
});

const isSure = ({ segments }: CallHit): boolean => !segments.some(isUnsure);

/** What is held against the agent, a question to a person where it rests on unsure words. */
function ifSure(sure: boolean, finding: Extract<Finding, { kind: 'pass' | 'partial' | 'fail' }>): Finding {
  if (sure) return finding;
  const { explanation, evidence } = finding;
  return undecided(
    explanation,
    evidence.flatMap(({ span }) => span ?? []),
    evidence,
  );
}

function hitOf({ any, participant, last }: Step, call: CallContext, start: CallHit | null): CallHit | null {
  const hits = call
    .find(wholeCall(participant), any)
    .filter((hit) => !start || !isBefore(hit, start))
    .sort((a, b) => (isBefore(a, b) ? -1 : 1));
  return hits.at(last ? -1 : 0) ?? null;
}

/** Inside a segment only the place in its text tells which came first. */
function isBefore(a: CallHit, b: CallHit): boolean {
  const [one, other] = [a.segments[0]!, b.segments[0]!];
  return one === other ? a.from.start < b.from.start : one.start < other.start;
}

/** The longest subsequence whose ranks never fall. */
function longestInOrder(said: readonly Said[]): Said[] {
  const runs: Said[][] = [];
  for (const one of said) {
    const before = runs.filter((run) => run.at(-1)!.rank <= one.rank).sort((a, b) => b.length - a.length)[0] ?? [];
    runs.push([...before, one]);
  }
  return runs.sort((a, b) => b.length - a.length)[0] ?? [];
}
