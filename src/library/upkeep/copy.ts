import { type Kysely, type RawBuilder, sql } from 'kysely';
import { LingtingError } from '../../errors.ts';
import type { Database } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';

/** Every table with its key. */
const KEYS: { readonly [Table in keyof Tables]: readonly (keyof Tables[Table] & string)[] } = {
  calls: ['call_id'],
  call_inputs: ['call_id'],
  analyses: ['audio_sha256', 'settings_sha256'],
  checklists: ['checklist_key'],
  scorecards: ['call_id'],
  score_history: ['call_id', 'at', 'checklist_key', 'cause'],
  reviews: ['review_id'],
  appeals: ['appeal_id'],
  stages: ['stage_id'],
  runs: ['run_id'],
};

const ROWS_AT_ONCE = 200;

/**
 * Copies all of a library into an empty one, be they files or on a server, as it was at one moment: others may go on writing.
 * Nothing stays of a copy that fails. `onRows` hears of every lot that is copied. Returns the number of rows.
 * @throws LingtingError `usage` when there are calls in the library to copy to.
 */
export async function copyLibrary(from: Database, to: Database, onRows: (rows: number) => void): Promise<number> {
  const taken = await to.query.selectFrom('calls').select('call_id').limit(1).execute();
  if (taken.length > 0)
    throw new LingtingError('usage', {
      en: `${to.shownAs} has calls in it. Expected an empty library, or none, to copy to.`,
      zh: `${to.shownAs} 中已有通话。目标应为空库，或尚不存在。`,
    });
  let rows = 0;
  // What SQLite reads in a transaction is of one moment; PostgreSQL is asked for that.
  const reading = from.query.transaction().setAccessMode('read only');
  const atOneMoment = from.engine === 'postgres' ? reading.setIsolationLevel('repeatable read') : reading;
  await atOneMoment.execute((source) =>
    to.query.transaction().execute(async (target) => {
      for (const table of Object.keys(KEYS) as (keyof Tables)[])
        for await (const lot of lotsOf(source, table)) {
          await target
            .insertInto(table)
            .values(lot as never)
            .execute();
          rows += lot.length;
          onRows(lot.length);
        }
    }),
  );
  return rows;
}

/** The rows of a table, many at once, by its key. */
async function* lotsOf(query: Kysely<Tables>, table: keyof Tables): AsyncGenerator<Record<string, unknown>[]> {
  const keys: readonly string[] = KEYS[table];
  const columns = sql.join(keys.map((key) => sql.ref(key)));
  let after: unknown[] = [];
  for (;;) {
    const beyond: RawBuilder<unknown> = after.length > 0 ? sql`where (${columns}) > (${sql.join(after)})` : sql``;
    const { rows } = await sql<Record<string, unknown>>`
      select * from ${sql.table(table)} ${beyond} order by ${columns} limit ${sql.lit(ROWS_AT_ONCE)}`.execute(query);
    if (rows.length > 0) yield rows;
    if (rows.length < ROWS_AT_ONCE) return;
    after = keys.map((key) => rows.at(-1)![key]);
  }
}
