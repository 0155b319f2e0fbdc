import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Period } from '../../reports/figures/day.ts';
import type { Database } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';

/** Which calls a report is about; null for all. Calls without a start time are in no limited period. */
export interface Scope {
  period: Period;
  team: string | null;
  agentId: string | null;
}

/** The condition on `calls` that a scope is. */
export function inScope({ period, team, agentId }: Scope) {
  return (it: ExpressionBuilder<Tables, 'calls'>) =>
    it.and([
      ...(period.from === null ? [] : [it('calls.day', '>=', period.from)]),
      ...(period.to === null ? [] : [it('calls.day', '<=', period.to)]),
      ...(team === null ? [] : [it('calls.team', '=', team)]),
      ...(agentId === null ? [] : [it('calls.agent_id', '=', agentId)]),
    ]);
}

/**
 * A call that has a score: means and rates count no others. Written so that no index of states serves: nearly all calls are
 * done, and each would be opened for what another index holds.
 */
export const isScored = sql<SqlBool>`calls.state || '' = 'done' and calls.score is not null`;

/** Letters of the calls of a group, end to end. */
export function joinedLetters({ engine }: Pick<Database, 'engine'>) {
  return engine === 'postgres' ? sql<string>`string_agg(outcomes, '')` : sql<string>`group_concat(outcomes, '')`;
}

/** How many rows of a group meet a condition. */
export const countIf = (condition: ReturnType<typeof sql<SqlBool>>) =>
  sql<number>`sum(case when ${condition} then 1 else 0 end)`;
