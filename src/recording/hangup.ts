import type { CallMetadata } from '../analysis.ts';
import { asteriskRelease } from './hangup-asterisk.ts';
import { freeswitchRelease } from './hangup-freeswitch.ts';
import type { Cell, RecordedRelease } from './hangup-record.ts';

/**
 * Who hung up, by the columns (`HANGUP_COLUMNS`) that FreeSWITCH or Asterisk write. Null when they do not tell: a verdict
 * against an agent may rest on it, so what leaves room for another reading is never taken.
 */
export function releaseInRecords({ extra, direction }: Partial<CallMetadata>): RecordedRelease | null {
  const cells = new Map(Object.entries(extra ?? {}).map(([header, text]) => [header.toLowerCase(), text.trim()]));
  const cell: Cell = (header) => cells.get(header) ?? '';
  return freeswitchRelease(cell, direction) ?? asteriskRelease(cell, direction);
}
