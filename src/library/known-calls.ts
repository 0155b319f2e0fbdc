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
  /** `Scoring.key` of what judged it, or left it out. */
  judgedBy: string | null;
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
        judgedBy: row.checklist_key ?? row.excluded_by,
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
 * was found in another recording must not be overwritten, nor shown as that of a file that cannot be read. A file that was
 * named before keeps its name, whatever else is in the folders given now; the same sound under a new path is the same call,
 * moved.
 */
export async function withOwnIds(query: Kysely<Tables>, calls: readonly PlannedCall[]): Promise<PlannedCall[]> {
  const unnamed = calls.filter(({ idGiven }) => !idGiven);
  const known = await knownCalls(query, unnamed);
  const isNew = ({ callId, file }: PlannedCall): boolean => known.get(callId)?.file !== file;
  const namedBefore = await idsOfFiles(query, unnamed.filter(isNew));
  const taken = new Set(calls.flatMap(({ idGiven, callId }) => (idGiven ? callId : [])));
  const renamed = new Map<PlannedCall, PlannedCall>();
  for (const call of unnamed) {
    const callId = await ownId(call, namedBefore.get(call.file), known.get(call.callId), taken);
    taken.add(callId);
    const metadata = { ...call.call, callId };
    if (callId !== call.callId)
      renamed.set(call, { ...call, callId, call: metadata, analysis: { ...call.analysis, call: metadata } });
  }
  return calls.map((call) => renamed.get(call) ?? call);
}

/** The id of a call by the id that its file has in the library, by what the library has of its name, and by the ids of others. */
async function ownId(
  { callId, file }: PlannedCall,
  before: string | undefined,
  ofItsName: KnownCall | undefined,
  taken: ReadonlySet<string>,
): Promise<string> {
  if (before !== undefined && !taken.has(before)) return before;
  if (!ofItsName || ofItsName.file === file) return callId;
  const isMoved = !taken.has(callId) && !existsSync(ofItsName.file) && (await isSoundOf(file, ofItsName));
  return isMoved ? callId : `${callId}~${createHash('sha256').update(file).digest('hex').slice(0, 8)}`;
}

/** Whether a file holds the sound of a call; not where it cannot be read. */
async function isSoundOf(file: string, { analysisKey }: KnownCall): Promise<boolean> {
  return analysisKey !== null && (await sha256OfFile(file).catch(() => null)) === analysisKey.audioSha256;
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
