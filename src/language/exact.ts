import type { CompiledClass } from './compiled-class.ts';
import type { Place } from './exact-pattern.ts';
import type { PreparedText } from './prepared-text.ts';
import { described, type PhraseHit } from './spot.ts';

/** Forbidden Chinese words up to this many characters must stand on word borders. */
const SHORT_WORD = 2;
/** Phrases up to this many characters (words) are said in one go: 不用急，什么时候 holds no 急什么. */
const SHORT_PHRASE = 4;
/** How far before a word its reporting verb may stand, in characters: 您刚才说不知道. */
const REPORT_REACH_CHARACTERS = 12;
/** What a third person, or the customer, said; 我跟您说 is the speaker's own. */
const REPORTED =
  /(?<!(?:我|咱)们?[^，。？！,?!]{0,6}[跟和给对向同])(?:您|你|客户|用户|他|她|对方|别人|人家|客服|同事|师傅|快递员|医生|门店|商家|店家|卖家|物业|you|they|he|she|customer)\s*(?:刚才|刚刚|之前|上次|也|just)?\s*(?:说|讲|问|提到|反映|反应|said|say|mentioned|asked)(?:的是|的|是|过|了|到|that)?\s*[“"「『']?.{0,1}$/i;
const FULL_STOP = /[。！；!;]/;
const SENTENCE_END = /[。！；!;？?.…]/;
const OPENING_QUOTES = /[“「『"][^”」』"]*$/;

/**
 * Where forbidden words of a class were said: exact characters, never by sound alone. Not a hit: words that
 * begin inside a phrase of `except` or what sounds like one (不能保证 excuses 保证明天到), the A-not-A question (行不行),
 * words quoted or reported of somebody else, short words that are part of a longer one, and short phrases that reach
 * over the end of a clause.
 */
export function spotExact(text: PreparedText, phraseClass: CompiledClass): PhraseHit[] {
  const said = phraseClass.exact.placesIn(text, false);
  if (said.length === 0) return [];
  const excuses = [
    ...phraseClass.except.placesIn(text, true),
    ...phraseClass.exceptPlan.alignments(text.index).filter((place) => !holdsBreak(text, place)),
  ];
  const hits = said.filter(
    (place) =>
      !excuses.some((excuse) => excuse.start <= place.start && excuse.end > place.start) &&
      !isQuestionForm(text, place) &&
      !isReported(text, place) &&
      !isBroken(text, place) &&
      onBorders(text, place),
  );
  hits.sort((a, b) => b.end - b.start - (a.end - a.start));
  const kept: typeof hits = [];
  for (const hit of hits) if (kept.every((other) => hit.end <= other.start || hit.start >= other.end)) kept.push(hit);
  return kept.sort((a, b) => a.start - b.start).map((hit) => described(hit, 1, hit.wording, text));
}

/** 知不知道, 行不行: the word before 不 is repeated after it, in the same clause (要等就等，不等算了 asks nothing). */
function isQuestionForm(text: PreparedText, { start, end }: Place): boolean {
  if ((text.tokens[start] !== '不' && text.tokens[start] !== '没') || text.isBreak(start)) return false;
  const asked = text.tokens.slice(start + 1, end);
  if (asked[0] !== undefined && text.tokens[start - 1] === asked[0]) return true;
  return asked.length > 0 && asked.every((token, k) => text.tokens[start - asked.length + k] === token);
}

/** A short phrase that reaches over the end of a clause, and any phrase that reaches over the end of a sentence. */
function isBroken(text: PreparedText, { start, end }: Place): boolean {
  if (end - start <= SHORT_PHRASE) return holdsBreak(text, { start, end });
  for (let token = start + 1; token < end; token++) if (isSentenceEnd(text, token)) return true;
  return false;
}

/** A sentence ends right before a token. 你问我？我问谁 is one all the same, said in one go. */
function isSentenceEnd(text: PreparedText, token: number): boolean {
  const before = text.passages[text.passage[token - 1]!]!.text;
  return text.passage[token] === text.passage[token - 1]
    ? FULL_STOP.test(before.slice(text.ends[token - 1]!, text.starts[token]!))
    : SENTENCE_END.test(before.slice(text.ends[token - 1]!));
}

function holdsBreak(text: PreparedText, { start, end }: Place): boolean {
  for (let token = start + 1; token < end; token++) if (text.isBreak(token)) return true;
  return false;
}

function isReported(text: PreparedText, { start }: Place): boolean {
  const raw = text.passages[text.passage[start]!]!.text;
  const before = raw.slice(0, text.starts[start]!);
  return OPENING_QUOTES.test(before) || REPORTED.test(before.slice(-REPORT_REACH_CHARACTERS));
}

function onBorders(text: PreparedText, { start, end }: Place): boolean {
  return text.language !== 'zh' || end - start > SHORT_WORD || text.onWordBorders(start, end);
}
