import { type Kysely, sql } from 'kysely';
import { LingtingError, type Sentence } from '../../errors.ts';
import { asDatabaseError, type Database } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';
import { checklistsOf } from '../machine-scores.ts';
import { documentFaults } from './check-documents.ts';
import { FAULTS, type FaultCode } from './faults.ts';

/** Something that is not as it must be, with what it is found in: ids of calls, keys of analyses and checklists. */
export interface Fault {
  code: FaultCode;
  sentence: Sentence;
  /** Whether results may be wrong or missing; what only takes room is no damage. */
  damage: boolean;
  in: string[];
}

/** What a look through a library found. */
export interface LibraryCheck {
  version: 1;
  library: string;
  engine: Database['engine'];
  calls: number;
  ok: boolean;
  faults: Fault[];
}

/**
 * Looks through all of a library: the file itself, what must hold between the tables, and every stored document. `onRows`
 * hears of the documents looked at. Changes nothing.
 * @throws LingtingError `library-corrupt` when the file cannot be read any further.
 */
export async function checkLibrary(
  database: Database,
  onRows: (rows: number) => void = () => {},
): Promise<LibraryCheck> {
  const { query, shownAs, engine } = database;
  try {
    if (engine === 'sqlite') await refuseDamage(query, shownAs);
    const found: [FaultCode, string[]][] = [
      ...(await Promise.all(
        Object.entries(BETWEEN_TABLES).map(
          async ([code, statement]) => [code as FaultCode, await idsOf(query, statement)] as [FaultCode, string[]],
        ),
      )),
      ['letters-wrong', await wrongLetters(query)],
      ...(await documentFaults(query, onRows)),
    ];
    const faults = found
      .filter(([, ids]) => ids.length > 0)
      .map(([code, ids]): Fault => ({ code, ...FAULTS[code], in: ids }));
    const { calls } = await query
      .selectFrom('calls')
      .select(({ fn }) => fn.countAll<number>().as('calls'))
      .executeTakeFirstOrThrow();
    return { version: 1, library: shownAs, engine, calls, ok: !faults.some(({ damage }) => damage), faults };
  } catch (error) {
    throw asDatabaseError(error, shownAs);
  }
}

/** What SQLite itself says of its file. */
async function refuseDamage(query: Kysely<Tables>, shownAs: string): Promise<void> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(5)`.execute(query);
  const said = rows.map(({ integrity_check }) => integrity_check).filter((line) => line !== 'ok');
  if (said.length > 0)
    throw new LingtingError('library-corrupt', {
      en: `${shownAs} is damaged: ${said[0]}. Restore a backup; "lingting db copy" to a new library saves what can still be read.`,
      zh: `${shownAs} 已损坏：${said[0]}。请恢复备份；也可用 lingting db copy 把还能读的内容复制到新库。`,
    });
}

/** Each finds ids of what breaks a rule between the tables. */
const BETWEEN_TABLES = {
  'analysis-missing': sql`select call_id as id from calls where state = 'done' and not exists (select 1 from analyses
    where analyses.audio_sha256 = calls.audio_sha256 and analyses.settings_sha256 = calls.settings_sha256)`,
  'scorecard-missing': sql`select call_id as id from calls where state = 'done' and not exists (select 1 from scorecards
    where scorecards.call_id = calls.call_id and scorecards.checklist_key = calls.checklist_key)`,
  'input-missing': sql`select call_id as id from calls where not exists (select 1 from call_inputs
    where call_inputs.call_id = calls.call_id)`,
  'analysis-orphan': sql`select audio_sha256 || ' ' || settings_sha256 as id from analyses where not exists (select 1
    from calls where analyses.audio_sha256 = calls.audio_sha256 and analyses.settings_sha256 = calls.settings_sha256)`,
  'scorecard-orphan': sql`select call_id as id from scorecards where not exists (select 1 from calls
    where calls.call_id = scorecards.call_id and state = 'done')`,
  'checklist-unknown': sql`select distinct checklist_key as id from (select checklist_key from calls union
    select checklist_key from scorecards union select checklist_key from score_history) as used
    where checklist_key is not null and checklist_key not in (select checklist_key from checklists)`,
  'run-dead': sql`select call_id as id from calls where state = 'running' and not exists (select 1 from runs
    where runs.run_id = calls.run_id and ended_at is null)`,
} satisfies Partial<Record<FaultCode, ReturnType<typeof sql>>>;

async function idsOf(query: Kysely<Tables>, statement: ReturnType<typeof sql>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`${statement} order by 1`.execute(query);
  return rows.map(({ id }) => id);
}

/** Calls whose verdict letters do not fit the items of their checklist. */
async function wrongLetters(query: Kysely<Tables>): Promise<string[]> {
  const keys = await query.selectFrom('checklists').select('checklist_key').execute();
  const wrong: string[] = [];
  for (const { checklist_key } of keys) {
    const length = (await checklistsOf(query, [checklist_key])).get(checklist_key)!.items.length;
    const rows = await query
      .selectFrom('calls')
      .select('call_id')
      .where('state', '=', 'done')
      .where('checklist_key', '=', checklist_key)
      .where(
        sql<boolean>`(coalesce(length(outcomes), 0) <> ${length} or coalesce(length(machine_outcomes), 0) <> ${length})`,
      )
      .execute();
    wrong.push(...rows.map(({ call_id }) => call_id));
  }
  return wrong.sort();
}
