import { sql } from 'kysely';
import type { AgentFact, LetterFact, ListedCall, ReviewFact } from '../../reports/figures/facts.ts';
import type { DayFact } from '../../reports/figures/trend.ts';
import type { Database } from '../database/open.ts';
import { CALL_COLUMNS, callFact } from './calls.ts';
import { countIf, inScope, isScored, joinedLetters, type Scope } from './scope.ts';

/** Calls of a scope counted by agent, whatever became of them. */
export async function agentsIn({ query }: Database, scope: Scope): Promise<AgentFact[]> {
  const rows = await query
    .selectFrom('calls')
    .select((it) => [
      'agent_id',
      it.fn.max('agent_name').as('agent_name'),
      it.fn.max('team').as('team'),
      countIf(isScored).as('scored'),
      countIf(sql`state = 'done' and score is null`).as('unscored'),
      countIf(sql`state = 'excluded'`).as('excluded'),
      countIf(sql`state = 'failed'`).as('failed'),
      countIf(sql`state in ('waiting', 'running')`).as('open'),
      sql<number>`sum(case when ${isScored} then score else 0 end)`.as('sum'),
      sql<number>`sum(case when ${isScored} then score * score else 0 end)`.as('squares'),
      it.fn.sum<number>('fatal').as('fatal'),
      countIf(sql`needs_review = 1 and reviewed = 0`).as('to_review'),
      sql<number>`sum(coalesce(duration_seconds, 0))`.as('seconds'),
    ])
    .where(inScope(scope))
    .groupBy('agent_id')
    .orderBy('agent_id')
    .execute();
  return rows.map((row) => ({
    agentId: row.agent_id,
    agentName: row.agent_name,
    team: row.team,
    counts: {
      scored: row.scored,
      unscored: row.unscored,
      excluded: row.excluded,
      failed: row.failed,
      open: row.open,
    },
    sum: row.sum,
    squares: row.squares,
    fatal: row.fatal,
    toReview: row.to_review,
    durationSeconds: row.seconds,
  }));
}

/** Outcome letters of the judged calls of a scope, by agent and checklist. */
export async function lettersIn(database: Database, scope: Scope): Promise<LetterFact[]> {
  const rows = await database.query
    .selectFrom('calls')
    .select(['agent_id', 'checklist_key', joinedLetters(database).as('letters')])
    .where(inScope(scope))
    .where(isScored)
    .groupBy(['agent_id', 'checklist_key'])
    .execute();
  return rows.map(({ agent_id, checklist_key, letters }) => ({
    agentId: agent_id,
    checklistKey: checklist_key!,
    letters: letters ?? '',
  }));
}

/** Scored calls of a scope by day. */
export async function daysIn({ query }: Database, scope: Scope): Promise<DayFact[]> {
  const rows = await query
    .selectFrom('calls')
    .select((it) => [
      'day',
      it.fn.countAll<number>().as('count'),
      sql<number>`sum(score)`.as('sum'),
      sql<number>`sum(score * score)`.as('squares'),
    ])
    .where(inScope(scope))
    .where(isScored)
    .where('day', 'is not', null)
    .groupBy('day')
    .execute();
  return rows.map((row) => ({ ...row, day: row.day! }));
}

/** How many calls of a scope have no start time: no limited period has them. */
export async function undatedCalls({ query }: Database, scope: Scope): Promise<number> {
  const row = await query
    .selectFrom('calls')
    .select((it) => it.fn.countAll<number>().as('count'))
    .where(inScope({ ...scope, period: { from: null, to: null } }))
    .where('day', 'is', null)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** What people last said of each item of the calls of a scope, where the machine had said something. */
export async function reviewsIn({ query }: Database, scope: Scope): Promise<ReviewFact[]> {
  const rows = await query
    .selectFrom('reviews')
    .innerJoin('calls', 'calls.call_id', 'reviews.call_id')
    .select(['reviews.call_id', 'item_id', 'outcome', 'machine'])
    .where((it) => inScope(scope)(it as never))
    .orderBy('at')
    .orderBy('review_id')
    .execute();
  const latest = new Map(rows.map((row) => [`${row.call_id}\n${row.item_id}`, row]));
  return [...latest.values()].flatMap(({ item_id, outcome, machine }) =>
    outcome === 'withdrawn' || machine === null ? [] : [{ itemId: item_id, outcome, machine }],
  );
}

/** Calls of a scope that a person should look at and nobody did: fatal ones first, then the lowest scores. */
export async function callsToLookAt({ query }: Database, scope: Scope, limit: number): Promise<ListedCall[]> {
  const rows = await query
    .selectFrom('calls')
    .select([...CALL_COLUMNS, FILE])
    .where(inScope(scope))
    .where('state', '=', 'done')
    .where('needs_review', '=', 1)
    .where('reviewed', '=', 0)
    .orderBy('fatal', 'desc')
    .orderBy(sql`score is null`, 'desc')
    .orderBy('score')
    .orderBy('call_id')
    .limit(limit)
    .execute();
  return rows.map(listed);
}

/** Calls of a scope without a scorecard, with the reason. */
export async function callsLeftOut({ query }: Database, scope: Scope): Promise<ListedCall[]> {
  const rows = await query
    .selectFrom('calls')
    .select([...CALL_COLUMNS, FILE])
    .where(inScope(scope))
    .where('state', 'in', ['failed', 'excluded'])
    .orderBy('state', 'desc')
    .orderBy('call_id')
    .execute();
  return rows.map(listed);
}

/** The recording of a call. Not a join, in which the conditions of a scope would be ambiguous. */
const FILE = sql<string>`(select file from call_inputs where call_inputs.call_id = calls.call_id)`.as('file');

const listed = ({ file, ...row }: Parameters<typeof callFact>[0] & { file: string }): ListedCall => ({
  ...callFact(row),
  file,
});
