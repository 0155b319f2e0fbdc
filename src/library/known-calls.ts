import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Kysely } from 'kysely';
import type { Sentence } from '../errors.ts';
import { sha256OfFile } from '../recording/identity.ts';
import type { AnalysisKey } from './analyses.ts';
import type { CallState, Tables } from './database/tables.ts';
import type { PlannedCall } from './plan-calls.ts';
import type { RescoredBy, StoredJob } from './rescore/plan.ts';

/** What the library knows of a call that is given again. */
export interface KnownCall {
  callId: string;
  file: string;
  stamp: string;
  metadata: string;
  /** As `CallInputTable.sides`. */
  sides: string | null;
  state: CallState;
  analysisKey: AnalysisKey | null;
  checklistKey: string | null;
  /** What the last re-score judged it with, where that is not what it was scored with. */
  rescoredBy: RescoredBy | null;
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
        sides: row.sides,
        state: row.state,
        analysisKey:
          row.audio_sha256 !== null && row.settings_sha256 !== null
            ? { audioSha256: row.audio_sha256, settingsSha256: row.settings_sha256 }
            : null,
        checklistKey: row.checklist_key,
        rescoredBy: (JSON.parse(row.job) as StoredJob).rescoredBy ?? null,
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
 * was found in another recording must not be overwritten. A file that was named before keeps its name, whatever else is
 * in the folders given now; the same sound under a new path is the same call, moved.
 */
export async function withOwnIds(query: Kysely<Tables>, calls: readonly PlannedCall[]): Promise<PlannedCall[]> {
  const unnamed = calls.filter(({ idGiven, error }) => !idGiven && !error);
  const known = await knownCalls(query, unnamed);
  const isNew = ({ callId, file }: PlannedCall): boolean => known.get(callId)?.file !== file;
  const namedBefore = await idsOfFiles(query, unnamed.filter(isNew));
  const given = new Set(calls.flatMap(({ idGiven, callId }) => (idGiven ? callId : [])));
  const renamed = new Map<PlannedCall, PlannedCall>();
  const rename = (call: PlannedCall, callId: string): void => {
    const metadata = { ...call.call, callId };
    renamed.set(call, { ...call, callId, call: metadata, analysis: { ...call.analysis, call: metadata } });
  };
  for (const call of unnamed) {
    const found = namedBefore.get(call.file);
    const before = found !== undefined && given.has(found) ? undefined : found;
    const other = known.get(call.callId);
    if (before !== undefined) rename(call, before);
    if (before !== undefined || !other || other.file === call.file) continue;
    const audio = other.analysisKey?.audioSha256;
    if (audio && !existsSync(other.file) && (await sha256OfFile(call.file)) === audio) continue;
    const mark = createHash('sha256').update(call.file).digest('hex').slice(0, 8);
    rename(call, `${call.callId}~${mark}`);
  }
  return calls.map((call) => renamed.get(call) ?? call);
}

/** The ids that files have in the library, of those that are named after them: an id that was given stays with its list. */
async function idsOfFiles(
  query: Kysely<Tables>,
  calls: readonly Pick<PlannedCall, 'file'>[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (let from = 0; from < calls.length; from += CHUNK) {
    const files = calls.slice(from, from + CHUNK).map(({ file }) => file);
    const rows = await query
      .selectFrom('call_inputs')
      .select(['call_id', 'file'])
      .where('file', 'in', files)
      .orderBy('call_id', 'desc')
      .execute();
    for (const { call_id, file } of rows) if (isNamedAfter(file, call_id)) ids.set(file, call_id);
  }
  return ids;
}

/** Whether an id is the name of its file, with what tells it from others of that name: a folder before, a mark after. */
function isNamedAfter(file: string, callId: string): boolean {
  const { name } = path.parse(file);
  const unmarked = callId.replace(/(~[0-9a-f]{8}|#\d+)$/, '');
  return callId === name || unmarked === name || unmarked.endsWith(`_${name}`);
}
