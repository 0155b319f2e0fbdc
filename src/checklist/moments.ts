import type { CallAnalysis } from '../analysis.ts';
import { normaliseTime } from '../recording/time.ts';
import { overlapSeconds, secondsInto, type TimeSpan } from '../timespan.ts';
import { columnTitle, factOf, holdsSomething } from './facts.ts';
import { type Finding, undecided } from './finding.ts';

/** Moments of the call itself, beside those in columns: `outboundStart` is there on outbound calls only. */
const CALL_MOMENTS = ['callStart', 'callEnd', 'outboundStart'] as const;

/** A point in time of the call list. */
export interface Moment {
  column: string;
  /** As written, or worked out. */
  text: string;
  /** Seconds since 1970 on the clock the time was written by. */
  clockSeconds: number;
  /** How far that clock is ahead of UTC; null when the time has no zone. */
  zoneSeconds: number | null;
}

/**
 * The first of these moments that is known. `absent`: there is none of the columns; `empty`: nothing stands there;
 * `unreadable`: what stands there is no date and time.
 */
export type FoundMoment =
  | { kind: 'known'; moment: Moment }
  | { kind: 'absent' }
  | { kind: 'empty' | 'unreadable'; column: string; text: string };

/** Looks a moment up, by the names of columns or of moments of the call. */
export function momentOf(analysis: CallAnalysis, names: readonly string[]): FoundMoment {
  let other: FoundMoment = { kind: 'absent' };
  for (const name of names) {
    const found = CALL_MOMENTS.some((one) => one === name) ? ofCall(analysis, name) : inColumn(analysis, name);
    if (found.kind === 'known') return found;
    if (other.kind === 'absent') other = found;
  }
  return other;
}

function ofCall(analysis: CallAnalysis, name: string): FoundMoment {
  if (name === 'outboundStart' && analysis.call.direction !== 'outbound') return { kind: 'absent' };
  const start = inColumn(analysis, 'startTime');
  if (start.kind !== 'known' || name !== 'callEnd') return start;
  const clockSeconds = start.moment.clockSeconds + analysis.recording.durationSeconds;
  const text = new Date(1000 * Math.round(clockSeconds)).toISOString().slice(0, 19);
  return { kind: 'known', moment: { ...start.moment, clockSeconds, text } };
}

function inColumn({ call }: CallAnalysis, name: string): FoundMoment {
  const fact = factOf(call, [name]);
  if (!fact) return { kind: 'absent' };
  if (!holdsSomething(fact.text)) return { kind: 'empty', ...fact };
  const iso = normaliseTime(fact.text);
  if (iso === null) return { kind: 'unreadable', ...fact };
  const zone = iso.slice(19);
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(zone) ?? [];
  const ahead = hours === undefined ? 0 : (sign === '-' ? -60 : 60) * (60 * Number(hours) + Number(minutes));
  return {
    kind: 'known',
    moment: {
      ...fact,
      clockSeconds: Date.parse(`${iso.slice(0, 19)}Z`) / 1000,
      zoneSeconds: zone === '' ? null : ahead,
    },
  };
}

/**
 * The second moment on the clock of the first. One that names no zone is taken to be on the other's local clock: both are of
 * one centre. Null when that other is in UTC, which systems write whatever their clock.
 */
export function onClockOf(first: Moment, second: Moment): Moment | null {
  const zones = [first.zoneSeconds, second.zoneSeconds];
  if (zones.includes(null) && zones.includes(0)) return null;
  const ahead = first.zoneSeconds === null || second.zoneSeconds === null ? 0 : first.zoneSeconds - second.zoneSeconds;
  return { ...second, clockSeconds: second.clockSeconds + ahead, zoneSeconds: first.zoneSeconds ?? second.zoneSeconds };
}

const DAY_SECONDS = 86_400;

/** Midnights between two moments of one clock: 0 on the same calendar day, negative backwards. */
export function calendarDays(from: Moment, to: Moment): number {
  return Math.floor(to.clockSeconds / DAY_SECONDS) - Math.floor(from.clockSeconds / DAY_SECONDS);
}

/** Hours between two moments of one clock; negative backwards. */
export function hoursBetween(from: Moment, to: Moment): number {
  return secondsInto({ start: from.clockSeconds, end: to.clockSeconds }, to.clockSeconds) / 3600;
}

/** Hours between two moments of one clock that lie inside the daily hours of service; 0 backwards. */
export function serviceHoursBetween(from: Moment, to: Moment, daily: { from: number; to: number }): number {
  const wanted: TimeSpan = { start: from.clockSeconds, end: to.clockSeconds };
  const firstDay = Math.floor(from.clockSeconds / DAY_SECONDS);
  const days = Array.from(
    { length: Math.max(0, calendarDays(from, to) + 1) },
    (_, day) => (firstDay + day) * DAY_SECONDS,
  );
  const seconds = days.reduce(
    (sum, midnight) =>
      sum + overlapSeconds(wanted, { start: midnight + 3600 * daily.from, end: midnight + 3600 * daily.to }),
    0,
  );
  return seconds / 3600;
}

/** What is found where a cell holds no date and time, or one that cannot be held against another. */
export function incomparable({ column, text }: { column: string; text: string }): Finding {
  const title = columnTitle(column);
  return undecided(
    {
      zh: `“${title.zh}”里的“${text}”不是可以比较的日期和时间。`,
      en: `“${text}” under “${title.en}” is no date and time that can be compared.`,
    },
    [],
    [{ span: null, participant: null, quote: text, note: title }],
  );
}
