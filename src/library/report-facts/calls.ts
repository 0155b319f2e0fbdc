import type { Kysely } from 'kysely';
import type { Sentence } from '../../errors.ts';
import type { CallFact, Checklists, OpenedCall } from '../../reports/figures/facts.ts';
import type { ChecklistRow } from '../../scorecard/checklist-row.ts';
import type { CallTable, Tables } from '../database/tables.ts';
import { finalScoresOf } from '../final-scores.ts';
import { inScope, type Scope } from './scope.ts';

/** The calls of a scope, the oldest first; those without a start time before all. */
export async function callsIn(query: Kysely<Tables>, scope: Scope): Promise<CallFact[]> {
  const rows = await query
    .selectFrom('calls')
    .select(CALL_COLUMNS)
    .where(inScope(scope))
    .orderBy('day', (it) => it.asc().nullsFirst())
    .orderBy('start_time', (it) => it.asc().nullsFirst())
    .orderBy('call_id')
    .execute();
  return rows.map(callFact);
}

/** The columns that a `CallFact` is made from. */
export const CALL_COLUMNS = [
  'call_id',
  'state',
  'reason',
  'agent_id',
  'agent_name',
  'team',
  'start_time',
  'day',
  'duration_seconds',
  'score',
  'fatal',
  'needs_review',
  'reviewed',
  'checklist_key',
  'outcomes',
] as const;

/** A row of the library as reports know a call. */
export function callFact(row: Pick<CallTable, (typeof CALL_COLUMNS)[number]>): CallFact {
  return {
    callId: row.call_id,
    state: row.state,
    reason: row.reason === null ? null : (JSON.parse(row.reason) as Sentence),
    agentId: row.agent_id,
    agentName: row.agent_name,
    team: row.team,
    startTime: row.start_time,
    day: row.day,
    durationSeconds: row.duration_seconds,
    score: row.score,
    fatal: row.fatal === 1,
    needsReview: row.needs_review === 1,
    reviewed: row.reviewed === 1,
    checklistKey: row.checklist_key,
    outcomes: row.outcomes,
  };
}

/** Every checklist that ever judged a call, the newest first. */
export async function allChecklists(query: Kysely<Tables>): Promise<Checklists> {
  const rows = await query
    .selectFrom('checklists')
    .select(['checklist_key', 'document'])
    .orderBy('created_at', 'desc')
    .orderBy('checklist_key')
    .execute();
  return new Map(rows.map(({ checklist_key, document }) => [checklist_key, JSON.parse(document) as ChecklistRow]));
}

/** Scorecards of some calls, with what people said, by call. */
export async function openCalls(query: Kysely<Tables>, callIds: readonly string[]): Promise<Map<string, OpenedCall>> {
  if (callIds.length === 0) return new Map();
  const rows = await query
    .selectFrom('calls')
    .innerJoin('call_inputs', 'call_inputs.call_id', 'calls.call_id')
    .select(['calls.call_id', 'file', 'duration_seconds'])
    .where('calls.call_id', 'in', callIds)
    .execute();
  const scores = await finalScoresOf(query, callIds);
  return new Map(
    rows.flatMap(({ call_id, file, duration_seconds: durationSeconds }) => {
      const score = scores.get(call_id);
      return score ? [[call_id, { scorecard: score.final, file, durationSeconds }] as const] : [];
    }),
  );
}
