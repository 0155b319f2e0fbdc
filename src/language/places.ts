import { RELATED_COST, WHOLE_COST } from './pinyin.ts';
import type { SearchPlan } from './search-plan.ts';
import type { TextIndex } from './text-index.ts';

/** A stretch of tokens `[from, to)`. */
type Stretch = [from: number, to: number];
const NOWHERE: Stretch[] = [];
/** Words of a phrase by their place in the plan, the rarest first; kept between calls. */
const rarest = new Int32Array(256);
/** What the dearest words of a run cost, the dearest first; kept between calls. */
const dearest = new Int32Array(64);

/**
 * Stretches of the text outside of which phrase number `phrase` of the plan cannot be heard within its limit. Cheap, so
 * that most phrases need no alignment: one of so many words must be heard, at least nearly. Only where the rarest ones are,
 * the words around are looked at, each as far from its place (`drift`) as there are words too many or too few.
 */
export function placesFor(plan: SearchPlan, phrase: number, text: TextIndex): readonly Stretch[] {
  const limit = plan.limits[phrase]!;
  const first = plan.firsts[phrase]!;
  const end = plan.firsts[phrase + 1]!;
  let found = NOWHERE;
  for (let drift = 0; drift * WHOLE_COST <= limit; drift++) {
    const budget = limit - drift * WHOLE_COST;
    const seeds = Math.floor(budget / RELATED_COST) + drift + 1;
    if (seeds > Math.min(end - first, rarest.length)) return [[0, text.numbers.length]];
    putRarestFirst(plan, first, end, text.nearCounts, seeds);
    for (let k = 0; k < seeds; k++) {
      const word = rarest[k]!;
      const sound = plan.sounds[word]!;
      if (text.nearCounts[sound] === 0) continue;
      const run = plan.runs[word]!;
      for (const place of text.placesNear(sound)) {
        const start = place - (word - run);
        if (!fits(plan, run, text, start, drift, budget)) continue;
        const from = Math.max(0, start - plan.before[word]! - drift);
        const to = Math.min(text.numbers.length, start + plan.rest[word]! + drift);
        if (found === NOWHERE) found = [];
        found.push([from, to]);
      }
    }
  }
  return found.length > 1 ? joined(found) : found;
}

/** Puts the `count` words `[first, end)` heard at the fewest places into the first of `rarest`. */
function putRarestFirst(
  { sounds }: SearchPlan,
  first: number,
  end: number,
  nearCounts: Uint32Array,
  count: number,
): void {
  let kept = 0;
  for (let word = first; word < end; word++) {
    const places = nearCounts[sounds[word]!]!;
    let at = kept;
    while (at > 0 && nearCounts[sounds[rarest[at - 1]!]!]! > places) at--;
    if (at >= count) continue;
    if (kept < count) kept++;
    for (let n = kept - 1; n > at; n--) rarest[n] = rarest[n - 1]!;
    rarest[at] = word;
  }
}

/**
 * Whether the words of a run from place `start` on, each up to `drift` places off, cost no more than the budget. The
 * `drift` dearest may be the words left out, which are paid for.
 */
function fits(
  { sounds, runs }: SearchPlan,
  run: number,
  text: TextIndex,
  start: number,
  drift: number,
  budget: number,
): boolean {
  const { numbers } = text;
  dearest.fill(0, 0, drift);
  let cost = 0;
  for (let word = run; runs[word] === run && cost <= budget; word++) {
    const at = text.costsOf(sounds[word]!);
    const middle = start + word - run;
    let least = WHOLE_COST;
    const last = Math.min(middle + drift, numbers.length - 1);
    for (let place = Math.max(0, middle - drift); place <= last; place++) {
      const number = numbers[place]!;
      if (number >= 0 && text.costs[at + number]! < least) least = text.costs[at + number]!;
    }
    for (let k = 0; k < drift && least > 0; k++)
      if (least > dearest[k]!) {
        const cheaper = dearest[k]!;
        dearest[k] = least;
        least = cheaper;
      }
    cost += least;
  }
  return cost <= budget;
}

function joined(stretches: Stretch[]): Stretch[] {
  stretches.sort((a, b) => a[0] - b[0]);
  const found: Stretch[] = [];
  for (const one of stretches) {
    const last = found.at(-1);
    if (last && last[1] >= one[0]) last[1] = Math.max(last[1], one[1]);
    else found.push(one);
  }
  return found;
}
