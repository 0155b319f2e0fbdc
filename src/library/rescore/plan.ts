import path from 'node:path';
import type { Kysely } from 'kysely';
import type { Language } from '../../analysis.ts';
import { type ErrorCode, LingtingError } from '../../errors.ts';
import { loadScoring, type Scoring } from '../../scoring.ts';
import { loadPipeline } from '../../settings.ts';
import type { Tables } from '../database/tables.ts';
import type { CallJob } from '../plan-calls.ts';

/** What a call is judged with: files, as they are on the disk now. */
export interface ScoringChoice {
  pipeline: string;
  profile: string | null;
  language: Language;
}

/** What a re-score judged a call with, where that is not what it was scored with. */
export type RescoredBy = Pick<ScoringChoice, 'pipeline' | 'profile'>;

/** How a call was scored, as the library keeps it, in the language that it was found to be in, and what a re-score judged it with after that. */
export type StoredJob = Omit<CallJob, 'language'> & { language: Language; rescoredBy?: RescoredBy };

/** Calls that the last re-score judged with something else than what judges them now. */
export interface Turn {
  from: RescoredBy;
  to: RescoredBy;
  calls: number;
}

/** Which calls are judged anew, and how. `null` means: as each call was scored. */
export interface RescoreRequest {
  pipeline: string | null;
  profile: string | null;
  /** Only these calls; null for all. */
  only: readonly string[] | null;
}

/** Calls to judge anew, by what judges them. */
export interface RescorePlan {
  groups: { choice: ScoringChoice; scoring: Scoring; callIds: string[] }[];
  /** Calls that the present checklist judged already, or its rules left out. */
  current: number;
  /** Excluded calls that were never analysed, for nobody speaks in them: no rule brings them back. */
  unanalysed: number;
  /** Those to judge anew that an earlier re-score judged with another pipeline or profile. */
  turns: Turn[];
}

const ROWS_AT_ONCE = 5000;

/**
 * Reads which calls of a library were judged, or left out, by something else than what would judge them now.
 * @throws LingtingError for mistakes in what judges, and `not-in-library` for calls that are not there.
 */
export async function planRescore(query: Kysely<Tables>, request: RescoreRequest): Promise<RescorePlan> {
  const groups = new Map<string, RescorePlan['groups'][number]>();
  const turns = new Map<string, Turn>();
  const named = new Set(request.only);
  let current = 0;
  let unanalysed = 0;
  for await (const { call_id, state, code, checklist_key, excluded_by, job } of finishedCalls(query, request.only)) {
    named.delete(call_id);
    if (state === 'excluded' && WITHOUT_ANALYSIS.has(code!)) {
      unanalysed++;
      continue;
    }
    const stored = JSON.parse(job) as StoredJob;
    const choice = choiceOf(stored, request);
    const key = JSON.stringify(choice);
    const group = groups.get(key) ?? { choice, scoring: await scoringOf(choice), callIds: [] };
    groups.set(key, group);
    if (group.scoring.key === (checklist_key ?? excluded_by)) current++;
    else {
      group.callIds.push(call_id);
      countTurn(turns, stored.rescoredBy ?? null, choice);
    }
  }
  if (named.size > 0) throw notThere([...named]);
  return {
    groups: [...groups.values()].filter(({ callIds }) => callIds.length > 0),
    current,
    unanalysed,
    turns: [...turns.values()],
  };
}

/** Counts a call that something else judges now than the last re-score did. */
export function countTurn(turns: Map<string, Turn>, from: RescoredBy | null, { pipeline, profile }: RescoredBy): void {
  if (!from || (from.pipeline === pipeline && from.profile === profile)) return;
  const to = { pipeline, profile };
  const key = JSON.stringify([from, to]);
  const turn = turns.get(key) ?? { from, to, calls: 0 };
  turn.calls++;
  turns.set(key, turn);
}

/** How a call was scored, with what judges it from now on. */
export function jobAfter({ rescoredBy: _, ...job }: StoredJob, { pipeline, profile }: ScoringChoice): StoredJob {
  const asScored = job.pipeline === pipeline && job.profile === profile;
  return asScored ? job : { ...job, rescoredBy: { pipeline, profile } };
}

/** Reads from the disk what judges. */
export async function scoringOf({ pipeline, profile, language }: ScoringChoice): Promise<Scoring> {
  const settings = await loadPipeline(pipeline);
  return loadScoring(profile === null ? settings : { ...settings, profileFile: profile }, language);
}

function choiceOf(job: StoredJob, { pipeline, profile }: RescoreRequest): ScoringChoice {
  const ownProfile = pipeline === null ? job.profile : null;
  return {
    pipeline: pipeline === null ? job.pipeline : /\.ya?ml$/i.test(pipeline) ? path.resolve(pipeline) : pipeline,
    profile: profile === null ? ownProfile : path.resolve(profile),
    language: job.language,
  };
}

/** Refusals of a recording that say nobody could have talked in it: it is excluded, and there is no analysis of it. */
export const WITHOUT_ANALYSIS: ReadonlySet<string> = new Set<ErrorCode>(['too-short', 'nobody-speaks']);

/** The calls that are done or excluded, by their ids. */
async function* finishedCalls(query: Kysely<Tables>, only: readonly string[] | null) {
  for (let after = ''; ; ) {
    let select = query
      .selectFrom('calls')
      .innerJoin('call_inputs', 'call_inputs.call_id', 'calls.call_id')
      .select(['calls.call_id', 'state', 'code', 'checklist_key', 'excluded_by', 'job'])
      .where('state', 'in', ['done', 'excluded'])
      .where((it) => it.or([it('audio_sha256', 'is not', null), it('code', 'in', [...WITHOUT_ANALYSIS])]))
      .where('calls.call_id', '>', after)
      .orderBy('calls.call_id')
      .limit(ROWS_AT_ONCE);
    if (only) select = select.where('calls.call_id', 'in', only);
    const rows = await select.execute();
    yield* rows;
    if (rows.length < ROWS_AT_ONCE) return;
    after = rows.at(-1)!.call_id;
  }
}

function notThere(callIds: readonly string[]): LingtingError {
  const shown = callIds.slice(0, MOST_NAMED).join(', ');
  return new LingtingError('not-in-library', {
    en: `The library has no finished call ${shown}. Expected ids of calls that were scored or excluded.`,
    zh: `数据库中没有已完成的通话 ${shown}。应为已评分或已排除的通话编号。`,
  });
}
const MOST_NAMED = 5;
