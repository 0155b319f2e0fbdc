import { align } from './align.ts';
import type { CompiledClass } from './compiled-class.ts';
import type { Place } from './exact-pattern.ts';
import type { CompiledPhrase } from './phrase.ts';
import { WHOLE_COST } from './pinyin.ts';
import type { PreparedText } from './prepared-text.ts';
import { hasToneOf, type Sound } from './sound.ts';

/** A phrase that was heard. */
export interface PhraseHit {
  /** 0…1; 1 when every syllable fits. */
  score: number;
  /** The words as they stand in the text, and the wording of the lexicon they were taken for. */
  heard: string;
  expected: string;
  /** First and last passage, and the characters `[start, end)` in them. */
  from: { passage: number; start: number };
  to: { passage: number; end: number };
}

const NEGATIONS = new Set(['不', '没', '未', 'not', 'no', 'never']);

/**
 * Where phrases of a class were heard, first to last, not overlapping. Courtesy phrases may differ in sound as far
 * as their length allows. `nearly` finds instead what came close without being enough: a reason to ask a person. What
 * shares words with a phrase of `except`, by its characters, is something else.
 */
export function spot(text: PreparedText, phraseClass: CompiledClass, nearly = false): PhraseHit[] {
  const hits: (Place & { score: number; phrase: CompiledPhrase })[] = [];
  for (const found of (nearly ? phraseClass.nearlyPlan : phraseClass.plan).alignments(text.index)) {
    const { start, end, cost, phrase } = found;
    const { length } = phrase.words;
    if (accepted(found, phrase, phraseClass, text) && (!nearly || length > 2 || atEdge(found, text)))
      hits.push({ start, end, phrase, score: 1 - cost / (WHOLE_COST * length) });
  }
  if (hits.length === 0) return [];
  hits.sort((a, b) => b.score - a.score || b.phrase.words.length - a.phrase.words.length || a.start - b.start);
  const excuses = phraseClass.except.placesIn(text, false);
  const meant = hits.filter(({ start, end }) => !excuses.some((one) => one.start < end && one.end > start));
  const kept: typeof hits = [];
  for (const hit of meant) if (kept.every((other) => hit.end <= other.start || hit.start >= other.end)) kept.push(hit);
  return kept.sort((a, b) => a.start - b.start).map((hit) => described(hit, hit.score, hit.phrase.wording, text));
}

/**
 * Single syllables need the exact character, two syllables their tones too; a denial the phrase does not have, or a
 * missing key word, undoes a hit.
 */
function accepted(
  found: Place,
  { words }: CompiledPhrase,
  { mustContain }: CompiledClass,
  text: PreparedText,
): boolean {
  const heard = text.tokens.slice(found.start, found.end);
  if (words.length === 1 && !heard.some((token) => isOneOf(token, words[0]!))) return false;
  if (words.length === 2 && heard.length === 2 && !isSameWord(found, words, text)) return false;
  const denials = heard.filter((token) => NEGATIONS.has(token)).length;
  if (denials > 0 && denials > words.filter(isDenial).length) return false;
  if (mustContain.length === 0) return true;
  return mustContain.some((key) => align(key, text.index, 0, found.start, found.end).length > 0);
}

const isDenial = ({ choices }: Sound): boolean => choices.some(({ token }) => NEGATIONS.has(token));

const isOneOf = (token: string, { choices }: Sound): boolean => choices.some((choice) => choice.token === token);

/**
 * Two syllables sound like many another word (号码 is no 好吗): they are the same word when each has the character or
 * the tone, too. As a clause of its own one character is enough: what else would 您号 be.
 */
function isSameWord({ start, end }: Place, words: readonly Sound[], text: PreparedText): boolean {
  if (text.language !== 'zh') return true;
  const heard = text.tokens.slice(start, end);
  const same = heard.map((token, k) => isOneOf(token, words[k]!));
  if (same.every(Boolean)) return true;
  if (same.some(Boolean) && text.isBreak(start) && text.isBreak(end)) return true;
  return heard.every((token, k) => same[k] || hasToneOf(words[k]!, token));
}

/** True when the words begin or end a clause, where a short phrase would stand: not 理好 inside 处理好了. */
function atEdge({ start, end }: Place, text: PreparedText): boolean {
  return text.isBreak(start) || text.isBreak(end);
}

/** The hit in the terms of the raw text. */
export function described(found: Place, score: number, expected: string, text: PreparedText): PhraseHit {
  const first = found.start;
  const last = found.end - 1;
  const from = { passage: text.passage[first]!, start: text.starts[first]! };
  const to = { passage: text.passage[last]!, end: text.ends[last]! };
  const heard: string[] = [];
  for (let index = from.passage; index <= to.passage; index++) {
    const raw = text.passages[index]!.text;
    heard.push(raw.slice(index === from.passage ? from.start : 0, index === to.passage ? to.end : raw.length));
  }
  return { score, heard: heard.join(text.language === 'zh' ? '' : ' ').trim(), expected, from, to };
}
