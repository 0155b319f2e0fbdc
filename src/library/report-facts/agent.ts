import { sql } from 'kysely';
import { LingtingError } from '../../errors.ts';
import { type AgentFacts, callsToOpen } from '../../reports/agent/report.ts';
import type { Period } from '../../reports/figures/day.ts';
import type { AppealFact } from '../../reports/figures/facts.ts';
import { BINS } from '../../reports/figures/statistics.ts';
import type { Database } from '../database/open.ts';
import { allChecklists, callsIn, openCalls } from './calls.ts';
import { inScope, isScored, joinedLetters, type Scope } from './scope.ts';

/**
 * What the report on an agent is made from.
 * @throws LingtingError `not-in-library` when no call is this agent's.
 */
export async function agentFacts(database: Database, agentId: string, period: Period): Promise<AgentFacts> {
  const { query } = database;
  const known = await query
    .selectFrom('calls')
    .select(['agent_name', 'team'])
    .where('agent_id', '=', agentId)
    .orderBy('day', (it) => it.desc().nullsLast())
    .limit(1)
    .executeTakeFirst();
  if (!known) throw unknownAgent(agentId, database.shownAs);
  const calls = await callsIn(query, { period, team: null, agentId });
  const checklists = await allChecklists(query);
  const latest = calls.at(-1);
  const agent = { id: agentId, name: latest?.agentName ?? known.agent_name, team: latest?.team ?? known.team };
  const team: Scope = { period, team: agent.team, agentId: null };
  return {
    agent,
    period,
    calls,
    checklists,
    ...(await teamOf(database, team)),
    opened: await openCalls(query, callsToOpen({ calls, checklists })),
    appeals: await openAppeals(database, { period, team: null, agentId }),
  };
}

async function teamOf(database: Database, scope: Scope): Promise<Pick<AgentFacts, 'team' | 'teamLetters'>> {
  // PostgreSQL rounds where SQLite cuts off: neither is asked to.
  const limits = Array.from({ length: BINS - 1 }, (_, at) => BINS - 1 - at);
  const bin = sql<number>`case ${sql.join(
    limits.map((tens) => sql`when score >= ${sql.lit(10 * tens)} then ${sql.lit(tens)}`),
    sql` `,
  )} else 0 end`;
  const rows = await database.query
    .selectFrom('calls')
    .select((it) => [
      'agent_id',
      'checklist_key',
      it.fn.countAll<number>().as('count'),
      sql<number>`sum(score)`.as('sum'),
      sql<number>`sum(score * score)`.as('squares'),
      joinedLetters(database).as('letters'),
    ])
    .where(inScope(scope))
    .where(isScored)
    .groupBy(['agent_id', 'checklist_key'])
    .execute();
  const counted = await database.query
    .selectFrom('calls')
    .select((it) => [bin.as('bin'), it.fn.countAll<number>().as('count')])
    .where(inScope(scope))
    .where(isScored)
    .groupBy(sql`1`)
    .execute();
  const bins = new Array<number>(BINS).fill(0);
  for (const row of counted) bins[row.bin]! += row.count;
  const total = (key: 'count' | 'sum' | 'squares') => rows.reduce((sum, row) => sum + row[key], 0);
  return {
    team: {
      name: scope.team,
      agents: new Set(rows.map(({ agent_id }) => agent_id)).size,
      count: total('count'),
      sum: total('sum'),
      squares: total('squares'),
      bins,
    },
    teamLetters: rows.map((row) => ({
      agentId: row.agent_id,
      checklistKey: row.checklist_key!,
      letters: row.letters ?? '',
    })),
  };
}

/** Appeals against verdicts on calls of a scope that nobody decided on yet, the oldest first. */
async function openAppeals({ query }: Database, scope: Scope): Promise<AppealFact[]> {
  const rows = await query
    .selectFrom('appeals')
    .innerJoin('calls', 'calls.call_id', 'appeals.call_id')
    .select(['appeal_id', 'appeals.call_id', 'item_id', 'by_name', 'why', 'at'])
    .where('decision', 'is', null)
    .where((it) => inScope(scope)(it as never))
    .orderBy('at')
    .execute();
  return rows.map(({ appeal_id, call_id, item_id, by_name, why, at }) => ({
    appealId: appeal_id,
    callId: call_id,
    itemId: item_id,
    by: by_name,
    why,
    at,
  }));
}

/** No call is this agent's. */
export function unknownAgent(agentId: string, shownAs: string): LingtingError {
  return new LingtingError('not-in-library', {
    en: `No call in ${shownAs} has the agent id "${agentId}". Ids are those of the call list (agent_id); "lingting report team" lists them.`,
    zh: `${shownAs} 中没有坐席工号为“${agentId}”的通话。工号取自通话清单（坐席工号）；lingting report team 可列出全部坐席。`,
  });
}
