import type { Language } from '../analysis.ts';
import { type Alignment, align, type SearchText } from './align.ts';
import type { CompiledClass } from './lexicon.ts';
import { normalise } from './normalise.ts';
import { type CompiledPhrase, tokenIds } from './phrase.ts';
import { syllableCost, tonedSyllables } from './pinyin.ts';
import { wordCost } from './word-cost.ts';

/** A run of speech to search. `joined`: a phrase may reach over from the passage before. */
export interface Passage {
  text: string;
  joined: boolean;
}

/** Passages made ready for matching; made once, searched for many phrases. */
export interface PreparedText extends SearchText {
  language: Language;
  passages: readonly Passage[];
  /** Per token: its passage and its place `[start, end)` in the passage's text. */
  passage: readonly number[];
  starts: readonly number[];
  ends: readonly number[];
}

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

/** The least score by the number of syllables to hear: short phrases sound like too many other words. */
const THRESHOLDS: readonly { upTo: number; score: number; near: number }[] = [
  { upTo: 2, score: 1, near: 0.85 },
  { upTo: 3, score: 0.9, near: 0.8 },
  { upTo: 5, score: 0.8, near: 0.7 },
  { upTo: Number.POSITIVE_INFINITY, score: 0.7, near: 0.6 },
];
/** Phrases with gaps or slots fit many sentences by chance: their words must be heard well. */
const GAPPED_SCORE = 0.9;
const NEGATIONS = new Set(['不', '没', '未', 'not', 'no', 'never']);
const BORDER = -1;

/** Makes passages ready for matching. */
export function prepare(passages: readonly Passage[], language: Language): PreparedText {
  const tokens: string[] = [];
  const ids: number[] = [];
  const passage: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  passages.forEach(({ text, joined }, index) => {
    if (index > 0 && !joined) {
      tokens.push('');
      ids.push(BORDER);
      passage.push(index);
      starts.push(0);
      ends.push(0);
    }
    const found = normalise(text, language);
    const sounds = tokenIds(found.tokens, language);
    found.tokens.forEach((token, k) => {
      tokens.push(token);
      ids.push(sounds[k]!);
      passage.push(index);
      starts.push(found.starts[k]!);
      ends.push(found.ends[k]!);
    });
  });
  return { language, passages, tokens, ids, passage, starts, ends };
}

/**
 * Where phrases of a class were heard, first to last, not overlapping. Courtesy phrases may differ in sound as far
 * as their length allows. `nearly` finds instead what came close without being enough: a reason to ask a person.
 */
export function spot(text: PreparedText, phraseClass: CompiledClass, nearly = false): PhraseHit[] {
  const hits: (Alignment & { score: number; phrase: CompiledPhrase })[] = [];
  for (const phrase of phraseClass.phrases) {
    const gapped = phrase.literals < phrase.elements.length;
    if (gapped && nearly) continue;
    const rule = THRESHOLDS.find(({ upTo }) => phrase.literals <= upTo)!;
    const least = nearly ? rule.near : gapped ? Math.max(rule.score, GAPPED_SCORE) : rule.score;
    const limit = (1 - least) * phrase.literals;
    if (leastCost(phrase, text, limit) > limit + 1e-9) continue;
    for (const found of align(phrase.elements, text, limit, costOf(text.language)))
      if (accepted(found, phrase, phraseClass, text) && (!nearly || phrase.literals > 2 || atEdge(found, text)))
        hits.push({ ...found, phrase, score: 1 - found.cost / phrase.literals });
  }
  hits.sort((a, b) => b.score - a.score || b.phrase.literals - a.phrase.literals || a.start - b.start);
  const kept: typeof hits = [];
  for (const hit of hits) if (kept.every((other) => hit.end <= other.start || hit.start >= other.end)) kept.push(hit);
  return kept.sort((a, b) => a.start - b.start).map((hit) => described(hit, hit.score, hit.phrase.wording, text));
}

/** Per text: what each sound of a phrase costs at its best place, so that most phrases need no alignment. */
const bestCosts = new WeakMap<PreparedText, { sounds: number[]; costs: Map<number, number> }>();

/** A lower bound of the cost of a phrase anywhere in the text; stops counting beyond the limit. */
function leastCost({ elements }: CompiledPhrase, text: PreparedText, limit: number): number {
  let known = bestCosts.get(text);
  if (!known) {
    known = { sounds: [...new Set(text.ids)].filter((id) => id >= 0), costs: new Map() };
    bestCosts.set(text, known);
  }
  const cost = costOf(text.language);
  let sum = 0;
  for (const element of elements) {
    if (element.kind !== 'literal') continue;
    let best = known.costs.get(element.id);
    if (best === undefined) {
      best = known.sounds.reduce((least, id) => (least === 0 ? 0 : Math.min(least, cost(element.id, id))), 1);
      known.costs.set(element.id, best);
    }
    sum += best;
    if (sum > limit + 1e-9) break;
  }
  return sum;
}

const costOf = (language: Language): ((a: number, b: number) => number) =>
  language === 'zh' ? syllableCost : wordCost;

/**
 * Single syllables need the exact character, two syllables their tones too; a denial the phrase does not have, or a
 * missing key word, undoes a hit.
 */
function accepted(
  found: Alignment,
  phrase: CompiledPhrase,
  { mustContain }: CompiledClass,
  text: PreparedText,
): boolean {
  const heard = text.tokens.slice(found.start, found.end);
  const literals = phrase.elements.flatMap((element) => (element.kind === 'literal' ? [element.token] : []));
  if (literals.length === 1 && !heard.includes(literals[0]!)) return false;
  if (literals.length === 2 && heard.length === 2 && !isSameWord(found, literals, text)) return false;
  const denials = (list: readonly string[]): number => list.filter((token) => NEGATIONS.has(token)).length;
  if (denials(heard) > denials(literals)) return false;
  if (mustContain.length === 0) return true;
  const inside = { tokens: heard, ids: text.ids.slice(found.start, found.end) };
  return mustContain.some(({ elements }) => align(elements, inside, 0, costOf(text.language)).length > 0);
}

/**
 * Two syllables sound like many another word (号码 is no 好吗): they are the same word when each has the character or
 * the tone, too. As a clause of its own one character is enough: what else would 您号 be.
 */
function isSameWord({ start, end }: Alignment, literals: readonly string[], text: PreparedText): boolean {
  if (text.language !== 'zh') return true;
  const heard = text.tokens.slice(start, end);
  const same = heard.map((token, k) => token === literals[k]);
  if (same.every(Boolean)) return true;
  if (same.some(Boolean) && isBreak(text, start) && isBreak(text, end)) return true;
  const meant = tonedSyllables(literals);
  return tonedSyllables(heard).every((syllable, k) => same[k] || syllable === meant[k]);
}

/** True when the words begin or end a clause, where a short phrase would stand: not 理好 inside 处理好了. */
function atEdge({ start, end }: Alignment, text: PreparedText): boolean {
  return isBreak(text, start) || isBreak(text, end);
}

const PUNCTUATION = /[，。！？；、,.!?;…]/;

/** True when a clause ends right before a token: punctuation, or the border of a passage. */
export function isBreak(text: PreparedText, token: number): boolean {
  if (token === 0 || token >= text.tokens.length || text.passage[token] !== text.passage[token - 1]) return true;
  const raw = text.passages[text.passage[token]!]!.text;
  return PUNCTUATION.test(raw.slice(text.ends[token - 1]!, text.starts[token]!));
}

/** The hit in the terms of the raw text. */
export function described(found: Alignment, score: number, expected: string, text: PreparedText): PhraseHit {
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
