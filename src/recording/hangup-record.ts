import type { CallMetadata, Direction } from '../analysis.ts';
import type { HangupHeader } from './hangup-columns.ts';

/** Who hung up by the records of the telephone system, and which of them says so, for people: `agent_hangup_disposition=recv_bye`. */
export type RecordedRelease = Required<Pick<CallMetadata, 'releasedBy' | 'releasedFrom'>>;

/** What a column holds, trimmed; empty without it. */
export type Cell = (header: HangupHeader) => string;

/** The parties of a call. */
export type Side = 'agent' | 'customer';

/** The party that called; null when the direction is not known. */
export function callerOf(direction: Direction | undefined): Side | null {
  if (direction === undefined) return null;
  return direction === 'inbound' ? 'customer' : 'agent';
}
