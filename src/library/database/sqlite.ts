import {
  CompiledQuery,
  type DatabaseConnection,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  type TransactionSettings,
} from 'kysely';
import Libsql from 'libsql';

/**
 * SQLite in one file, through libsql: its builds come with the package, so that nobody needs a compiler. The native part
 * aborts the whole process on values it does not know, so that only text, numbers, bytes and null ever reach it.
 * A library may be open in several processes: one writes at a time, the others wait for up to `BUSY_MILLISECONDS`.
 */
export function sqliteDialect(file: string): SqliteDialect {
  return new Dialect({ database: async () => guarded(opened(file)) });
}

class Dialect extends SqliteDialect {
  private readonly config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.config = config;
  }

  override createDriver(): SqliteDriver {
    return new Driver(this.config);
  }

  override createAdapter(): SqliteAdapter {
    return new Adapter();
  }
}

/**
 * A transaction that begins by reading could not write any more once another process has written: only one that is said
 * to read leaves others writing.
 */
class Driver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    await connection.executeQuery(
      CompiledQuery.raw(settings?.accessMode === 'read only' ? 'begin' : 'begin immediate'),
    );
  }
}

/** SQLite can make tables in a transaction, and must here: two processes may make the same library at the same time. */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** How long a process waits for another one to finish writing. */
const BUSY_MILLISECONDS = 30_000;

function opened(file: string): Libsql.Database {
  const database = new Libsql(file);
  // WAL lets reports read while a batch writes. A killed process loses nothing that was committed.
  for (const setting of [`busy_timeout = ${BUSY_MILLISECONDS}`, 'journal_mode = WAL', 'synchronous = NORMAL'])
    database.prepare(`PRAGMA ${setting}`).all();
  database.prepare('PRAGMA cache_size = -65536').all();
  return database;
}

type Bindable = string | number | bigint | Uint8Array | null;

function bindable(value: unknown): Bindable {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'string' || typeof value === 'bigint' || value instanceof Uint8Array) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new TypeError(`a ${typeof value} cannot be stored: ${String(value)}`);
}

const NOTHING_DONE = { changes: 0, lastInsertRowid: 0 };

/** Statements are kept ready up to this many: a library asks few different ones, but for lists of varying length. */
const MOST_STATEMENTS = 200;

/** What Kysely asks of a SQLite database, with every value looked at first, and what is asked again made ready once. */
function guarded(database: Libsql.Database) {
  const known = new Map<string, Libsql.Statement>();

  /** One that fails midway may still hold the database, and is not used again. */
  const using = <T>(statement: string, use: (prepared: Libsql.Statement) => T): T => {
    const prepared = known.get(statement) ?? database.prepare(statement);
    known.delete(statement);
    const result = use(prepared);
    if (known.size >= MOST_STATEMENTS) known.delete(known.keys().next().value!);
    known.set(statement, prepared);
    return result;
  };

  return {
    close: () => {
      known.clear();
      database.close();
    },
    prepare: (statement: string) => ({
      get reader() {
        return using(statement, ({ reader }) => reader);
      },
      all: (values: readonly unknown[]) =>
        using(statement, (prepared) => prepared.all(values.map(bindable)).map(plainRow)),
      run: (values: readonly unknown[]) => {
        // A full disk has undone the transaction already; saying so would hide why.
        if (statement === 'rollback' && !database.inTransaction) return NOTHING_DONE;
        return using(statement, (prepared) => prepared.run(values.map(bindable)));
      },
      *iterate(values: readonly unknown[]) {
        for (const row of database.prepare(statement).iterate(values.map(bindable))) yield plainRow(row);
      },
    }),
  };
}

/** Bytes come as `ArrayBuffer` or `Buffer`; they leave as `Uint8Array`. */
function plainRow(row: unknown): unknown {
  const fields = row as Record<string, unknown>;
  for (const name in fields) if (fields[name] instanceof ArrayBuffer) fields[name] = new Uint8Array(fields[name]);
  return fields;
}
