import { availableParallelism } from 'node:os';
import type { Sentence } from '../../errors.ts';
import { checklistRowOf } from '../checklist-row-of.ts';
import type { Database } from '../database/open.ts';
import type { CallChange } from './change.ts';
import type { ChunkResult } from './chunk.ts';
import { planRescore, type RescoreRequest, type Turn } from './plan.ts';
import { type ChunkJob, runChunks } from './workers.ts';

/** How a re-score is run. */
export interface RescoreOptions extends RescoreRequest {
  /** Finds the same and writes nothing. */
  dryRun: boolean;
  /** Worker processes; null for one per core. */
  workers: number | null;
}

/** Where a re-score tells how far it is. */
export interface RescoreEvents {
  /** Calls that a re-score judged with something else last; told before anything is written. */
  turns(turns: readonly Turn[]): void;
  start(calls: number): void;
  /** So many more calls are judged. */
  step(calls: number, failed: number): void;
}

/** How often a verdict of an item flips from one letter to another. */
export interface ItemFlips {
  itemId: string;
  title: Sentence;
  from: string;
  to: string;
  calls: number;
}

/** What a re-score did, or a dry one would do. */
export interface RescoreResult {
  version: 1;
  dryRun: boolean;
  calls: {
    /** Judged by what judges now already, or left out as before. */
    current: number;
    judged: number;
    /** Of those judged: with another score, verdict or need of review, as they count. */
    changed: number;
    /** Of those judged: nothing that counts changed, but verdicts of the machine under those of people, which stand. */
    held: number;
    failed: number;
    /** Of those changed: left out from now on; and taken back, which had been left out. */
    leftOut: number;
    takenBack: number;
    /** Left out and never analysed, for nobody speaks in them: no rule brings them back. */
    unanalysed: number;
    /** Not reached because it was stopped. */
    left: number;
  };
  /** Calls judged anew that an earlier re-score judged with another pipeline or profile. */
  turns: Turn[];
  /** Verdicts as they count; the most frequent flips first. */
  items: ItemFlips[];
  /** The calls that changed and those held, the largest change of score first. */
  changes: CallChange[];
  failed: ChunkResult['failed'];
}

/** Calls of one transaction: few enough that nobody waits long for the library. */
const CALLS_AT_ONCE = 200;

/**
 * Judges the stored analyses of a library by checklists, profiles and phrases as they are now, without the recordings.
 * What is finished stays when it is stopped; another run does the rest. What people said stays.
 * @throws LingtingError for mistakes in what judges, before anything is judged; and when the library cannot be used.
 */
export async function rescore(
  database: Database,
  location: string,
  options: RescoreOptions,
  events: RescoreEvents,
  signal: AbortSignal,
): Promise<RescoreResult> {
  const { groups, current, unanalysed, turns } = await planRescore(database.query, options);
  const { dryRun } = options;
  const processes = options.workers ?? availableParallelism();
  const jobs = groups.flatMap(({ choice, callIds }) =>
    slices(callIds, processes).map((slice): ChunkJob => ({ location, choice, callIds: slice, dryRun })),
  );
  const all = groups.reduce((sum, { callIds }) => sum + callIds.length, 0);
  const changes: CallChange[] = [];
  const failed: ChunkResult['failed'] = [];
  let judged = 0;
  let kept = 0;
  if (turns.length > 0) events.turns(turns);
  events.start(all);
  await runChunks(
    jobs,
    processes,
    ({ callIds }, result) => {
      judged += callIds.length;
      kept += result.changes.filter(({ exclusion: { from, to } }) => from && to).length;
      changes.push(...result.changes.filter((one) => isChange(one) || one.heldByPeople > 0));
      failed.push(...result.failed);
      events.step(callIds.length, result.failed.length);
    },
    signal,
  );
  const titles = new Map(
    groups.flatMap(({ scoring }) => checklistRowOf(scoring).items.map((it) => [it.itemId, it.title])),
  );
  const changed = changes.filter(isChange).length;
  return {
    version: 1,
    dryRun,
    calls: {
      current: current + kept,
      judged: judged - kept - failed.length,
      changed,
      held: changes.length - changed,
      failed: failed.length,
      leftOut: changes.filter(({ exclusion: { from, to } }) => !from && to).length,
      takenBack: changes.filter(({ exclusion: { from, to } }) => from && !to).length,
      unanalysed,
      left: all - judged,
    },
    turns,
    items: itemFlips(changes, titles),
    changes: changes.sort(largestFirst),
    failed,
  };
}

const isChange = ({ score, needsReview, flips, exclusion }: CallChange): boolean =>
  (exclusion.from === null) !== (exclusion.to === null) ||
  score.from !== score.to ||
  needsReview.from !== needsReview.to ||
  flips.length > 0;

/** By how much the score changes, then by how many verdicts; a score that comes or goes is as much as there is. */
function largestFirst(a: CallChange, b: CallChange): number {
  return (
    points(b) - points(a) ||
    b.flips.length - a.flips.length ||
    Number(isChange(b)) - Number(isChange(a)) ||
    (a.callId < b.callId ? -1 : 1)
  );
}

function points({ score: { from, to } }: CallChange): number {
  if (from === null || to === null) return from === to ? 0 : 100;
  return Math.abs(to - from);
}

/** Lots for one transaction each, small enough that every process has one. */
function slices(callIds: readonly string[], processes: number): string[][] {
  const size = Math.min(CALLS_AT_ONCE, Math.ceil(callIds.length / processes));
  const count = Math.ceil(callIds.length / size);
  return Array.from({ length: count }, (_, at) => callIds.slice(at * size, (at + 1) * size));
}

function itemFlips(changes: readonly CallChange[], titles: ReadonlyMap<string, Sentence>): ItemFlips[] {
  const counted = new Map<string, ItemFlips>();
  for (const { flips } of changes)
    for (const { itemId, from, to } of flips) {
      const key = `${itemId} ${from} ${to}`;
      const title = titles.get(itemId) ?? { zh: itemId, en: itemId };
      const known = counted.get(key) ?? { itemId, title, from, to, calls: 0 };
      known.calls++;
      counted.set(key, known);
    }
  return [...counted.values()].sort((a, b) => b.calls - a.calls || (a.itemId < b.itemId ? -1 : 1));
}
