import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Kysely, Updateable } from 'kysely';
import type { CallMetadata } from '../analysis.ts';
import { OF_THE_SOUND, type Sentence } from '../errors.ts';
import type { CallTable, RunTable, Tables } from './database/tables.ts';

/** How often a run says that it is alive, and after how long a silence it counts as dead. */
const SIGN_OF_LIFE_MILLISECONDS = 10_000;
const DEAD_AFTER_MILLISECONDS = 120_000;

/** A call as it is queued. */
export interface QueuedCall {
  callId: string;
  file: string;
  call: CallMetadata;
  /** As JSON: how it is analysed and judged. */
  job: string;
  stamp: string;
}

/**
 * One run of a batch over a library. It says every few seconds that it is alive; calls that a dead run had in hand wait
 * again. Several runs may work on one library: each call is claimed by one.
 */
export class Run {
  readonly id = randomUUID();
  private readonly query: Kysely<Tables>;
  private timer: NodeJS.Timeout | null = null;

  constructor(query: Kysely<Tables>) {
    this.query = query;
  }

  /** Enters the run and puts back what dead runs left in hand. */
  async begin(): Promise<void> {
    alive.add(this.id);
    const at = now();
    const row = { run_id: this.id, host: hostname(), pid: process.pid, started_at: at, seen_at: at };
    await this.query.insertInto('runs').values(row).execute();
    await this.putBackDead();
    this.timer = setInterval(() => void this.sayAlive(), SIGN_OF_LIFE_MILLISECONDS).unref();
  }

  /** Claims a waiting call. False when another run has it, or it waits no more. */
  async claim(callId: string): Promise<boolean> {
    const { numUpdatedRows } = await this.query
      .updateTable('calls')
      .set((it) => ({ state: 'running', run_id: this.id, attempts: it('attempts', '+', 1) }))
      .where('call_id', '=', callId)
      .where('state', '=', 'waiting')
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Leaves the run: what it still has in hand waits for the next one. */
  async end(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    alive.delete(this.id);
    await this.query
      .updateTable('calls')
      .set({ state: 'waiting', run_id: null })
      .where('state', '=', 'running')
      .where('run_id', '=', this.id)
      .execute();
    await this.query.updateTable('runs').set({ ended_at: now() }).where('run_id', '=', this.id).execute();
  }

  private async sayAlive(): Promise<void> {
    await this.query
      .updateTable('runs')
      .set({ seen_at: now(), ended_at: null }) // After a sleep another run may have taken it for dead.
      .where('run_id', '=', this.id)
      .execute()
      .catch(() => {}); // Busy or gone: the batch itself will say so.
  }

  private async putBackDead(): Promise<void> {
    const others = await this.query
      .selectFrom('runs')
      .select(['run_id', 'host', 'pid', 'seen_at'])
      .where('ended_at', 'is', null)
      .where('run_id', '!=', this.id)
      .execute();
    const dead = others.filter(isDead).map(({ run_id }) => run_id);
    if (dead.length > 0)
      await this.query.updateTable('runs').set({ ended_at: now() }).where('run_id', 'in', dead).execute();
    // Of runs that ended before, too: one that was taken for dead may have gone on, and been killed then.
    await this.query
      .updateTable('calls')
      .set({ state: 'waiting', run_id: null })
      .where('state', '=', 'running')
      .where((it) =>
        it.not(
          it.exists(
            it
              .selectFrom('runs')
              .select('runs.run_id')
              .whereRef('runs.run_id', '=', 'calls.run_id')
              .where('ended_at', 'is', null),
          ),
        ),
      )
      .execute();
  }
}

/** The runs of this process. */
const alive = new Set<string>();

/** A process that is gone, or a run that has said nothing for long (on another machine, or asleep). */
function isDead({ run_id, host, pid, seen_at }: Pick<RunTable, 'run_id' | 'host' | 'pid' | 'seen_at'>): boolean {
  if (Date.now() - Date.parse(seen_at) > DEAD_AFTER_MILLISECONDS) return true;
  if (host !== hostname()) return false;
  // A container that starts again has the same name and the same process ids.
  if (pid === process.pid) return !alive.has(run_id);
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Enters calls or what changed about them; each then waits. One that a live run has in hand is left to it. */
export async function enqueue(query: Kysely<Tables>, calls: readonly QueuedCall[]): Promise<void> {
  const at = now();
  for (const queued of calls) {
    const { callId, call } = queued;
    const facts = { ...columnsOf(call), state: 'waiting' as const, run_id: null, code: null, reason: null };
    await query
      .insertInto('calls')
      .values({ call_id: callId, ...facts, ...NOTHING_SCORED, attempts: 0, queued_at: at })
      .onConflict((it) => it.column('call_id').doUpdateSet(facts).where('calls.state', '!=', 'running'))
      .execute();
    await storeInput(query, queued);
  }
}

/** Enters what was said of a call that needs no new analysis. */
export async function storeInput(query: Kysely<Tables>, { callId, file, call, job, stamp }: QueuedCall): Promise<void> {
  const input = { file, metadata: JSON.stringify(call), job, stamp };
  await query
    .insertInto('call_inputs')
    .values({ call_id: callId, ...input })
    .onConflict((it) => it.column('call_id').doUpdateSet(input))
    .execute();
}

/** Ends a call's time in the queue. `by` is the `Scoring.key` of what leaves it out. */
export async function settle(
  query: Kysely<Tables>,
  callId: string,
  outcome: { state: 'done' } | { state: 'failed' | 'excluded'; code: string; reason: Sentence; by?: string },
  facts: Updateable<CallTable> = {},
): Promise<void> {
  const why = outcome.state === 'done' ? null : outcome;
  // What is not a conversation, or cannot be read any more, has no score; what people said of it stays.
  if (why) await query.deleteFrom('scorecards').where('call_id', '=', callId).execute();
  await query
    .updateTable('calls')
    .set({
      state: outcome.state,
      run_id: null,
      finished_at: now(),
      code: why?.code ?? null,
      reason: why ? JSON.stringify(why.reason) : null,
      excluded_by: why?.by ?? null,
      ...(why && NOTHING_SCORED),
      ...(why && OF_THE_SOUND.has(why.code) && NOTHING_ANALYSED),
      ...facts,
    })
    .where('call_id', '=', callId)
    .execute();
}

/** The columns that hold what the telephone system says of a call. */
export function columnsOf(call: CallMetadata) {
  return {
    agent_id: call.agentId ?? null,
    agent_name: call.agentName ?? null,
    team: call.skillGroup ?? null,
    direction: call.direction ?? null,
    trainee: call.trainee ? 1 : 0,
    start_time: call.startTime ?? null,
    day: call.startTime?.slice(0, 10) ?? null,
  };
}

/** The columns of a call that has no scores. */
export const NOTHING_SCORED = {
  checklist_key: null,
  score: null,
  machine_score: null,
  fatal: 0,
  needs_review: 0,
  reviewed: 0,
  judged_share: null,
  outcomes: null,
  machine_outcomes: null,
} as const;

/**
 * Of a call whose sound itself is wrong: an analysis that it had is of another one, whose place it took. Where the file could
 * only not be read, it may be found again elsewhere, and is known by its sound then.
 */
const NOTHING_ANALYSED = { duration_seconds: null, audio_sha256: null, settings_sha256: null } as const;

const now = (): string => new Date().toISOString();
