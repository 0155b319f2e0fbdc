import type { Kysely } from 'kysely';
import type { Tables } from './database/tables.ts';

/** Whether the library has a call of the agent. */
export async function hasCallsOf(query: Kysely<Tables>, agentId: string): Promise<boolean> {
  const call = await query.selectFrom('calls').select('call_id').where('agent_id', '=', agentId).limit(1).execute();
  return call.length > 0;
}
