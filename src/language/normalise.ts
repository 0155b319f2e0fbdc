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
const UNIFIED: Record<string, string> = { 您: '你', 她: '他', 它: '他', 幺: '一', 〇: '零', 祢: '你', 妳: '你' };
const FILLERS_ZH = new Set(['嗯', '呃', '啊', '唔', '诶', '欸']);
const FILLERS_EN = new Set(['um', 'uh', 'er', 'erm', 'hmm']);
const CONTRACTIONS: Record<string, string[]> = {
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
};
const PIECES = /\p{Script=Han}|[\p{L}\p{M}]+(?:['’][\p{L}]+)*|\p{Nd}/gu;

/**
 * The tokens of a text. Full width becomes half width, capitals small, 您/你 and 他/她/它 one sign, figures Chinese
 * numerals (zh), 幺 becomes 一; contractions are spelled out (en); fillers and immediate repetitions (您好您好,
 * 喂喂喂) are dropped. Text of the other script inside a call is kept as words. Nothing gives no tokens.
 */
export function normalise(text: string, language: Language): Normalised {
  const found: Normalised = { tokens: [], starts: [], ends: [] };
  const add = (token: string, start: number, end: number): void => {
    found.tokens.push(token);
    found.starts.push(start);
    found.ends.push(end);
  };
  for (const match of halfWidth(text).matchAll(PIECES)) {
    const piece = match[0].toLowerCase().replaceAll('’', "'");
    const end = match.index + match[0].length;
    if (language === 'en') {
      if (FILLERS_EN.has(piece)) continue;
      for (const word of CONTRACTIONS[piece] ?? [piece]) add(word, match.index, end);
    } else if (/^\d$/.test(piece)) add(DIGITS[Number(piece)]!, match.index, end);
    else if (!FILLERS_ZH.has(piece)) add(UNIFIED[piece] ?? piece, match.index, end);
  }
  return language === 'zh' ? withoutRepetition(withoutFiller(found, ['那', '个'])) : found;
}

/** Full-width Latin letters, figures and signs as half-width ones; the length never changes. */
function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

function keep(from: Normalised, wanted: (index: number) => boolean): Normalised {
  const pick = <T>(list: T[]): T[] => list.filter((_, index) => wanted(index));
  return { tokens: pick(from.tokens), starts: pick(from.starts), ends: pick(from.ends) };
}

/** Drops a filler of several characters where it stands between other words. */
function withoutFiller(from: Normalised, filler: readonly string[]): Normalised {
  const dropped = new Set<number>();
  for (let i = 1; i + filler.length < from.tokens.length; i++)
    if (filler.every((token, k) => from.tokens[i + k] === token)) filler.forEach((_, k) => void dropped.add(i + k));
  return dropped.size === 0 ? from : keep(from, (index) => !dropped.has(index));
}

/**
 * Drops the second of two equal runs of two to four tokens and every third equal token. Figures stay: 1111 may be an
 * agent number, and so do doubled single characters: 谢谢.
 */
function withoutRepetition(from: Normalised): Normalised {
  const kept: number[] = [];
  const same = (length: number): boolean => {
    const tail = kept.slice(-2 * length).map((index) => from.tokens[index]!);
    return (
      tail.length === 2 * length &&
      tail.slice(0, length).every((token, k) => token === tail[k + length]) &&
      !tail.every((token) => DIGITS.includes(token))
    );
  };
  for (let i = 0; i < from.tokens.length; i++) {
    kept.push(i);
    for (let length = 4; length >= 2; length--) if (same(length)) kept.length -= length;
    const [a, b, c] = kept.slice(-3).map((index) => from.tokens[index]!);
    if (kept.length >= 3 && a === b && b === c && !DIGITS.includes(a!)) kept.length -= 1;
  }
  const wanted = new Set(kept);
  return wanted.size === from.tokens.length ? from : keep(from, (index) => wanted.has(index));
}
