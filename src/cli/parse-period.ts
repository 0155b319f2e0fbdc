import { LingtingError, type Sentence } from '../errors.ts';
import { type Day, isDay, monthOf, weekNumbered, weekOf } from '../reports/figures/day.ts';
import type { LogReport } from '../reports/log/report.ts';

/** What a log of calls can span. */
type Span = LogReport['span'];

/** First and last day of what a log is of. */
export interface SpannedDays {
  from: Day;
  to: Day;
}

/** The day itself, or the week or month it lies in. */
export function daysAround(day: Day, span: Span): SpannedDays {
  return span === 'day' ? { from: day, to: day } : span === 'week' ? weekOf(day) : monthOf(day);
}

/**
 * Reads for commander which day, week or month is meant: any day in it, a week also as `2026-W12`, a month also as `2026-03`.
 * @throws LingtingError `usage` for anything else.
 */
export function parsePeriod(text: string, span: Span): SpannedDays {
  const week = span === 'week' && /^(\d{4})-?W(0?[1-9]|[1-5]\d)$/i.exec(text);
  const days = week ? weekNumbered(Number(week[1]), Number(week[2])) : null;
  if (days) return days;
  const day = span === 'month' && /^\d{4}-\d\d$/.test(text) ? `${text}-01` : text;
  if (isDay(day)) return daysAround(day, span);
  throw new LingtingError('usage', {
    en: `Expected ${PERIOD_MEANT[span].en}, got "${text}".`,
    zh: `应为${PERIOD_MEANT[span].zh}，实际是“${text}”。`,
  });
}

/** How each may be written. */
export const PERIOD_MEANT: Readonly<Record<Span, Sentence>> = {
  day: { en: 'a day such as 2026-03-05', zh: '日期，例如 2026-03-05' },
  week: { en: 'a week such as 2026-W10, or a day in it', zh: '某一周，例如 2026-W10，或其中任意一天' },
  month: { en: 'a month such as 2026-03, or a day in it', zh: '某一月，例如 2026-03，或其中任意一天' },
};
