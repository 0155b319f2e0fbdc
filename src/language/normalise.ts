import type { Language } from '../analysis.ts';

/**
 * A text as it is matched: one token per Chinese character or Latin word, each with its place `[start, end)` in the
 * raw text. Punctuation, spaces and fillers have no token, so a hit can always be quoted from the raw text.
 */
export interface Normalised {
  tokens: string[];
  starts: number[];
  ends: number[];
}

const DIGITS = '零一二三四五六七八九';
/** Characters that mean or sound the same and are told apart by other rules (`use-nin` counts the raw text). */
const UNIFIED = new Map(Object.entries({ 您: '你', 她: '他', 它: '他', 幺: '一', 〇: '零', 祢: '你', 妳: '你' }));
const FILLERS_ZH = new Set(['嗯', '呃', '啊', '唔', '诶', '欸']);
const FILLERS_EN = new Set(['um', 'uh', 'er', 'erm', 'hmm']);
const CONTRACTIONS = new Map<string, string[]>(
  Object.entries({
    "i'm": ['i', 'am'],
    "i'll": ['i', 'will'],
    "i've": ['i', 'have'],
    "it's": ['it', 'is'],
    "that's": ['that', 'is'],
    "what's": ['what', 'is'],
    "there's": ['there', 'is'],
    "you're": ['you', 'are'],
    "we're": ['we', 'are'],
    "we'll": ['we', 'will'],
    "don't": ['do', 'not'],
    "didn't": ['did', 'not'],
    "doesn't": ['does', 'not'],
    "can't": ['can', 'not'],
    cannot: ['can', 'not'],
    "won't": ['will', 'not'],
    "isn't": ['is', 'not'],
    "aren't": ['are', 'not'],
    "wasn't": ['was', 'not'],
    "weren't": ['were', 'not'],
    "haven't": ['have', 'not'],
    "hasn't": ['has', 'not'],
    "hadn't": ['had', 'not'],
    "wouldn't": ['would', 'not'],
    "couldn't": ['could', 'not'],
    "shouldn't": ['should', 'not'],
    "you'll": ['you', 'will'],
    "you've": ['you', 'have'],
    "we've": ['we', 'have'],
    "they're": ['they', 'are'],
    "they'll": ['they', 'will'],
    "they've": ['they', 'have'],
    "he's": ['he', 'is'],
    "she's": ['she', 'is'],
    "who's": ['who', 'is'],
    "here's": ['here', 'is'],
    "name's": ['name', 'is'],
    "let's": ['let', 'us'],
    "i'd": ['i', 'would'],
    "you'd": ['you', 'would'],
    "we'd": ['we', 'would'],
    "they'd": ['they', 'would'],
    "it'll": ['it', 'will'],
    "that'll": ['that', 'will'],
    "he'll": ['he', 'will'],
    "she'll": ['she', 'will'],
    "should've": ['should', 'have'],
    "could've": ['could', 'have'],
    "would've": ['would', 'have'],
    "must've": ['must', 'have'],
    "it'd": ['it', 'would'],
    "that'd": ['that', 'would'],
    "there'll": ['there', 'will'],
    "where's": ['where', 'is'],
    "how's": ['how', 'is'],
    gonna: ['going', 'to'],
    wanna: ['want', 'to'],
    gotta: ['got', 'to'],
    lemme: ['let', 'me'],
  }),
);
/** A word in an alphabet, up to the Chinese after it (APP的), a single figure, or a Chinese character outside the usual block. */
const PIECE = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}])+(?:['’](?:(?!\p{Script=Han})\p{L})+)*|\p{Nd}/uy;
const FIGURE = /^\d$/;
const FULL_WIDTH = /[\uff07\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/;

/**
 * The tokens of a text. Full width becomes half width, capitals small, 您/你 and 他/她/它 one sign, figures Chinese
 * numerals (zh), 幺 becomes 一; contractions are spelled out (en); fillers and immediate repetitions (您好您好,
 * 喂喂喂) are dropped. Text of the other script inside a call is kept as words. Nothing gives no tokens.
 */
export function normalise(text: string, language: Language): Normalised {
  const found: Normalised = { tokens: [], starts: [], ends: [] };
  const plain = FULL_WIDTH.test(text) ? halfWidth(text) : text;
  for (let start = 0, end = 0; start < plain.length; start = end) {
    const isHan = isUsualHan(plain.charCodeAt(start));
    const piece = isHan ? plain[start]! : pieceAt(plain, start);
    end = start + Math.max(1, piece.length);
    if (language === 'en') addEnglish(found, piece, start, end);
    else if (isHan) addHan(found, piece, start, end);
    else if (FIGURE.test(piece)) add(found, DIGITS[Number(piece)]!, start, end);
    else if (piece !== '') add(found, UNIFIED.get(piece) ?? lowerCase(piece), start, end);
  }
  return language === 'zh' ? withoutRepetition(withoutFiller(found)) : found;
}

function add({ tokens, starts, ends }: Normalised, token: string, start: number, end: number): void {
  tokens.push(token);
  starts.push(start);
  ends.push(end);
}

/** The characters from 一 to the end of their block. */
const isUsualHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff;

/** The word, figure or character that begins at a place; empty for spaces, punctuation, emoji. */
function pieceAt(text: string, start: number): string {
  PIECE.lastIndex = start;
  return PIECE.exec(text)?.[0] ?? '';
}

function addHan(to: Normalised, piece: string, start: number, end: number): void {
  if (!FILLERS_ZH.has(piece)) add(to, UNIFIED.get(piece) ?? piece, start, end);
}

function addEnglish(to: Normalised, piece: string, start: number, end: number): void {
  const word = lowerCase(piece);
  if (word === '' || FILLERS_EN.has(word)) return;
  for (const one of CONTRACTIONS.get(word) ?? [word]) add(to, one, start, end);
}

const lowerCase = (piece: string): string => piece.toLowerCase().replaceAll('’', "'");

/** Full-width Latin letters, figures and signs as half-width ones; the length never changes. */
function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

function keep(from: Normalised, indices: readonly number[]): Normalised {
  const pick = <T>(list: readonly T[]): T[] => indices.map((index) => list[index]!);
  return { tokens: pick(from.tokens), starts: pick(from.starts), ends: pick(from.ends) };
}

/** Drops 那个 where it stands between other words. */
function withoutFiller(from: Normalised): Normalised {
  const { tokens } = from;
  if (!tokens.includes('那')) return from;
  const kept: number[] = [];
  for (let i = 0; i < tokens.length; i++)
    if (i > 0 && i + 2 < tokens.length && tokens[i] === '那' && tokens[i + 1] === '个') i += 1;
    else kept.push(i);
  return kept.length === tokens.length ? from : keep(from, kept);
}

/**
 * Drops the second of two equal runs of two to four tokens and every third equal token. Figures stay: 1111 may be an
 * agent number, and so do doubled single characters: 谢谢.
 */
function withoutRepetition(from: Normalised): Normalised {
  const { tokens } = from;
  const kept: number[] = [];
  for (let i = 0; i < tokens.length; i++) {
    kept.push(i);
    for (let length = 4; length >= 2; length--) if (endsTwice(tokens, kept, length)) kept.length -= length;
    if (kept.length < 3) continue;
    const token = tokens[kept[kept.length - 1]!]!;
    if (token === tokens[kept[kept.length - 2]!] && token === tokens[kept[kept.length - 3]!] && !DIGITS.includes(token))
      kept.length -= 1;
  }
  return kept.length === tokens.length ? from : keep(from, kept);
}

/** True when the last `length` kept tokens equal those before them and are not all figures. */
function endsTwice(tokens: readonly string[], kept: readonly number[], length: number): boolean {
  const end = kept.length;
  if (end < 2 * length) return false;
  let figures = true;
  for (let back = 1; back <= length; back++) {
    const token = tokens[kept[end - back]!]!;
    if (token !== tokens[kept[end - back - length]!]) return false;
    figures &&= DIGITS.includes(token);
  }
  return !figures;
}
