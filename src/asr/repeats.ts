/** A repeated unit may have this many tokens, … */
const MOST_UNIT_TOKENS = 16;
/** … and what it covers must be more, and more often, than an upset caller repeats. */
const LEAST_TOKENS = 45;
const LEAST_REPEATS = 6;

/** Whether a text has come to write one unit over and over: it would go on so until the tokens allowed are used up. */
export function repeatsItself(tokens: readonly number[]): boolean {
  if (tokens.length < LEAST_TOKENS) return false;
  for (let unit = 1; unit <= MOST_UNIT_TOKENS; unit++) {
    const covered = Math.max(LEAST_TOKENS, LEAST_REPEATS * unit);
    if (covered > tokens.length) return false;
    let same = unit;
    while (same < covered && tokens.at(-1 - same) === tokens.at(-1 - same + unit)) same++;
    if (same === covered) return true;
  }
  return false;
}
