import { LingtingError } from '../errors.ts';
import { isDay } from '../reports/figures/day.ts';

/**
 * Reads a calendar day for commander.
 * @throws LingtingError `usage` for anything else.
 */
export function parseDay(text: string): string {
  if (isDay(text)) return text;
  throw new LingtingError('usage', {
    en: `Expected a day such as 2026-03-05, got "${text}".`,
    zh: `应为日期，例如 2026-03-05，实际是“${text}”。`,
  });
}
