/** Letters to change, add, drop or swap with their neighbour to make one word the other (optimal string alignment). */
export function edits(a: string, b: string): number {
  return costsOfBeginnings(a, b).at(-1)!;
}

/** The same, to make the word any beginning of the other. */
export function editsToBeginning(word: string, of: string): number {
  return Math.min(...costsOfBeginnings(word, of));
}

/** What it takes to make `a` each beginning of `b`, by its length. */
function costsOfBeginnings(a: string, b: string): readonly number[] {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          row[j - 1]! + 1,
          rows[i - 1]![j]! + 1,
          rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1),
          isSwap ? rows[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    rows.push(row);
  }
  return rows[a.length]!;
}
