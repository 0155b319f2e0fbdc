import { LingtingError } from '../errors.ts';

/**
 * Reads a number of worker processes for commander.
 * @throws LingtingError `usage` for anything else.
 */
export function parseWorkers(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 256)
    throw new LingtingError('usage', {
      en: `--workers: expected a whole number from 1 to 256, got "${text}".`,
      zh: `--workers 应为 1 到 256 的整数，实际是“${text}”。`,
    });
  return count;
}
