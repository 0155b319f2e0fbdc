import type { Direction } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import type { CallType } from './call-types.ts';

/** Whether a step must be there always, where its condition holds, or as the agent likes. */
export type StepNeed = 'mandatory' | 'conditional' | 'optional';

/** One step of a flow and the items that check it; none when nothing in a recording can show it. */
export interface FlowStep {
  title: Sentence;
  need: StepNeed;
  itemIds: string[];
}

/**
 * How a kind of call, or a situation inside one, should go. `call`: the whole call; `part`: a situation that comes up in
 * it (a hold, a transfer …); `process`: work around the calls, never found in one.
 */
export interface Flow {
  id: string;
  title: Sentence;
  kind: 'call' | 'part' | 'process';
  /** Everything given must hold: the direction, one of the call types, and one of the items having been judged. */
  when: { direction?: Direction | undefined; callType?: CallType[] | undefined; items?: string[] | undefined };
  steps: FlowStep[];
}

/** The worst outcome of the items of a step; `notChecked` when none of them was looked at. */
export type StepOutcome = 'pass' | 'partial' | 'fail' | 'undecided' | 'notApplicable' | 'error' | 'notChecked';

/** How a call went along a flow, step by step, in the order of the flow. */
export interface FlowResult {
  flowId: string;
  title: Sentence;
  steps: (FlowStep & { outcome: StepOutcome })[];
}
