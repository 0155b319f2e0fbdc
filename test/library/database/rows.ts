import type { Insertable } from 'kysely';
import type { CallTable } from '../../../src/library/database/tables.ts';

/** A call that waits. */
export function aCall(callId: string, more: Partial<Insertable<CallTable>> = {}): Insertable<CallTable> {
  return {
    call_id: callId,
    state: 'waiting',
    attempts: 0,
    trainee: 0,
    queued_at: '2026-01-01T00:00:00.000Z',
    fatal: 0,
    needs_review: 0,
    reviewed: 0,
    run_id: null,
    code: null,
    reason: null,
    agent_id: null,
    agent_name: null,
    team: null,
    direction: null,
    start_time: null,
    day: null,
    duration_seconds: null,
    finished_at: null,
    audio_sha256: null,
    settings_sha256: null,
    checklist_key: null,
    score: null,
    machine_score: null,
    judged_share: null,
    outcomes: null,
    machine_outcomes: null,
    excluded_by: null,
    ...more,
  };
}
