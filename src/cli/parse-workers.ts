import { InvalidArgumentError } from 'commander';

/** Reads a number of worker processes for commander. */
export function parseWorkers(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 256)
    throw new InvalidArgumentError(`Expected a whole number from 1 to 256, got "${text}".`);
  return count;
}
