import type { Kysely } from 'kysely';
import type { ChecklistRow } from '../scorecard/checklist-row.ts';
import type { Scorecard } from '../scorecard/scorecard.ts';
import type { Tables } from './database/tables.ts';
import { unpackScorecard } from './scorecards.ts';
import type { MachineScore } from './store-final.ts';

/** How many scorecards are read with one question: each takes some 100 kB of memory. */
const CHUNK = 200;

/** The machine's scorecards of some calls, by call; calls that were not scored are left out, and damaged scorecards. */
export async function machineScoresOf(
  query: Kysely<Tables>,
  callIds: readonly string[],
): Promise<Map<string, MachineScore>> {
  const found = new Map<string, MachineScore>();
  const checklists = new Map<string, ChecklistRow>();
  for (let from = 0; from < callIds.length; from += CHUNK) {
    const rows = await query
      .selectFrom('scorecards')
      .select(['call_id', 'checklist_key', 'document'])
      .where('call_id', 'in', callIds.slice(from, from + CHUNK))
      .execute();
    const missing = new Set(rows.map((row) => row.checklist_key).filter((key) => !checklists.has(key)));
    for (const [key, row] of await checklistsOf(query, [...missing])) checklists.set(key, row);
    for (const { call_id, checklist_key, document } of rows) {
      const checklist = checklists.get(checklist_key);
      const scorecard = checklist && readable(document, checklist);
      if (scorecard) found.set(call_id, { callId: call_id, key: checklist_key, checklist, scorecard });
    }
  }
  return found;
}

function readable(document: Uint8Array, checklist: ChecklistRow): Scorecard | null {
  try {
    return unpackScorecard(document, checklist);
  } catch {
    return null;
  }
}

/** What judged, by `Scoring.key`. */
export async function checklistsOf(query: Kysely<Tables>, keys: readonly string[]): Promise<Map<string, ChecklistRow>> {
  if (keys.length === 0) return new Map();
  const rows = await query
    .selectFrom('checklists')
    .select(['checklist_key', 'document'])
    .where('checklist_key', 'in', keys)
    .execute();
  return new Map(rows.map((row) => [row.checklist_key, JSON.parse(row.document) as ChecklistRow]));
}
