import type { TimeSpan } from '../timespan.ts';

/** The tokens that tell times: one each 20 ms of a window, from its beginning on. */
export interface Timestamps {
  /** The token of the beginning of a window; all tokens from it on are times. */
  readonly zero: number;
  /** The latest one with which a text may begin. */
  readonly latestFirst: number;
}

const STEP_SECONDS = 0.02;
/** Times a window of 30 s has, both ends included. */
export const TIMES = 1501;

/**
 * Bars the tokens that may not be written next: a text begins with a time, no later than `latestFirst`; times stand in pairs,
 * but for the last one, and never go back; a phrase takes some time. Where all times together are likelier than any single
 * word, a time is written. The rules are those of Whisper's authors (Radford et al. 2022, 4.5; `ApplyTimestampRules`).
 */
export function barByTimes(
  logits: Float32Array,
  tokens: readonly number[],
  { zero, latestFirst }: Timestamps,
  endOfText: number,
): void {
  logits[zero - 1] = -Infinity;
  const last = tokens.at(-1);
  if (last === undefined) {
    logits.fill(-Infinity, 0, zero);
    logits.fill(-Infinity, latestFirst + 1);
    return;
  }
  const lastIsTime = last >= zero;
  const isPaired = lastIsTime && (tokens.length < 2 || tokens.at(-2)! >= zero);
  if (isPaired) logits.fill(-Infinity, zero);
  else if (lastIsTime) logits.fill(-Infinity, 0, endOfText);
  const latest = tokens.findLast((token) => token >= zero)!;
  logits.fill(-Infinity, zero, lastIsTime ? latest : latest + 1);
  if (isTimeLikelier(logits, zero)) logits.fill(-Infinity, 0, zero);
}

/** Whether all times together are likelier than any word. */
function isTimeLikelier(logits: Float32Array, zero: number): boolean {
  let word = -Infinity;
  for (let at = 0; at < zero; at++) if (logits[at]! > word) word = logits[at]!;
  let times = 0;
  // Relative to the likeliest word, so that no power overflows that would matter.
  for (let at = zero; at < logits.length; at++) times += Math.exp(logits[at]! - word);
  return times > 1;
}

/** The words of a phrase as tokens, with its place in the window, in seconds. */
export type TimedTokens = TimeSpan & { tokens: number[] };

/** The phrases of a text with times; one that was not closed ends with the window. */
export function phrasesIn(tokens: readonly number[], { zero }: Timestamps, windowSeconds: number): TimedTokens[] {
  const phrases: TimedTokens[] = [];
  let start = 0;
  let words: number[] = [];
  for (const token of tokens) {
    if (token < zero) {
      words.push(token);
      continue;
    }
    const seconds = STEP_SECONDS * (token - zero);
    if (words.length > 0) phrases.push({ start, end: seconds, tokens: words });
    words = [];
    start = seconds;
  }
  if (words.length > 0) phrases.push({ start, end: Math.max(start, windowSeconds), tokens: words });
  return phrases;
}
