import { outcomesOf, stepsWith } from '../checklist/follow-flow.ts';
import type { Verdict } from '../checklist/verdict.ts';
import type { ChecklistRow } from './checklist-row.ts';
import { scorecardOf } from './compute.ts';
import { RATINGS, SCORES } from './form.ts';
import type { HumanVerdict, Scorecard, ScoredItem } from './scorecard.ts';

/**
 * The machine's scorecard with what people said in the place of what the machine said, and all that follows from it, by the
 * same arithmetic. `na` takes an item out of what is counted; an item that a person judged needs no review any more. The
 * machine's verdict stays beside the person's (`review`). Verdicts on what the scorecard does not have change nothing: the
 * checklist may have changed since. The kind of call, and so the sections and the flow, stay those the machine recognised.
 */
export function withHumanVerdicts(
  scorecard: Scorecard,
  { form }: Pick<ChecklistRow, 'form'>,
  verdicts: readonly HumanVerdict[],
): Scorecard {
  if (verdicts.length === 0) return scorecard;
  const given = new Map(verdicts.map((one) => [one.itemId, one]));
  const items = scorecard.items.map((item) => reviewed(item, given.get(item.itemId)));
  for (const { itemId } of items) given.delete(itemId);
  const outcomes = outcomesOf(items);
  return scorecardOf({
    ...scorecard,
    items,
    flows: scorecard.flows.map((flow) => ({ ...flow, steps: stepsWith(flow.steps, outcomes) })),
    form,
    givenLines: given,
  });
}

function reviewed(item: ScoredItem, human: HumanVerdict | undefined): ScoredItem {
  return human ? { ...item, verdict: verdictOf(human, item.verdict), review: { human, machine: item.verdict } } : item;
}

/** The evidence stays that of the machine: it is where to listen. */
function verdictOf({ outcome, by, why }: HumanVerdict, machine: Verdict): Verdict {
  const evidence = machine.kind === 'error' ? [] : machine.evidence;
  const said = { zh: `${by}：${why}`, en: `${by}: ${why}` };
  if (outcome === 'na') return { kind: 'notApplicable', reason: said, evidence };
  return {
    kind: 'scored',
    outcome,
    score: SCORES[outcome],
    rating: RATINGS[outcome],
    explanation: said,
    evidence,
  };
}
