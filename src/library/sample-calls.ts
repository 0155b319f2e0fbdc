import type { Candidate } from '../quality/sampling.ts';
import type { Database } from './database/open.ts';
import type { CallInputTable, CallTable } from './database/tables.ts';
import { hasCallsOf } from './has-calls-of.ts';
import { unknownAgent } from './report-facts/agent.ts';

/** Which calls a sample is drawn from; null for all. Days are `2024-03-05`, both included. */
export interface SampleFilter {
  from: string | null;
  to: string | null;
  agent: string | null;
}

/** A call that may be picked, with what people see of it. */
export interface SampleCall
  extends Candidate,
    Pick<CallTable, 'agent_id' | 'agent_name' | 'day' | 'score' | 'fatal' | 'needs_review' | 'reviewed'>,
    Pick<CallInputTable, 'file'> {}

/**
 * The scored calls of a time and an agent.
 * @throws LingtingError `not-in-library` when no call is the agent's.
 */
export async function callsToSample(
  { query, shownAs }: Database,
  { from, to, agent }: SampleFilter,
): Promise<SampleCall[]> {
  if (agent !== null && !(await hasCallsOf(query, agent))) throw unknownAgent(agent, shownAs);
  const rows = await query
    .selectFrom('calls')
    .innerJoin('call_inputs', 'call_inputs.call_id', 'calls.call_id')
    .select(['calls.call_id', 'file', 'agent_id', 'agent_name', 'day', 'score', 'fatal', 'needs_review', 'reviewed'])
    .where('state', '=', 'done')
    .where('checklist_key', 'is not', null)
    .$if(from !== null, (it) => it.where('day', '>=', from))
    .$if(to !== null, (it) => it.where('day', '<=', to))
    .$if(agent !== null, (it) => it.where('agent_id', '=', agent))
    .execute();
  return rows.map(({ call_id, ...row }) => ({
    ...row,
    id: call_id,
    stratum: row.agent_id ?? '',
    risk: riskOf(row),
  }));
}

/**
 * How much more likely than a call without fault one is to be picked: by its lost points up to 3, for a failed fatal item 4
 * and for doubts of the machine 2 more. House values: they decide how hard to look where, and no estimate hangs on them.
 */
function riskOf({ score, fatal, needs_review }: Pick<CallTable, 'score' | 'fatal' | 'needs_review'>): number {
  return 1 + 3 * (1 - (score ?? 0) / 100) + 4 * fatal + 2 * needs_review;
}
