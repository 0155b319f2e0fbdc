import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { LingtingError } from '../errors.ts';
import type { StageFact } from '../reports/trainee/report.ts';
import { requireNext, type Stage, type StageOutcome } from '../scorecard/training-stages.ts';
import type { Tables } from './database/tables.ts';

/** The steps of a trainee so far, the oldest first. */
export async function stagesOf(query: Kysely<Tables>, agentId: string): Promise<StageFact[]> {
  const rows = await query
    .selectFrom('stages')
    .selectAll()
    .where('agent_id', '=', agentId)
    .orderBy('at')
    .orderBy('stage_id')
    .execute();
  return rows.map(({ stage, outcome, assessor, note, at }) => ({
    stage: stage as Stage,
    outcome: outcome as StageOutcome,
    assessor,
    note,
    at,
  }));
}

/**
 * Enters a step and returns all of them.
 * @throws LingtingError `usage` when it is not the next one, or takes back one that is not the last, and for an empty id or name.
 */
export async function addStage(
  query: Kysely<Tables>,
  agentId: string,
  step: Omit<StageFact, 'at'>,
  at = new Date().toISOString(),
): Promise<StageFact[]> {
  if (agentId.trim() === '' || step.assessor.trim() === '') throw incomplete();
  return query.transaction().execute(async (it) => {
    requireNext(agentId, await stagesOf(it, agentId), step);
    await it
      .insertInto('stages')
      .values({ stage_id: randomUUID(), agent_id: agentId, ...step, at })
      .execute();
    return stagesOf(it, agentId);
  });
}

function incomplete(): LingtingError {
  return new LingtingError('usage', {
    en: "A stage needs the trainee's id and the assessor's name; one of them is empty.",
    zh: '阶段须写明学员工号和考核人姓名，现有一项为空。',
  });
}
