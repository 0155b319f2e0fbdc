import { pinyin } from 'pinyin-pro';

const INITIALS = 'zh,ch,sh,b,p,m,f,d,t,n,l,g,k,h,j,q,x,r,z,c,s,y,w'.split(',');
const CONFUSABLE_INITIALS = new Set(['z zh', 'c ch', 's sh', 'l n', 'f h', 'l r']);
const CONFUSABLE_FINALS = new Set(['in ing', 'en eng', 'an ang', 'ian iang', 'uan uang', 'un ong', 'uen ueng']);
/** Cost of hearing one syllable as a confusable one, as one that shares a part, and as any other. */
const CONFUSABLE_COST = 0.3;
const RELATED_COST = 0.5;
const OTHER_COST = 1;

/** Ids of the syllables and words seen so far, so that costs can be looked up by number. */
const ids = new Map<string, number>();
const names: string[] = [];
const parts: { initial: string; final: string }[] = [];
const costs = new Map<number, number>();
const spelled = new Map<string, readonly string[]>();
const SPELLED_LIMIT = 20_000;

/** The toneless syllable of each Chinese character (ü as v), in the reading its context asks for; cached. */
export function syllables(characters: readonly string[]): readonly string[] {
  const text = characters.join('');
  const known = spelled.get(text);
  if (known) return known;
  const read = pinyin(text, { toneType: 'none', type: 'array', v: true });
  if (spelled.size >= SPELLED_LIMIT) spelled.clear();
  spelled.set(text, read);
  return read;
}

/** The syllables with their tones, `hao3`; the neutral tone is 0. */
export function tonedSyllables(characters: readonly string[]): readonly string[] {
  return pinyin(characters.join(''), { toneType: 'num', type: 'array', v: true });
}

/** A number for a syllable or word, the same for the same string as long as the process lives. */
export function syllableId(syllable: string): number {
  let id = ids.get(syllable);
  if (id === undefined) {
    id = names.length;
    ids.set(syllable, id);
    names.push(syllable);
    const initial = INITIALS.find((start) => syllable.startsWith(start)) ?? '';
    parts.push({ initial, final: syllable.slice(initial.length) });
  }
  return id;
}

const pair = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/**
 * What it costs to hear one syllable as another, 0…1: tones cost nothing, the usual confusable pairs (z/zh, n/l,
 * in/ing …) 0.3, syllables that share initial or final 0.5, all others 1. Costs after the practice of Chinese phrase
 * spotting on recognised telephone speech.
 */
export function syllableCost(a: number, b: number): number {
  if (a === b) return 0;
  const key = a < b ? a * 0x100000 + b : b * 0x100000 + a;
  let cost = costs.get(key);
  if (cost === undefined) {
    cost = costOf(a, b);
    costs.set(key, cost);
  }
  return cost;
}

function costOf(a: number, b: number): number {
  const x = parts[a]!;
  const y = parts[b]!;
  if (!/^[a-z]+$/.test(names[a]!) || !/^[a-z]+$/.test(names[b]!)) return OTHER_COST;
  const sameInitial = x.initial === y.initial;
  const sameFinal = x.final === y.final;
  const nearInitial = sameInitial || CONFUSABLE_INITIALS.has(pair(x.initial, y.initial));
  const nearFinal = sameFinal || CONFUSABLE_FINALS.has(pair(x.final, y.final));
  if (nearInitial && nearFinal) return sameInitial || sameFinal ? CONFUSABLE_COST : RELATED_COST;
  return sameInitial || sameFinal ? RELATED_COST : OTHER_COST;
}

/** The syllable or word behind a number. */
export function soundName(id: number): string {
  return names[id]!;
}
