import { PostgresDialect } from 'kysely';
import pg from 'pg';

const { Pool, types } = pg;

/** PostgreSQL at a `postgres://` address. Counts come as numbers, as SQLite gives them, not as text. */
export function postgresDialect(address: string): PostgresDialect {
  const asNumber = { [types.builtins.INT8]: Number, [types.builtins.NUMERIC]: Number };
  const pool = new Pool({
    connectionString: address,
    max: 4,
    types: { getTypeParser: (id, format) => asNumber[id] ?? types.getTypeParser(id, format) },
  });
  // A connection that is lost while nobody uses it: the next question says so, or finds the server back.
  pool.on('error', () => {});
  return new PostgresDialect({ pool });
}
