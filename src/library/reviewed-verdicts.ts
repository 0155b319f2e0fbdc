import type { Kysely } from 'kysely';
import type { Sentence } from '../errors.ts';
import type { ReviewedVerdict, Word } from '../quality/calibration.ts';
import type { ChecklistRow } from '../scorecard/checklist-row.ts';
import type { Tables } from './database/tables.ts';
import { checklistsOf, machineScoresOf } from './machine-scores.ts';

/**
 * What people last said of each item, beside what the machine says of it now (or said then, where the item is no more, and
 * of lines of the training form). `itemId` null for all items.
 */
export async function reviewedVerdicts(query: Kysely<Tables>, itemId: string | null): Promise<ReviewedVerdict[]> {
  const rows = await query
    .selectFrom('reviews')
    .leftJoin('calls', 'calls.call_id', 'reviews.call_id')
    .select(['reviews.call_id', 'item_id', 'outcome', 'by_name', 'why', 'at', 'machine'])
    .select(['calls.machine_outcomes', 'calls.checklist_key'])
    .$if(itemId !== null, (it) => it.where('item_id', '=', itemId!))
    .orderBy('at')
    .orderBy('review_id')
    .execute();
  const places = placesIn(await checklistsOf(query, distinct(rows.map((row) => row.checklist_key))));
  const last = new Map(rows.map((row) => [JSON.stringify([row.call_id, row.item_id]), row]));
  return [...last.values()].flatMap(({ call_id, item_id, outcome, by_name, why, at, machine, ...call }) => {
    if (outcome === 'withdrawn') return [];
    const place = places.get(call.checklist_key ?? '')?.get(item_id);
    const letter = place === undefined ? machine : call.machine_outcomes?.[place];
    return { callId: call_id, itemId: item_id, machine: wordOf(letter ?? ''), human: outcome, by: by_name, why, at };
  });
}

/** What an item is called, by id, as the checklists of the library say; lines of a training form too. */
export async function itemTitles(query: Kysely<Tables>): Promise<Map<string, Sentence>> {
  const rows = await query.selectFrom('checklists').select('document').orderBy('created_at').execute();
  const checklists = rows.map(({ document }) => JSON.parse(document) as ChecklistRow);
  return new Map([
    ...checklists.flatMap(({ sections }) => sections.map(({ id, title }) => [id, title] as const)),
    ...checklists.flatMap(({ items }) => items.map(({ itemId, title }) => [itemId, title] as const)),
  ]);
}

/** Where to listen: the first second that the machine's verdict rests on; null where it rests on none. */
export async function secondsOf(
  query: Kysely<Tables>,
  reviews: readonly ReviewedVerdict[],
): Promise<(number | null)[]> {
  const scores = await machineScoresOf(query, distinct(reviews.map(({ callId }) => callId)));
  return reviews.map(({ callId, itemId }) => {
    const verdict = scores.get(callId)?.scorecard.items.find((item) => item.itemId === itemId)?.verdict;
    if (!verdict || verdict.kind === 'error') return null;
    const places = verdict.evidence.flatMap(({ span }) => span ?? []);
    return [...places, ...('listenTo' in verdict ? verdict.listenTo : [])][0]?.start ?? null;
  });
}

function wordOf(letter: string): Word | null {
  if (/^[1-9]$/.test(letter)) return 'partial';
  return ({ p: 'pass', f: 'fail', n: 'na' } as const)[letter] ?? null;
}

const placesIn = (checklists: ReadonlyMap<string, ChecklistRow>) =>
  new Map([...checklists].map(([key, { items }]) => [key, new Map(items.map(({ itemId }, at) => [itemId, at]))]));

const distinct = (texts: readonly (string | null)[]): string[] => [
  ...new Set(texts.filter((text): text is string => text !== null)),
];
