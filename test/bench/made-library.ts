import path from 'node:path';
import { type Insertable, type Kysely, sql } from 'kysely';
import { loadChecklist } from '../../src/checklist/load.ts';
import { openDatabase } from '../../src/library/database/open.ts';
import type { CallTable, Tables } from '../../src/library/database/tables.ts';
import { NOTHING_SCORED } from '../../src/library/queue.ts';
import { packScorecard } from '../../src/library/scorecards.ts';
import { type ChecklistRow, checklistRow } from '../../src/scorecard/checklist-row.ts';
import { agentOf, dayBefore, type MadeAgent, scoreOf, verdictLetters } from './made-calls.ts';
import { madeScorecard } from './made-scorecard.ts';
import { pick, randomOf } from './random.ts';

/** How much is made, and from which numbers: the same options give the same library. */
export interface MadeLibrary {
  calls: number;
  agents: number;
  /** Calls lie on this day and on those before it, `2026-03-05`. */
  days: number;
  lastDay: string;
  seed: number;
  /** How many agents have their scorecards stored too, the first ones: a hundred thousand of them take half a gigabyte. */
  agentsWithScorecards: number;
}

export const MADE: MadeLibrary = {
  calls: 100_000,
  agents: 200,
  days: 90,
  lastDay: '2026-03-31',
  seed: 20_260_331,
  agentsWithScorecards: 3,
};

const ROWS_AT_ONCE = 400;
/** Out of a hundred calls: could not be analysed, had nothing to score, are not done yet; were looked at by a person. */
const FAILED = 1;
const EXCLUDED = 3;
const WAITING = 1;
const REVIEWED = 2;

/** Fills an empty library with calls judged by the inbound checklist, with reviews and appeals; returns the agents. */
export async function fillLibrary(query: Kysely<Tables>, more: Partial<MadeLibrary> = {}): Promise<MadeAgent[]> {
  const options = { ...MADE, ...more };
  const inbound = await loadChecklist('seeds/checklists/inbound.yaml');
  const checklist = checklistRow(inbound);
  const asked = new Set(inbound.sections.flatMap(({ itemIds }) => itemIds));
  const key = `made-${checklist.sha256}`;
  const random = randomOf(options.seed);
  const agents = Array.from({ length: options.agents }, (_, number) => agentOf(number, random));
  await query
    .insertInto('checklists')
    .values({
      checklist_key: key,
      checklist_id: checklist.id,
      version: checklist.version,
      sha256: checklist.sha256,
      document: JSON.stringify(checklist),
      created_at: `${options.lastDay}T00:00:00.000Z`,
    })
    .execute();
  for (let from = 0; from < options.calls; from += ROWS_AT_ONCE)
    await query.transaction().execute(async (it) => {
      const calls = Array.from({ length: Math.min(ROWS_AT_ONCE, options.calls - from) }, (_, at) =>
        madeCall(from + at, agents, checklist, asked, key, options, random),
      );
      await it.insertInto('calls').values(calls).execute();
      await addDocuments(it, calls, agents.slice(0, options.agentsWithScorecards), checklist, random);
      await addReviews(it, calls, checklist, random);
    });
  return agents;
}

function madeCall(
  number: number,
  agents: readonly MadeAgent[],
  checklist: ChecklistRow,
  asked: ReadonlySet<string>,
  key: string,
  { days, lastDay, calls }: MadeLibrary,
  random: () => number,
): Insertable<CallTable> {
  const agent = pick(agents, random);
  const age = Math.floor(days * (1 - number / calls));
  const day = dayBefore(lastDay, Math.min(days - 1, age));
  const time = `${String(8 + Math.floor(random() * 12)).padStart(2, '0')}:${String(Math.floor(random() * 60)).padStart(2, '0')}`;
  const fate = random() * 100;
  const state =
    fate < FAILED
      ? 'failed'
      : fate < FAILED + EXCLUDED
        ? 'excluded'
        : fate < FAILED + EXCLUDED + WAITING && age < 1
          ? 'waiting'
          : 'done';
  const call: Insertable<CallTable> = {
    call_id: `C${String(number).padStart(7, '0')}`,
    state,
    attempts: state === 'waiting' ? 0 : 1,
    run_id: null,
    code: null,
    reason: null,
    agent_id: agent.id,
    agent_name: agent.name,
    team: agent.team,
    direction: 'inbound',
    trainee: agent.trainee ? 1 : 0,
    start_time: `${day}T${time}:00+08:00`,
    day,
    duration_seconds: Math.round(10 * (40 + 500 * random() ** 3)) / 10,
    queued_at: `${day}T14:00:00.000Z`,
    finished_at: state === 'waiting' ? null : `${day}T15:00:00.000Z`,
    audio_sha256: null,
    settings_sha256: null,
    ...NOTHING_SCORED,
  };
  if (state === 'failed') return { ...call, ...NOT_AUDIO };
  if (state === 'excluded') return { ...call, ...TOO_SHORT };
  if (state === 'waiting') return call;
  const outcomes = verdictLetters(checklist, asked, agent, age / days, random);
  const { score, fatal } = scoreOf(checklist, outcomes);
  return {
    ...call,
    checklist_key: key,
    score,
    machine_score: score,
    fatal: fatal ? 1 : 0,
    needs_review: fatal || (score ?? 0) < 60 || /u/.test(outcomes) ? 1 : 0,
    judged_share: 0.82,
    outcomes,
    machine_outcomes: outcomes,
  };
}

const NOT_AUDIO = {
  code: 'not-audio',
  reason: JSON.stringify({ zh: '文件不是录音。', en: 'The file is no recording.' }),
};
const TOO_SHORT = {
  code: 'too-short',
  reason: JSON.stringify({ zh: '通话不足 10 秒，未评分。', en: 'The call is shorter than 10 seconds; not scored.' }),
};

async function addDocuments(
  query: Kysely<Tables>,
  calls: readonly Insertable<CallTable>[],
  agents: readonly MadeAgent[],
  checklist: ChecklistRow,
  random: () => number,
): Promise<void> {
  const ids = new Set(agents.map(({ id }) => id));
  for (const call of calls) {
    if (!ids.has(call.agent_id!) || call.state !== 'done') continue;
    const { call_id, checklist_key, queued_at } = call;
    const document = packScorecard(madeScorecard(checklist, call, random));
    await query
      .insertInto('scorecards')
      .values({ call_id, checklist_key: checklist_key!, document, created_at: queued_at })
      .execute();
    const metadata = JSON.stringify({ callId: call_id, source: 'csv' });
    await query
      .insertInto('call_inputs')
      .values({ call_id, file: `/recordings/${call.day}/${call_id}.wav`, metadata, job: '{}', stamp: call_id })
      .execute();
  }
}

/** People confirm most of what the machine said, and object to some of it. */
async function addReviews(
  query: Kysely<Tables>,
  calls: readonly Insertable<CallTable>[],
  checklist: ChecklistRow,
  random: () => number,
): Promise<void> {
  for (const { call_id, outcomes, queued_at, agent_name } of calls) {
    if (!outcomes || random() * 100 >= REVIEWED) continue;
    const judged = [...outcomes].flatMap((letter, at) => (/[pf]/.test(letter) ? [{ letter, at }] : []));
    const { letter, at } = pick(judged, random);
    const { itemId } = checklist.items[at]!;
    const isRight = random() < 0.9;
    const outcome = (letter === 'p') === isRight ? 'pass' : 'fail';
    await query
      .insertInto('reviews')
      .values({
        review_id: `R-${call_id}`,
        call_id,
        item_id: itemId,
        outcome,
        rating: null,
        by_name: '质检员甲',
        why: '听过录音',
        at: queued_at,
        source: 'command',
        machine: letter,
      })
      .execute();
    await query.updateTable('calls').set({ reviewed: 1 }).where('call_id', '=', call_id).execute();
    if (letter !== 'f' || random() < 0.5) continue;
    const decided = random() < 0.5 ? null : 'declined';
    await query
      .insertInto('appeals')
      .values({
        appeal_id: `A-${call_id}`,
        call_id,
        item_id: itemId,
        by_name: agent_name ?? '坐席',
        why: '当时客户要求等待',
        at: queued_at,
        decision: decided,
        handler: decided && '班长',
        decision_why: decided && '录音中没有说明',
        decided_at: decided && queued_at,
      })
      .execute();
  }
}

/** `tsx test/bench/made-library.ts FILE [calls] [agents] [days]` makes one to look at. */
if (process.argv[1] === import.meta.filename) {
  const [file = 'made.db', calls, agents, days] = process.argv.slice(2);
  const database = await openDatabase(file);
  const start = performance.now();
  await fillLibrary(database.query, {
    ...(calls && { calls: Number(calls) }),
    ...(agents && { agents: Number(agents) }),
    ...(days && { days: Number(days) }),
  });
  await sql`analyze`.execute(database.query);
  console.log(`${path.resolve(file)}: ${Math.round(performance.now() - start)} ms`);
  await database.close();
}
