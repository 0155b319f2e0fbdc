import { sql } from 'kysely';
import type { Database } from '../database/open.ts';
import type { CallState } from '../database/tables.ts';

/** How much is in a library and how much room it takes. */
export interface LibraryInfo {
  version: 1;
  library: string;
  engine: Database['engine'];
  calls: number;
  callsByState: Partial<Record<CallState, number>>;
  bytes: number;
  /** Null without calls. */
  bytesPerCall: number | null;
}

/** Counts calls and bytes. */
export async function libraryInfo({ query, shownAs, engine }: Database): Promise<LibraryInfo> {
  const states = await query
    .selectFrom('calls')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .groupBy('state')
    .orderBy('state')
    .execute();
  const calls = states.reduce((sum, { count }) => sum + count, 0);
  const size =
    engine === 'sqlite'
      ? sql<{ bytes: number }>`select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`
      : sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`;
  const { bytes } = (await size.execute(query)).rows[0]!;
  return {
    version: 1,
    library: shownAs,
    engine,
    calls,
    callsByState: Object.fromEntries(states.map(({ state, count }) => [state, count])),
    bytes,
    bytesPerCall: calls > 0 ? Math.round(bytes / calls) : null,
  };
}
