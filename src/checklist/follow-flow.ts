import type { Direction } from '../analysis.ts';
import { LEAST_TYPE_CONFIDENCE, type RecognisedType } from './call-types.ts';
import type { Flow, FlowResult, FlowStep, StepOutcome } from './flow.ts';
import type { Verdict } from './verdict.ts';

type ItemVerdicts = readonly { itemId: string; verdict: Verdict }[];

/** From the best to the worst; the worst of a step's items is the step's. */
const WORSE: readonly StepOutcome[] = ['notChecked', 'notApplicable', 'pass', 'partial', 'undecided', 'error', 'fail'];

/**
 * The flow a whole call went along, with what became of each step; null when none fits. A flow that names a recognised
 * call type comes before one that fits any call; of two alike the one with more of its mandatory steps done counts, and
 * then the earlier one. A direction that is not known fits both.
 */
export function followFlow(
  flows: readonly Flow[],
  verdicts: ItemVerdicts,
  callTypes: readonly RecognisedType[],
  direction: Direction | undefined,
): FlowResult | null {
  const fitting = flows.filter((flow) => flow.kind === 'call' && fits(flow, verdicts, callTypes, direction));
  const outcomes = outcomesOf(verdicts);
  const ranked = fitting
    .map((flow) => ({ flow, result: resultOf(flow, outcomes) }))
    .sort((a, b) => rankOf(b.flow) - rankOf(a.flow) || stepsDone(b.result) - stepsDone(a.result));
  return ranked[0]?.result ?? null;
}

/** The situations inside the call that have a flow of their own (a hold, a transfer …), in the order of the list. */
export function followParts(
  flows: readonly Flow[],
  verdicts: ItemVerdicts,
  callTypes: readonly RecognisedType[],
  direction: Direction | undefined,
): FlowResult[] {
  const outcomes = outcomesOf(verdicts);
  return flows
    .filter((flow) => flow.kind === 'part' && fits(flow, verdicts, callTypes, direction))
    .map((flow) => resultOf(flow, outcomes));
}

const rankOf = ({ when }: Flow): number => (when.callType ? 1 : 0);

const stepsDone = ({ steps }: FlowResult): number =>
  steps.filter(({ need, outcome }) => need === 'mandatory' && (outcome === 'pass' || outcome === 'partial')).length;

function fits(
  { when }: Flow,
  verdicts: ItemVerdicts,
  callTypes: readonly RecognisedType[],
  direction: Direction | undefined,
): boolean {
  if (when.direction && direction && when.direction !== direction) return false;
  const isOfType = ({ type, confidence }: RecognisedType): boolean =>
    confidence >= LEAST_TYPE_CONFIDENCE && when.callType!.includes(type);
  if (when.callType && !callTypes.some(isOfType)) return false;
  const wasJudged = (id: string): boolean =>
    verdicts.some(({ itemId, verdict }) => itemId === id && verdict.kind !== 'notApplicable');
  return !when.items || when.items.some(wasJudged);
}

/** By the id of the item. */
export type Outcomes = ReadonlyMap<string, StepOutcome>;

/** What became of the items by these verdicts. */
export function outcomesOf(verdicts: ItemVerdicts): Outcomes {
  return new Map(verdicts.map(({ itemId, verdict }) => [itemId, outcomeOf(verdict)]));
}

function resultOf({ id, title, steps }: Flow, outcomes: Outcomes): FlowResult {
  return { flowId: id, title, steps: stepsWith(steps, outcomes) };
}

/** The steps of a flow with what became of each. */
export function stepsWith(steps: readonly FlowStep[], outcomes: Outcomes): FlowResult['steps'] {
  return steps.map((step) => ({
    ...step,
    outcome: step.itemIds
      .map((itemId): StepOutcome => outcomes.get(itemId) ?? 'notChecked')
      .reduce((worst, one) => (WORSE.indexOf(one) > WORSE.indexOf(worst) ? one : worst), 'notChecked'),
  }));
}

const outcomeOf = (verdict: Verdict): StepOutcome => (verdict.kind === 'scored' ? verdict.outcome : verdict.kind);
