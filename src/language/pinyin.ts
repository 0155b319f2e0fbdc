import { pinyin } from 'pinyin-pro';

const INITIALS = 'zh,ch,sh,b,p,m,f,d,t,n,l,g,k,h,j,q,x,r,z,c,s,y,w'.split(',');
const CONFUSABLE_INITIALS = new Set(['z zh', 'c ch', 's sh', 'l n', 'f h', 'l r']);
const CONFUSABLE_FINALS = new Set(['in ing', 'en eng', 'an ang', 'ian iang', 'uan uang', 'un ong', 'uen ueng']);

/** Costs are counted in tenths of a wrong syllable, so that sums are exact. */
export const WHOLE_COST = 10;
/** Hearing one syllable as a confusable one (z/zh, n/l, in/ing …), and as one that shares its initial or its final. */
export const CONFUSABLE_COST = 3;
export const RELATED_COST = 5;

/** How a character is read: its syllables without tone (ü as v) and with it (`hao3`, 0 for the neutral tone). */
export interface Reading {
  /** The usual one first. */
  syllables: readonly string[];
  toned: readonly string[];
}

const known = new Map<string, Reading>();
/** More characters than any text has; names of all scripts and emoji do not fill the memory. */
const KNOWN_LIMIT = 50_000;

/** Every reading of one character; none for what is not Chinese. */
export function readingOf(character: string): Reading {
  let reading = known.get(character);
  if (!reading) {
    const toned = /\p{Script=Han}/u.test(character)
      ? pinyin(character, { multiple: true, toneType: 'num', type: 'array', v: true })
      : [];
    reading = { syllables: [...new Set(toned.map(withoutTone))], toned };
    if (known.size >= KNOWN_LIMIT) known.clear();
    known.set(character, reading);
  }
  return reading;
}

/** The readings characters have beside each other: 重新 is chong2 xin1. */
export function readingsInContext(characters: readonly string[]): string[] {
  return pinyin(characters.join(''), { toneType: 'num', type: 'array', v: true });
}

/** `hao3` → `hao`. */
export function withoutTone(toned: string): string {
  return toned.replace(/\d$/, '');
}

const parts = new Map<string, { initial: string; final: string }>();

function partsOf(syllable: string): { initial: string; final: string } {
  let found = parts.get(syllable);
  if (!found) {
    const initial = INITIALS.find((start) => syllable.startsWith(start)) ?? '';
    found = { initial, final: syllable.slice(initial.length) };
    parts.set(syllable, found);
  }
  return found;
}

const pair = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/**
 * What it costs to hear one syllable as another, in tenths: tones cost nothing, the usual confusable pairs 3, syllables
 * that share initial or final 5, all others 10. Costs after the practice of Chinese phrase spotting on recognised
 * telephone speech.
 */
export function syllableCost(a: string, b: string): number {
  if (a === b) return 0;
  const x = partsOf(a);
  const y = partsOf(b);
  const sameInitial = x.initial === y.initial;
  const sameFinal = x.final === y.final;
  const nearInitial = sameInitial || CONFUSABLE_INITIALS.has(pair(x.initial, y.initial));
  const nearFinal = sameFinal || CONFUSABLE_FINALS.has(pair(x.final, y.final));
  if (nearInitial && nearFinal) return sameInitial || sameFinal ? CONFUSABLE_COST : RELATED_COST;
  return sameInitial || sameFinal ? RELATED_COST : WHOLE_COST;
}
