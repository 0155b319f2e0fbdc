/**
 * Calendar days as text, `2026-03-05`: a call belongs to the day its metadata says, so that nothing here knows of clocks,
 * zones or hours that come twice. Text order is the order of time.
 */
export type Day = string;

/** From one day to another, both included; null for no limit. */
export interface Period {
  from: Day | null;
  to: Day | null;
}

const MILLISECONDS = 86_400_000;

/** Whether a text is a day that exists, as `2026-03-05`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && textOf(utc(text)) === text;
}

/** The day so many days later, or earlier. */
export function plusDays(day: Day, days: number): Day {
  return textOf(utc(day) + days * MILLISECONDS);
}

/** Days from the first to the last, both counted. */
export function daysBetween(first: Day, last: Day): number {
  return Math.round((utc(last) - utc(first)) / MILLISECONDS) + 1;
}

/** The week of a day, Monday to Sunday (ISO 8601). */
export function weekOf(day: Day): { from: Day; to: Day } {
  const from = plusDays(day, -((new Date(utc(day)).getUTCDay() + 6) % 7));
  return { from, to: plusDays(from, 6) };
}

/** The week with this number in a year (ISO 8601: the first has the fourth of January in it), or null where the year has none. */
export function weekNumbered(year: number, number: number): { from: Day; to: Day } | null {
  const yearText = String(year).padStart(4, '0');
  const from = plusDays(weekOf(`${yearText}-01-04`).from, 7 * (number - 1));
  const inYear = plusDays(from, 3).startsWith(yearText);
  return inYear ? { from, to: plusDays(from, 6) } : null;
}

/** The calendar month of a day. */
export function monthOf(day: Day): { from: Day; to: Day } {
  const from = `${day.slice(0, 7)}-01`;
  return { from, to: plusDays(`${plusDays(from, 31).slice(0, 7)}-01`, -1) };
}

/** How long a stretch a point of a trend stands for. */
export type Step = 'day' | 'week' | 'month';

/** Days up to a month, weeks up to half a year, else months: a trend has some thirty points at most. */
export function stepFor(first: Day, last: Day): Step {
  const days = daysBetween(first, last);
  return days <= 31 ? 'day' : days <= 184 ? 'week' : 'month';
}

/** First day of the stretch a day lies in. */
export function startOf(day: Day, step: Step): Day {
  return step === 'day' ? day : (step === 'week' ? weekOf(day) : monthOf(day)).from;
}

/** Every stretch from the first day to the last, by its first day. */
export function stretches(first: Day, last: Day, step: Step): Day[] {
  const found: Day[] = [];
  for (let day = startOf(first, step); day <= last; ) {
    found.push(day);
    day = step === 'month' ? plusDays(monthOf(day).to, 1) : plusDays(day, step === 'week' ? 7 : 1);
  }
  return found;
}

const utc = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const textOf = (time: number): Day => new Date(time).toISOString().slice(0, 10);
