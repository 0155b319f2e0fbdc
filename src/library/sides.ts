import type { Kysely } from 'kysely';
import type { CallAnalysis, Participant, SaidSides } from '../analysis.ts';
import { LingtingError } from '../errors.ts';
import { areTwoSides } from '../speakers/attribute.ts';
import type { Tables } from './database/tables.ts';

/** `CallInputTable.sides` of a call; null for one that is not there, too. */
export async function storedSides(query: Kysely<Tables>, callId: string): Promise<string | null> {
  const row = await query.selectFrom('call_inputs').select('sides').where('call_id', '=', callId).executeTakeFirst();
  return row?.sides ?? null;
}

/** Keeps with a call who is on which channel; null takes back what was said. */
export async function storeSides(query: Kysely<Tables>, callId: string, sides: string | null): Promise<void> {
  await query.updateTable('call_inputs').set({ sides }).where('call_id', '=', callId).execute();
}

/** The sides of an analysis the other way round, as JSON; null where agent and customer are not told apart. */
export function exchangedSides(
  { attribution: { participants } }: CallAnalysis,
  by: string | null = null,
  at = new Date().toISOString(),
): string | null {
  const others: Participant[] = participants.toReversed();
  return areTwoSides(others) ? JSON.stringify({ participants: others, by, at } satisfies SaidSides) : null;
}

/** Said of a call whose sides cannot be exchanged. */
export function noTwoSides(callId: string): LingtingError {
  return new LingtingError('usage', {
    en: `Agent and customer of call "${callId}" are not told apart: there are no two sides to exchange.`,
    zh: `通话“${callId}”未区分坐席与客户，没有可对调的双方。`,
  });
}

/** Said of a call whose sides were exchanged before: doing it again would take that back, which has its own name. */
export function exchangedBefore(callId: string, sides: string): LingtingError {
  const { by } = JSON.parse(sides) as SaidSides;
  const who = by ? { zh: `由 ${by} `, en: ` by ${by}` } : { zh: '用 --swap ', en: ' by a run with --swap' };
  return new LingtingError('usage', {
    en: `The sides of call "${callId}" were exchanged before${who.en}. To take that back: lingting channels ${callId} --reset`,
    zh: `通话“${callId}”的双方此前已${who.zh}对调。如要撤回：lingting channels ${callId} --reset`,
  });
}
