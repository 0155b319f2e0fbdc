import type { Kysely } from 'kysely';
import type { Sentence } from '../../errors.ts';
import type { ChecklistRow } from '../../scorecard/checklist-row.ts';
import type { Scoring } from '../../scoring.ts';
import { analysisIn, ofCall, type StoredInput, UNREADABLE } from '../analyses.ts';
import type { CallState, Tables } from '../database/tables.ts';
import { humanVerdictsOf } from '../human-verdicts-of.ts';
import { checklistsOf, machineScoresOf } from '../machine-scores.ts';
import { lockCalls } from '../store-final.ts';
import { type CallChange, changeOf, type ScoreColumns } from './change.ts';
import { columnsAfter, type Judged, judgedOf, storeJudge, storeJudged } from './judged.ts';
import { knownOf } from './known.ts';
import type { ScoringChoice } from './plan.ts';

/** What a re-score made of some calls. */
export interface ChunkResult {
  changes: CallChange[];
  /** Calls whose stored analysis cannot be judged. */
  failed: { callId: string; sentence: Sentence }[];
}

/** A call with what it was judged on. */
interface StoredCall extends ScoreColumns, StoredInput {
  call_id: string;
  state: CallState;
  excluded_by: string | null;
  audio_sha256: string | null;
  settings_sha256: string | null;
  document: Uint8Array;
}

/**
 * Judges some calls of a library anew, by what changed since they were judged, and stores that in one transaction; a dry
 * run stores nothing and finds the same. Calls that the rules leave out now lose their scores, those they let in are scored.
 * A call that another process judged on another analysis, or with its sides exchanged, meanwhile is left alone.
 */
export async function rescoreChunk(
  query: Kysely<Tables>,
  callIds: readonly string[],
  { choice, scoring }: { choice: ScoringChoice; scoring: Scoring },
  dryRun: boolean,
): Promise<ChunkResult> {
  const calls = await storedCalls(query, callIds);
  const before = await machineScoresOf(query, callIds);
  const failed: ChunkResult['failed'] = [];
  const judged: Judged[] = [];
  for (const call of calls) {
    const found = analysisIn(call.document);
    if (!found) {
      failed.push({ callId: call.call_id, sentence: UNREADABLE });
      continue;
    }
    const analysis = await ofCall(found, call);
    const known = before.get(call.call_id);
    judged.push(judgedOf(call.call_id, analysis, scoring, () => known && knownOf(known, scoring, analysis)));
  }
  const find = (inside: Kysely<Tables>): Promise<CallChange[]> =>
    changesOf(inside, calls, judged, dryRun ? null : choice);
  return { changes: await (dryRun ? find(query) : query.transaction().execute(find)), failed };
}

async function storedCalls(query: Kysely<Tables>, callIds: readonly string[]): Promise<StoredCall[]> {
  return query
    .selectFrom('calls')
    .innerJoin('call_inputs', 'call_inputs.call_id', 'calls.call_id')
    .innerJoin('analyses', (it) =>
      it
        .onRef('analyses.audio_sha256', '=', 'calls.audio_sha256')
        .onRef('analyses.settings_sha256', '=', 'calls.settings_sha256'),
    )
    .select([...COLUMNS, 'metadata', 'file', 'sides', 'document'])
    .where('calls.call_id', 'in', callIds)
    .where('state', 'in', ['done', 'excluded'])
    .orderBy('calls.call_id')
    .execute();
}

const COLUMNS = [
  'calls.call_id',
  'calls.state',
  'calls.reason',
  'calls.excluded_by',
  'calls.audio_sha256',
  'calls.settings_sha256',
  'calls.checklist_key',
  'calls.score',
  'calls.machine_score',
  'calls.needs_review',
  'calls.outcomes',
  'calls.machine_outcomes',
] as const;

/** What becomes of the calls, stored with what judged them, or only worked out where that is null. */
async function changesOf(
  query: Kysely<Tables>,
  calls: readonly StoredCall[],
  judged: readonly Judged[],
  storedWith: ScoringChoice | null,
): Promise<CallChange[]> {
  const callIds = judged.map(({ callId }) => callId);
  if (storedWith) await lockCalls(query, callIds);
  const judgedOn = new Map(calls.map((call) => [call.call_id, call]));
  const now = await columnsOf(query, callIds);
  const present = judged.filter(({ callId }) => {
    const [one, other] = [now.get(callId), judgedOn.get(callId)!];
    return JUDGED_ON.every((column) => one?.[column] === other[column]);
  });
  if (storedWith) {
    await storeJudged(query, present, now, 'rescore');
    await storeJudge(query, present, storedWith);
  }
  const human = await humanVerdictsOf(query, callIds);
  const after = storedWith
    ? await columnsOf(query, callIds)
    : new Map(present.map((one) => [one.callId, columnsAfter(one, human.get(one.callId) ?? [])]));
  const keys = [...new Set([...now.values()].flatMap(({ checklist_key }) => checklist_key ?? []))];
  const orders = new Map([...(await checklistsOf(query, keys))].map(([key, row]) => [key, orderOf(row)]));
  return present.map(({ callId, score }) => {
    const columns = now.get(callId)!;
    const order = orders.get(columns.checklist_key ?? '') ?? [];
    return changeOf(callId, [columns, after.get(callId)!], [order, score ? orderOf(score.checklist) : []]);
  });
}

/** A call in which one of these is another now was taken in hand by another process. */
const JUDGED_ON = ['state', 'audio_sha256', 'settings_sha256', 'sides'] as const;

const orderOf = ({ items }: ChecklistRow): string[] => items.map(({ itemId }) => itemId);

async function columnsOf(query: Kysely<Tables>, callIds: readonly string[]) {
  if (callIds.length === 0) return new Map();
  const rows = await query
    .selectFrom('calls')
    .innerJoin('call_inputs', 'call_inputs.call_id', 'calls.call_id')
    .select([...COLUMNS, 'sides'])
    .where('calls.call_id', 'in', callIds)
    .execute();
  return new Map(rows.map((row) => [row.call_id, row]));
}
