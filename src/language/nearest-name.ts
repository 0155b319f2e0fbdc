import type { Sentence } from '../errors.ts';
import { editDistance } from './word-cost.ts';

/** So many names are shown when none is near, or all when there are few. */
const NAMES_SHOWN = 12;
const NEAREST_SHOWN = 3;

/** What a name may have meant, for a message: the nearest known name; when none is near, all of a few or the nearest of many. */
export function nearestName(name: string, known: readonly string[]): Sentence {
  const ranked = known
    .map((one) => ({ one, distance: editDistance(name, one) }))
    .sort((a, b) => a.distance - b.distance);
  const [nearest] = ranked;
  if (nearest && nearest.distance <= name.length / 2)
    return { en: `the nearest is "${nearest.one}"`, zh: `最接近的是“${nearest.one}”` };
  if (known.length <= NAMES_SHOWN)
    return { en: `expected one of ${known.join(', ')}`, zh: `应为 ${known.join('、')} 之一` };
  const few = ranked.slice(0, NEAREST_SHOWN).map(({ one }) => one);
  return {
    en: `the nearest are ${few.map((one) => `"${one}"`).join(', ')}`,
    zh: `较接近的有${few.map((one) => `“${one}”`).join('')}`,
  };
}
