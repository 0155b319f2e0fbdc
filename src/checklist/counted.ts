/** A number with its noun in English: `1 ring`, `2 rings`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** How often, in English: `once`, `3 times`. */
export function howOften(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
