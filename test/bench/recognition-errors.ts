import { pinyin } from 'pinyin-pro';
import { pick } from './random.ts';

/** Share of the wrong characters that have the very same syllable; the others are off by one confusable sound. */
const SAME_SYLLABLE_SHARE = 0.6;
const INITIAL_PAIRS = ['z zh', 'c ch', 's sh', 'n l', 'f h', 'r l'];
const FINAL_PAIRS = ['in ing', 'en eng', 'an ang', 'ian iang', 'uan uang'];
const INITIALS = 'zh,ch,sh,b,p,m,f,d,t,n,l,g,k,h,j,q,x,r,z,c,s,y,w'.split(',');

/** The 3,755 characters of everyday writing (first level of GB 2312) by their syllable without tone. */
const BY_SYLLABLE = new Map<string, string[]>();
const decoder = new TextDecoder('gbk');
for (let high = 0xb0; high <= 0xd7; high++)
  for (let low = 0xa1; low <= (high === 0xd7 ? 0xf9 : 0xfe); low++) {
    const character = decoder.decode(new Uint8Array([high, low]));
    const [syllable] = pinyin(character, { toneType: 'none', type: 'array', v: true });
    BY_SYLLABLE.set(syllable!, [...(BY_SYLLABLE.get(syllable!) ?? []), character]);
  }

/**
 * The text as a recogniser may have written it: each Chinese character is wrong with probability `rate`, replaced by
 * one that sounds the same or nearly so. The length never changes.
 */
export function withErrors(text: string, rate: number, random: () => number): string {
  const characters = Array.from(text);
  const syllables = pinyin(text, { toneType: 'none', type: 'array', v: true });
  return characters
    .map((character, at) => {
      if (!/\p{Script=Han}/u.test(character) || random() >= rate) return character;
      const syllable = syllables[at]!;
      const same = (BY_SYLLABLE.get(syllable) ?? []).filter((one) => one !== character);
      const near = confusable(syllable).flatMap((one) => BY_SYLLABLE.get(one) ?? []);
      const list = near.length === 0 || (same.length > 0 && random() < SAME_SYLLABLE_SHARE) ? same : near;
      return list.length === 0 ? character : pick(list, random);
    })
    .join('');
}

/** Syllables that differ from one by a single confusable initial or final. */
function confusable(syllable: string): string[] {
  const initial = INITIALS.find((start) => syllable.startsWith(start)) ?? '';
  const final = syllable.slice(initial.length);
  const others = (pairs: readonly string[], part: string): string[] =>
    pairs.flatMap((pair) => {
      const [a, b] = pair.split(' ') as [string, string];
      return part === a ? [b] : part === b ? [a] : [];
    });
  return [
    ...others(INITIAL_PAIRS, initial).map((one) => one + final),
    ...others(FINAL_PAIRS, final).map((one) => initial + one),
  ];
}
