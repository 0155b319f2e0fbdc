import type { Kysely } from 'kysely';
import { LingtingError, type Sentence } from '../errors.ts';
import { nearestName } from '../language/nearest-name.ts';
import { RATINGS } from '../scorecard/form.ts';
import { letterOf } from '../scorecard/outcome-letters.ts';
import type { FormItemResult } from '../scorecard/scorecard.ts';
import type { Tables } from './database/tables.ts';
import { machineScoresOf } from './machine-scores.ts';
import type { NewReview } from './reviews.ts';
import type { MachineScore } from './store-final.ts';

/** What a review is about, and what the machine says of it as one letter (`outcome-letters.ts`). */
export interface ReviewTarget {
  kind: 'item' | 'line';
  machine: string;
}

/**
 * The item or the line of the training form that a review names.
 * @throws LingtingError `usage` when the call's scorecard has neither.
 */
export function targetOf({ callId, scorecard, checklist }: MachineScore, itemId: string): ReviewTarget {
  const item = scorecard.items.find((one) => one.itemId === itemId);
  if (item) return { kind: 'item', machine: letterOf(item) };
  const line = scorecard.form?.items.find(({ sectionId }) => sectionId === itemId);
  if (line) return { kind: 'line', machine: letterOfLine(line) };
  if (checklist.items.some((one) => one.itemId === itemId))
    throw new LingtingError('usage', {
      en: `Item "${itemId}" is not looked at on call "${callId}": on a call of its kind other items are.`,
      zh: `通话“${callId}”不看质检项“${itemId}”：这类通话看的是其他项。`,
    });
  const titles = new Map([
    ...scorecard.items.map((one) => [one.itemId, one.title] as const),
    ...(scorecard.form?.items ?? []).map((one) => [one.sectionId, one.title] as const),
  ]);
  const near = nearestName(itemId, [...titles.keys()], titles);
  throw new LingtingError('usage', {
    en: `Call "${callId}" has no item "${itemId}"; ${near.en}. "lingting review show" lists them.`,
    zh: `通话“${callId}”没有质检项“${itemId}”；${near.zh}。全部编号见 lingting review show。`,
  });
}

function letterOfLine({ value, state, givenBy }: FormItemResult): string {
  if (value !== null) return { 5: 'p', 3: '5', 1: 'f' }[value];
  if (state === 'notApplicable') return 'n';
  return givenBy === 'human' || givenBy === 'manual' ? 'h' : 'u';
}

/** Clocks of machines differ, and times without a zone may be of another one. */
const MOST_AHEAD_MILLISECONDS = 24 * 3600 * 1000;

/**
 * Throws what is wrong with a review whatever the call: nobody who says it, no reason, a rating that contradicts it, a
 * time to come (it would hold for ever over every later one).
 */
export function refuseReview({ outcome, rating, by, why, at }: NewReview, { kind }: ReviewTarget, now: string): void {
  if (by === '' || why === '')
    throw new LingtingError('usage', {
      en: 'A review needs who says it and why; one of them is empty.',
      zh: '复核须写明由谁评定、理由是什么，现有一项为空。',
    });
  const isAhead = at !== null && Date.parse(at) > Date.parse(now) + MOST_AHEAD_MILLISECONDS;
  if (isAhead)
    throw new LingtingError('usage', {
      en: `The time of a review lies in the past; ${at} is to come.`,
      zh: `复核时间应在过去，${at} 尚未到来。`,
    });
  if (rating === null) return;
  if (kind === 'item')
    throw new LingtingError('usage', {
      en: 'Ratings 5, 3 and 1 are for lines of the training form; an item gets pass, partial, fail or na.',
      zh: '5、3、1 分用于学员考核表的各行；质检项请用 pass、partial、fail 或 na。',
    });
  const expected = outcome === 'na' || outcome === 'withdrawn' ? null : RATINGS[outcome];
  if (rating !== expected)
    throw new LingtingError('usage', {
      en: `Rating ${rating} contradicts "${outcome}": 5 is pass, 3 is partial, 1 is fail.`,
      zh: `评分 ${rating} 与“${outcome}”矛盾：5 为 pass，3 为 partial，1 为 fail。`,
    });
}

/**
 * The machine's scorecard of a call that people may judge.
 * @throws LingtingError `not-in-library` for a call that is not there or was not scored.
 */
export async function reviewableScore(query: Kysely<Tables>, callId: string): Promise<MachineScore> {
  const score = (await machineScoresOf(query, [callId])).get(callId);
  if (!score) throw await notReviewable(query, callId);
  return score;
}

/**
 * Why a call without a scorecard cannot be reviewed.
 * @returns LingtingError `not-in-library`.
 */
export async function notReviewable(query: Kysely<Tables>, callId: string): Promise<LingtingError> {
  const call = await query
    .selectFrom('calls')
    .select(['state', 'reason'])
    .where('call_id', '=', callId)
    .executeTakeFirst();
  if (!call)
    return new LingtingError('not-in-library', {
      en: `There is no call "${callId}" in the library. Check its id; "lingting score" adds calls.`,
      zh: `数据库中没有通话“${callId}”。请检查编号；lingting score 可加入通话。`,
    });
  if (call.reason !== null) {
    const why = JSON.parse(call.reason) as Sentence;
    const isExcluded = call.state === 'excluded';
    return new LingtingError('not-in-library', {
      en: `Call "${callId}" ${isExcluded ? 'is left out' : 'failed'} and has no scorecard: ${why.en}`,
      zh: `通话“${callId}”${isExcluded ? '不计入评分' : '未能评分'}，没有评分卡：${why.zh}`,
    });
  }
  return new LingtingError('not-in-library', {
    en: `Call "${callId}" has no scorecard to review; its state is "${call.state}". Score it first.`,
    zh: `通话“${callId}”没有可复核的评分卡，状态为“${call.state}”。请先评分。`,
  });
}
