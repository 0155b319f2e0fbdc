import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Kysely } from 'kysely';
import type { Sentence } from '../errors.ts';
import { sha256OfFile } from '../recording/identity.ts';
import type { AnalysisKey } from './analyses.ts';
import type { CallState, Tables } from './database/tables.ts';
import type { PlannedCall } from './plan-calls.ts';

/** What the library knows of a call that is given again. */
export interface KnownCall {
  callId: string;
  file: string;
  stamp: string;
  metadata: string;
  state: CallState;
  analysisKey: AnalysisKey | null;
  checklistKey: string | null;
  score: number | null;
  fatal: boolean;
  needsReview: boolean;
  code: string | null;
  sentence: Sentence | null;
}

/** How many ids one question to the database holds. */
const CHUNK = 500;

/** Those of the calls that the library has, by id. */
export async function knownCalls(
  query: Kysely<Tables>,
  calls: readonly Pick<PlannedCall, 'callId'>[],
): Promise<Map<string, KnownCall>> {
  const known = new Map<string, KnownCall>();
  for (let from = 0; from < calls.length; from += CHUNK) {
    const ids = calls.slice(from, from + CHUNK).map(({ callId }) => callId);
    const rows = await query
      .selectFrom('calls')
      .innerJoin('call_inputs', 'call_inputs.call_id', 'calls.call_id')
      .selectAll()
      .where('calls.call_id', 'in', ids)
      .execute();
    for (const row of rows)
      known.set(row.call_id, {
        callId: row.call_id,
        file: row.file,
        stamp: row.stamp,
        metadata: row.metadata,
        state: row.state,
        analysisKey:
          row.audio_sha256 !== null && row.settings_sha256 !== null
            ? { audioSha256: row.audio_sha256, settingsSha256: row.settings_sha256 }
            : null,
        checklistKey: row.checklist_key,
        score: row.score,
        fatal: row.fatal === 1,
        needsReview: row.needs_review === 1,
        code: row.code,
        sentence: row.reason === null ? null : (JSON.parse(row.reason) as Sentence),
      });
  }
  return known;
}

/**
 * Calls named after their files, with ids of their own: recorders use the same names again in the next folder, and what
 * was found in another recording must not be overwritten. The same sound under a new path is the same call, moved.
 */
export async function withOwnIds(query: Kysely<Tables>, calls: readonly PlannedCall[]): Promise<PlannedCall[]> {
  const unnamed = calls.filter(({ idGiven, error }) => !idGiven && !error);
  const known = await knownCalls(query, unnamed);
  const renamed = new Map<PlannedCall, PlannedCall>();
  for (const call of unnamed) {
    const other = known.get(call.callId);
    if (!other || other.file === call.file) continue;
    const audio = other.analysisKey?.audioSha256;
    if (audio && !existsSync(other.file) && (await sha256OfFile(call.file)) === audio) continue;
    const mark = createHash('sha256').update(call.file).digest('hex').slice(0, 8);
    const callId = `${call.callId}~${mark}`;
    renamed.set(call, {
      ...call,
      callId,
      call: { ...call.call, callId },
      analysis: { ...call.analysis, call: { ...call.call, callId } },
    });
  }
  return calls.map((call) => renamed.get(call) ?? call);
}
