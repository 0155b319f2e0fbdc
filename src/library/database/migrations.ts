import { type ColumnDataType, type Kysely, type Migration, sql } from 'kysely';

/** The steps from nothing to the present tables, by name, in order. A step that was released never changes. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-library': { up: library },
  '002-report-indexes': { up: reportIndexes },
  '003-files': { up: fileIndex },
  '004-sides': { up: saidSides },
  '005-excluded-by': { up: excludedBy },
};

async function library(db: Kysely<unknown>): Promise<void> {
  const blob = sql`${sql.raw(isOnPostgres(db) ? 'bytea' : 'blob')}`;
  const table = (name: string, columns: Record<string, ColumnDataType | typeof blob>, key: string[]) => {
    let builder = db.schema.createTable(name);
    for (const [column, type] of Object.entries(columns)) {
      const optional = column.endsWith('?');
      builder = builder.addColumn(optional ? column.slice(0, -1) : column, type, (it) =>
        optional ? it : it.notNull(),
      );
    }
    return builder.addPrimaryKeyConstraint(`${name}_key`, key as never[]).execute();
  };
  await table(
    'calls',
    {
      call_id: 'text',
      state: 'text',
      attempts: 'integer',
      'run_id?': 'text',
      'code?': 'text',
      'reason?': 'text',
      'agent_id?': 'text',
      'agent_name?': 'text',
      'team?': 'text',
      'direction?': 'text',
      trainee: 'integer',
      'start_time?': 'text',
      'day?': 'text',
      'duration_seconds?': 'double precision',
      queued_at: 'text',
      'finished_at?': 'text',
      'audio_sha256?': 'text',
      'settings_sha256?': 'text',
      'checklist_key?': 'text',
      'score?': 'double precision',
      'machine_score?': 'double precision',
      fatal: 'integer',
      needs_review: 'integer',
      reviewed: 'integer',
      'judged_share?': 'double precision',
      'outcomes?': 'text',
      'machine_outcomes?': 'text',
    },
    ['call_id'],
  );
  await table('call_inputs', { call_id: 'text', file: 'text', metadata: 'text', job: 'text', stamp: 'text' }, [
    'call_id',
  ]);
  await table('analyses', { audio_sha256: 'text', settings_sha256: 'text', document: blob, created_at: 'text' }, [
    'audio_sha256',
    'settings_sha256',
  ]);
  await table(
    'checklists',
    {
      checklist_key: 'text',
      checklist_id: 'text',
      version: 'text',
      sha256: 'text',
      document: 'text',
      created_at: 'text',
    },
    ['checklist_key'],
  );
  await table('scorecards', { call_id: 'text', checklist_key: 'text', document: blob, created_at: 'text' }, [
    'call_id',
  ]);
  await table(
    'score_history',
    {
      call_id: 'text',
      at: 'text',
      checklist_key: 'text',
      'score?': 'double precision',
      'machine_score?': 'double precision',
      cause: 'text',
    },
    ['call_id', 'at', 'checklist_key', 'cause'],
  );
  await table(
    'reviews',
    {
      review_id: 'text',
      call_id: 'text',
      item_id: 'text',
      outcome: 'text',
      'rating?': 'integer',
      by_name: 'text',
      why: 'text',
      at: 'text',
      source: 'text',
      'machine?': 'text',
    },
    ['review_id'],
  );
  await table(
    'appeals',
    {
      appeal_id: 'text',
      call_id: 'text',
      item_id: 'text',
      by_name: 'text',
      why: 'text',
      at: 'text',
      'decision?': 'text',
      'handler?': 'text',
      'decision_why?': 'text',
      'decided_at?': 'text',
    },
    ['appeal_id'],
  );
  await table(
    'stages',
    { stage_id: 'text', agent_id: 'text', stage: 'text', outcome: 'text', assessor: 'text', note: 'text', at: 'text' },
    ['stage_id'],
  );
  await table(
    'runs',
    { run_id: 'text', host: 'text', pid: 'integer', started_at: 'text', seen_at: 'text', 'ended_at?': 'text' },
    ['run_id'],
  );
  const index = (name: string, of: string, columns: string[]) =>
    db.schema.createIndex(name).on(of).columns(columns).execute();
  await index('calls_by_state', 'calls', ['state']);
  await index('calls_by_day', 'calls', ['day', 'agent_id']);
  await index('calls_by_agent', 'calls', ['agent_id', 'day']);
  await index('calls_by_checklist', 'calls', ['checklist_key']);
  await index('calls_by_audio', 'calls', ['audio_sha256']);
  await index('reviews_by_call', 'reviews', ['call_id', 'item_id', 'at']);
  await index('appeals_by_call', 'appeals', ['call_id']);
  await index('stages_by_agent', 'stages', ['agent_id', 'at']);
}

const isOnPostgres = (db: Kysely<unknown>): boolean => db.getExecutor().adapter.constructor.name.startsWith('Postgres');

/** Reports count calls and outcome letters without opening a row: at 100,000 calls a fifth of the time. */
async function reportIndexes(db: Kysely<unknown>): Promise<void> {
  const counted = ['team', 'state', 'score', 'fatal', 'needs_review', 'reviewed', 'duration_seconds', 'agent_name'];
  const indexes = { calls_by_day: ['day', 'agent_id'], calls_by_agent: ['agent_id', 'day'] };
  for (const [name, columns] of Object.entries(indexes)) {
    await db.schema.dropIndex(name).execute();
    await db.schema
      .createIndex(name)
      .on('calls')
      .columns([...columns, ...counted])
      .execute();
  }
  const letters = ['agent_id', 'checklist_key', 'day', 'team', 'state', 'score', 'outcomes'];
  await db.schema.createIndex('calls_letters').on('calls').columns(letters).execute();
}

/** Every run asks which calls its files are. */
async function fileIndex(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('inputs_by_file').on('call_inputs').columns(['file']).execute();
}

/** Who is on which channel of a call, as a person says. */
async function saidSides(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('call_inputs').addColumn('sides', 'text').execute();
}

/** What left a call out, so that it is looked at again only when that has changed. */
async function excludedBy(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('calls').addColumn('excluded_by', 'text').execute();
}
