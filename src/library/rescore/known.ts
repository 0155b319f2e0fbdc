import type { CallAnalysis } from '../../analysis.ts';
import { CALL_TYPES } from '../../checklist/call-types.ts';
import { CallContext } from '../../checklist/context.ts';
import { readsCallTypes } from '../../checklist/item-keys.ts';
import { type ItemVerdict, type Known, leftOut } from '../../checklist/judge.ts';
import { recogniseCallTypes } from '../../checklist/recognise-call-types.ts';
import type { Verdict } from '../../checklist/verdict.ts';
import { remembered } from '../../remembered.ts';
import type { Scoring } from '../../scoring.ts';
import { checklistRowOf } from '../checklist-row-of.ts';
import type { MachineScore } from '../store-final.ts';

/**
 * What of a call's stored scorecard still holds when the call is judged anew: the verdicts of items that depend on nothing
 * that changed. Nothing where it was not kept what they depended on.
 */
export function knownOf(
  before: Pick<MachineScore, 'checklist' | 'scorecard'>,
  scoring: Scoring,
  analysis: CallAnalysis,
): Known | undefined {
  const [then, now] = [before.checklist.itemKeys, checklistRowOf(scoring).itemKeys!];
  if (!then) return undefined;
  const { scorecard } = before;
  const callTypes =
    then.callTypes === now.callTypes
      ? scorecard.callTypes
      : recogniseCallTypes(new CallContext(analysis, scoring.lexicons, scoring.profile));
  const isSameType = JSON.stringify(callTypes) === JSON.stringify(scorecard.callTypes);
  const verdicts = new Map<string, ItemVerdict>();
  for (const { itemId, verdict, fatal } of scorecard.items) {
    const holds = now.items[itemId] !== undefined && now.items[itemId] === then.items[itemId];
    if (holds && (isSameType || !readersOf(scoring).has(itemId)) && !isLeftOut(verdict))
      verdicts.set(itemId, { itemId, verdict, fatal });
  }
  return { callTypes, verdicts };
}

/** The items whose verdicts hang on the type of the call. */
const readersOf = remembered(
  ({ checklist: { items, library } }: Scoring): ReadonlySet<string> =>
    new Set(items.filter((item) => readsCallTypes(item, library)).map(({ id }) => id)),
);

const LEFT_OUT = new Set(CALL_TYPES.map((type) => JSON.stringify(leftOut(type))));

/** Nobody judged such an item: another checklist may look at it. */
const isLeftOut = (verdict: Verdict): boolean =>
  verdict.kind === 'notApplicable' && LEFT_OUT.has(JSON.stringify(verdict));
