import { createHash } from 'node:crypto';
import type { Insertable, Kysely } from 'kysely';
import type { Rating } from '../checklist/verdict.ts';
import { asLingtingError, type LingtingError } from '../errors.ts';
import { RATINGS } from '../scorecard/form.ts';
import type { Database } from './database/open.ts';
import type { ReviewTable, Tables } from './database/tables.ts';
import { humanVerdictsOf } from './human-verdicts-of.ts';
import { machineScoresOf } from './machine-scores.ts';
import { notReviewable, refuseReview, targetOf } from './review-target.ts';
import { lockCalls, type MachineScore, storeFinal } from './store-final.ts';

/** What a person says of an item of a call, before it is checked. */
export interface NewReview {
  callId: string;
  /** An item of the call's checklist; or a section, for a line of its training form. */
  itemId: string;
  /** `withdrawn` takes back what people said of the item: the machine's verdict holds again. */
  outcome: ReviewTable['outcome'];
  /** For a line of the training form; it follows from the outcome where it is null. */
  rating: Rating | null;
  by: string;
  why: string;
  /** ISO 8601 in UTC; null where a list does not say: then it is now. */
  at: string | null;
  source: 'command' | 'csv' | 'appeal';
}

/** What became of a review; `known`: the library has it already, so that a list read twice doubles nothing. */
export type ReviewResult = 'added' | 'known' | LingtingError;

/** Calls whose scores are computed anew in one transaction. */
const CALLS_AT_ONCE = 100;
const ROWS_AT_ONCE = 500;

/**
 * Adds what people said, and computes the scores of each call anew in the same transaction. Nothing is ever overwritten:
 * of several reviews of an item the newest holds, by the time they carry. A review that cannot be added, because the call
 * or the item is not there, stops no other.
 * `onReviews` hears of every lot that is dealt with.
 * @returns what became of each, in the order of `reviews`.
 */
export async function addReviews(
  { query }: Pick<Database, 'query'>,
  reviews: readonly NewReview[],
  now = new Date().toISOString(),
  onReviews: (reviews: number) => void = () => {},
): Promise<ReviewResult[]> {
  const byCall = new Map<string, NewReview[]>();
  for (const review of reviews) {
    const ofCall = byCall.get(review.callId);
    if (ofCall) ofCall.push(review);
    else byCall.set(review.callId, [review]);
  }
  const calls = [...byCall.keys()];
  const results = new Map<NewReview, ReviewResult>();
  for (let from = 0; from < calls.length; from += CALLS_AT_ONCE) {
    const some = calls.slice(from, from + CALLS_AT_ONCE);
    await query.transaction().execute(async (it) => {
      const ofThese = some.flatMap((callId) => byCall.get(callId)!);
      for (const [review, result] of await addToCalls(it, some, ofThese, now)) results.set(review, result);
      onReviews(ofThese.length);
    });
  }
  return reviews.map((review) => results.get(review)!);
}

/** As `addReviews` within a transaction that is open already; throws what is wrong with the review. */
export async function addReview(query: Kysely<Tables>, review: NewReview, now: string): Promise<void> {
  const result = (await addToCalls(query, [review.callId], [review], now)).get(review);
  if (result !== 'added' && result !== 'known') throw result;
}

async function addToCalls(
  query: Kysely<Tables>,
  callIds: readonly string[],
  reviews: readonly NewReview[],
  now: string,
): Promise<Map<NewReview, ReviewResult>> {
  await lockCalls(query, callIds);
  const results = new Map<NewReview, ReviewResult>();
  const known = await knownReviews(query, callIds);
  const fresh = reviews.filter((review) => !known.has(contentOf(review)));
  const scores = await machineScoresOf(query, [...new Set(fresh.map(({ callId }) => callId))]);
  const rows = new Map<string, Insertable<ReviewTable>>();
  for (const review of reviews) {
    try {
      const row = known.has(contentOf(review)) ? null : await checkedRow(query, review, scores, now);
      results.set(review, row && !rows.has(row.review_id) ? 'added' : 'known');
      if (row) rows.set(row.review_id, row);
    } catch (error) {
      results.set(review, asLingtingError(error));
    }
  }
  const all = [...rows.values()];
  for (let from = 0; from < all.length; from += ROWS_AT_ONCE)
    await query
      .insertInto('reviews')
      .values(all.slice(from, from + ROWS_AT_ONCE))
      .onConflict((it) => it.column('review_id').doNothing())
      .execute();
  const changed = [...new Set(all.map((row) => row.call_id))];
  const verdicts = await humanVerdictsOf(query, changed);
  for (const callId of changed) await storeFinal(query, scores.get(callId)!, verdicts.get(callId) ?? [], 'review', now);
  return results;
}

async function checkedRow(
  query: Kysely<Tables>,
  review: NewReview,
  scores: ReadonlyMap<string, MachineScore>,
  now: string,
): Promise<Insertable<ReviewTable>> {
  const score = scores.get(review.callId);
  if (!score) throw await notReviewable(query, review.callId);
  const target = targetOf(score, review.itemId);
  refuseReview(review, target, now);
  const { callId, itemId, outcome, by, why, source } = review;
  return {
    // The same review has the same id, whoever adds it when.
    review_id: createHash('sha256').update(contentOf(review)).digest('hex').slice(0, 32),
    call_id: callId,
    item_id: itemId,
    outcome,
    rating: target.kind === 'item' || outcome === 'na' || outcome === 'withdrawn' ? null : RATINGS[outcome],
    by_name: by,
    why,
    at: review.at ?? now,
    source,
    machine: target.machine,
  };
}

/** What the library has of these calls; each review with its time, and without for lists that do not say it. */
async function knownReviews(query: Kysely<Tables>, callIds: readonly string[]): Promise<Set<string>> {
  const rows = await query
    .selectFrom('reviews')
    .select(['call_id', 'item_id', 'outcome', 'by_name', 'why', 'at'])
    .where('call_id', 'in', callIds)
    .execute();
  return new Set(
    rows.flatMap(({ call_id, item_id, outcome, by_name, why, at }) => {
      const content = { callId: call_id, itemId: item_id, outcome, by: by_name, why };
      return [contentOf({ ...content, at }), contentOf({ ...content, at: null })];
    }),
  );
}

const contentOf = (one: Pick<NewReview, 'callId' | 'itemId' | 'outcome' | 'by' | 'why' | 'at'>): string =>
  JSON.stringify([one.callId, one.itemId, one.outcome, one.by, one.why, one.at]);
