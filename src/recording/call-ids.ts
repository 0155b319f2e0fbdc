import path from 'node:path';
import { joinedZh, LingtingError, type Sentence } from '../errors.ts';
import type { CallEntry, CollectedCall } from './collect.ts';

/**
 * Makes the ids of a batch unique. An id that was given twice is an error of the second call, whose entry is numbered
 * (`77#2`) so that it can still be told apart. Ids taken from file names that clash (one folder for each day, the same
 * names in each) get the folder's name in front.
 */
export function uniqueIds(entries: readonly CallEntry[]): CollectedCall[] {
  const owners = new Map<string, CallEntry>();
  // Given ids first: a file name never takes an id away from a call that was given it.
  for (const entry of entries)
    if (entry.idGiven && !entry.error && !owners.has(entry.call.callId)) owners.set(entry.call.callId, entry);
  return entries.map((owned) => {
    const { origin, ...entry } = owned;
    const { idGiven } = entry;
    const { callId } = entry.call;
    const first = owners.get(callId);
    if (first === undefined || first === owned) {
      owners.set(callId, owned);
      return entry;
    }
    const inFolder = `${path.basename(path.dirname(path.resolve(entry.file)))}_${callId}`;
    const isClash = idGiven || owners.has(inFolder);
    const unique = isClash ? numbered(callId, owners) : inFolder;
    owners.set(unique, owned);
    const error = entry.error ?? (idGiven ? duplicate(callId, first.origin, origin) : null);
    return { ...entry, call: { ...entry.call, callId: unique }, error };
  });
}

function numbered(callId: string, taken: ReadonlyMap<string, CallEntry>): string {
  let number = 2;
  while (taken.has(`${callId}#${number}`)) number++;
  return `${callId}#${number}`;
}

function duplicate(callId: string, first: Sentence, second: Sentence): LingtingError {
  return new LingtingError('call-id-duplicate', {
    en: `The call id ${callId} is given twice: by ${first.en} and by ${second.en}. Give every call its own id.`,
    zh: `通话编号 ${callId} 重复：${joinedZh(first.zh, '与')} ${second.zh}。请为每通电话使用不同的编号。`,
  });
}
