import type { Kysely } from 'kysely';
import { ANALYSIS_VERSION, type CallAnalysis } from '../../analysis.ts';
import type { Scorecard } from '../../scorecard/scorecard.ts';
import type { Tables } from '../database/tables.ts';
import { unpacked } from '../packed.ts';
import type { FaultCode } from './faults.ts';

const SCORECARD_VERSION: Scorecard['version'] = 2;
const DOCUMENTS_AT_ONCE = 50;

/** The keys of stored documents that do not unpack, or are of a version that is not read. */
export async function documentFaults(
  query: Kysely<Tables>,
  onRows: (rows: number) => void,
): Promise<[FaultCode, string[]][]> {
  const analyses: string[] = [];
  const keys = await query.selectFrom('analyses').select(['audio_sha256', 'settings_sha256']).execute();
  for (const { audio_sha256, settings_sha256 } of keys) {
    const row = await query
      .selectFrom('analyses')
      .select('document')
      .where('audio_sha256', '=', audio_sha256)
      .where('settings_sha256', '=', settings_sha256)
      .executeTakeFirst();
    if (row && versionOf<CallAnalysis>(row.document) !== ANALYSIS_VERSION)
      analyses.push(`${audio_sha256} ${settings_sha256}`);
    onRows(1);
  }
  const scorecards: string[] = [];
  const calls = (await query.selectFrom('scorecards').select('call_id').orderBy('call_id').execute()).map(
    ({ call_id }) => call_id,
  );
  for (let from = 0; from < calls.length; from += DOCUMENTS_AT_ONCE) {
    const rows = await query
      .selectFrom('scorecards')
      .select(['call_id', 'document'])
      .where('call_id', 'in', calls.slice(from, from + DOCUMENTS_AT_ONCE))
      .execute();
    for (const { call_id, document } of rows)
      if (versionOf<Scorecard>(document) !== SCORECARD_VERSION) scorecards.push(call_id);
    onRows(rows.length);
  }
  return [
    ['analysis-unreadable', analyses],
    ['scorecard-unreadable', scorecards.sort()],
  ];
}

function versionOf<T extends { version: number }>(document: Uint8Array): T['version'] | null {
  try {
    return unpacked<T>(document).version;
  } catch {
    return null;
  }
}
