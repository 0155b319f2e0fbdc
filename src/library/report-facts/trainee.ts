import type { Kysely } from 'kysely';
import { LingtingError, type Sentence } from '../../errors.ts';
import type { CallFact, Checklists } from '../../reports/figures/facts.ts';
import type { AssessedCall, SaidFact, TraineeFacts } from '../../reports/trainee/report.ts';
import type { Database } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';
import { stagesOf } from '../stages.ts';
import { unknownAgent } from './agent.ts';
import { allChecklists, CALL_COLUMNS, callFact, callsIn, openCalls } from './calls.ts';

/**
 * What the report on a trainee is made from. The model call is the named one, else the best one of the team by the same
 * checklist that is not the trainee's.
 * @throws LingtingError `not-in-library` when neither a call nor a stage is this agent's, or the named call has no form.
 */
export async function traineeFacts(
  database: Database,
  agentId: string,
  modelCall: string | null,
): Promise<TraineeFacts> {
  const { query } = database;
  const scope = { period: { from: null, to: null }, team: null, agentId };
  const [all, stages] = [await callsIn(query, scope), await stagesOf(query, agentId)];
  if (all.length === 0 && stages.length === 0) throw unknownAgent(agentId, database.shownAs);
  const checklists = await allChecklists(query);
  const formCalls = all.filter(({ checklistKey }) => checklists.get(checklistKey ?? '')?.form);
  const calls = await assessed(query, formCalls);
  const latest = all.at(-1);
  return {
    agent: { id: agentId, name: latest?.agentName ?? null, team: latest?.team ?? null },
    calls,
    stages,
    said: await saidOf(query, agentId, checklists),
    model: modelCall === null ? await bestOfTeam(query, formCalls.at(-1), checklists) : await named(query, modelCall),
  };
}

async function assessed(query: Kysely<Tables>, calls: readonly CallFact[]): Promise<AssessedCall[]> {
  const opened = await openCalls(
    query,
    calls.map(({ callId }) => callId),
  );
  return calls.flatMap(({ callId, startTime, day, agentId, agentName, score }) => {
    const form = opened.get(callId)?.scorecard.form;
    return form ? [{ callId, startTime, day, agentId, agentName, score, form }] : [];
  });
}

async function bestOfTeam(
  query: Kysely<Tables>,
  latest: CallFact | undefined,
  checklists: Checklists,
): Promise<AssessedCall | null> {
  if (!latest) return null;
  const { id } = checklists.get(latest.checklistKey!)!;
  const keys = [...checklists].filter(([, row]) => row.id === id && row.form).map(([key]) => key);
  const row = await query
    .selectFrom('calls')
    .select(CALL_COLUMNS)
    .where('checklist_key', 'in', keys)
    .where('state', '=', 'done')
    .where('score', 'is not', null)
    .where('agent_id', '!=', latest.agentId)
    .$if(latest.team !== null, (it) => it.where('team', '=', latest.team))
    .orderBy('score', 'desc')
    .orderBy('judged_share', 'desc')
    .orderBy('call_id')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return (await assessed(query, [callFact(row)]))[0] ?? null;
}

async function named(query: Kysely<Tables>, callId: string): Promise<AssessedCall> {
  const row = await query.selectFrom('calls').select(CALL_COLUMNS).where('call_id', '=', callId).executeTakeFirst();
  const [call] = row ? await assessed(query, [callFact(row)]) : [];
  if (call) return call;
  throw new LingtingError('not-in-library', {
    en: `Expected a call that was judged by a training form as --model-call, got "${callId}".`,
    zh: `--model-call 应为用考核表评过的通话，现为“${callId}”。`,
  });
}

/** All that people ever said of items of the agent's calls, the oldest first. */
async function saidOf(query: Kysely<Tables>, agentId: string, checklists: Checklists): Promise<SaidFact[]> {
  const titles = new Map<string, Sentence>();
  for (const { items, sections } of checklists.values()) {
    for (const { itemId, title } of items) if (!titles.has(itemId)) titles.set(itemId, title);
    for (const { id, title } of sections) if (!titles.has(id)) titles.set(id, title);
  }
  const rows = await query
    .selectFrom('reviews')
    .innerJoin('calls', 'calls.call_id', 'reviews.call_id')
    .select(['reviews.call_id', 'item_id', 'outcome', 'rating', 'by_name', 'why', 'at'])
    .where('agent_id', '=', agentId)
    .orderBy('at')
    .orderBy('review_id')
    .execute();
  return rows.map(({ call_id, item_id, outcome, rating, by_name, why, at }) => ({
    callId: call_id,
    title: titles.get(item_id) ?? { zh: item_id, en: item_id },
    outcome,
    rating,
    by: by_name,
    why,
    at,
  }));
}
