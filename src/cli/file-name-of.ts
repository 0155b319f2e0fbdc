import { createHash } from 'node:crypto';

const LONGEST_CHARACTERS = 60;

/** A name for a file about a call: its id, or what every file system takes of it with a hash of the whole. */
export function fileNameOf(callId: string): string {
  const safe = callId.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^\.+/, '_');
  const short = [...safe].slice(0, LONGEST_CHARACTERS).join('');
  return short === callId ? callId : `${short}-${createHash('sha256').update(callId).digest('hex').slice(0, 8)}`;
}
