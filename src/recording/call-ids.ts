import path from 'node:path';
import { LingtingError } from '../errors.ts';
import type { CallEntry, CollectedCall } from './collect.ts';

/**
 * Makes the ids of a batch unique. An id that was given twice is an error of the second call, whose entry is numbered
 * (`77#2`) so that it can still be told apart. Ids taken from file names that clash (one folder for each day, the same
 * names in each) get the folder's name in front.
 */
export function uniqueIds(entries: readonly CallEntry[]): CollectedCall[] {
  const origins = new Map<string, string>();
  // Given ids first: a file name never takes an id away from a call that was given it.
  for (const { call, idGiven, error, origin } of entries)
    if (idGiven && !error && !origins.has(call.callId)) origins.set(call.callId, origin);
  return entries.map(({ idGiven, origin, ...entry }) => {
    const { callId } = entry.call;
    const first = origins.get(callId);
    if (first === undefined || first === origin) {
      origins.set(callId, origin);
      return entry;
    }
    const inFolder = `${path.basename(path.dirname(path.resolve(entry.file)))}_${callId}`;
    const isClash = idGiven || origins.has(inFolder);
    const unique = isClash ? numbered(callId, origins) : inFolder;
    origins.set(unique, origin);
    const error = entry.error ?? (idGiven ? duplicate(callId, first, origin) : null);
    return { ...entry, call: { ...entry.call, callId: unique }, error };
  });
}

function numbered(callId: string, taken: ReadonlyMap<string, string>): string {
  let number = 2;
  while (taken.has(`${callId}#${number}`)) number++;
  return `${callId}#${number}`;
}

function duplicate(callId: string, first: string, second: string): LingtingError {
  return new LingtingError('call-id-duplicate', {
    en: `The call id ${callId} is given twice: by ${first} and by ${second}. Give every call its own id.`,
    zh: `通话编号 ${callId} 重复：${first} 与 ${second}。请为每通电话使用不同的编号。`,
  });
}
