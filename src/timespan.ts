/**
 * A stretch of a call: half-open, in seconds from the first sample of the recording, `0 <= start <= end`.
 * All span arithmetic of the project is in this file; nobody else subtracts times.
 *
 * A "span list" is sorted by start and disjoint (touching spans are allowed only where a function says so).
 */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

/** Seconds covered; 0 for an empty span. */
export function durationSeconds(span: TimeSpan): number {
  return Math.max(0, span.end - span.start);
}

/** Seconds covered by a span list; 0 for an empty list. */
export function totalSeconds(spans: readonly TimeSpan[]): number {
  return spans.reduce((sum, span) => sum + durationSeconds(span), 0);
}

/** The common part of two spans, or null when they share no time (touching is not sharing). */
export function intersection(a: TimeSpan, b: TimeSpan): TimeSpan | null {
  const start = Math.max(a.start, b.start);
  const end = Math.min(a.end, b.end);
  return start < end ? { start, end } : null;
}

/** Seconds that two spans share. */
export function overlapSeconds(a: TimeSpan, b: TimeSpan): number {
  const common = intersection(a, b);
  return common ? durationSeconds(common) : 0;
}

/** True when the moment lies inside the half-open span. */
export function contains(span: TimeSpan, seconds: number): boolean {
  return seconds >= span.start && seconds < span.end;
}

/** Signed seconds from the end of `earlier` to the start of `later`: negative when they overlap. */
export function gapSeconds(earlier: TimeSpan, later: TimeSpan): number {
  return later.start - earlier.end;
}

/** Seconds since the start of the span; negative before it. */
export function secondsInto(span: TimeSpan, seconds: number): number {
  return seconds - span.start;
}

/** The smallest span around both. */
export function hull(a: TimeSpan, b: TimeSpan): TimeSpan {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

/**
 * Sorts any spans and joins those that overlap, touch, or are at most `maxGapSeconds` apart. Empty spans are dropped.
 * The result is a span list.
 */
export function merge(spans: readonly TimeSpan[], maxGapSeconds = 0): TimeSpan[] {
  const sorted = spans.filter((span) => span.end > span.start).sort((a, b) => a.start - b.start);
  const merged: TimeSpan[] = [];
  for (const span of sorted) {
    const last = merged.at(-1);
    if (last && span.start - last.end <= maxGapSeconds) merged[merged.length - 1] = hull(last, span);
    else merged.push({ start: span.start, end: span.end });
  }
  return merged;
}

/** The time that is in both span lists, as a span list. */
export function intersect(a: readonly TimeSpan[], b: readonly TimeSpan[]): TimeSpan[] {
  const common: TimeSpan[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const left = a[i]!;
    const right = b[j]!;
    const shared = intersection(left, right);
    if (shared) common.push(shared);
    if (left.end < right.end) i++;
    else j++;
  }
  return common;
}

/** The time inside `within` that is in none of `spans` (a span list), as a span list. */
export function complement(spans: readonly TimeSpan[], within: TimeSpan): TimeSpan[] {
  const free: TimeSpan[] = [];
  let start = within.start;
  for (const span of spans) {
    if (span.end <= within.start) continue;
    if (span.start >= within.end) break;
    if (span.start > start) free.push({ start, end: span.start });
    start = Math.max(start, span.end);
  }
  if (start < within.end) free.push({ start, end: within.end });
  return free;
}

/** The time of `spans` that is not in `without` (both span lists), as a span list. */
export function subtract(spans: readonly TimeSpan[], without: readonly TimeSpan[]): TimeSpan[] {
  return spans.flatMap((span) => complement(without, span));
}

/** The span made longer by `seconds` on both sides and cut to `within`. */
export function pad(span: TimeSpan, seconds: number, within: TimeSpan): TimeSpan {
  return { start: Math.max(within.start, span.start - seconds), end: Math.min(within.end, span.end + seconds) };
}

/** The fewest equal parts of a span that are at most `maxSeconds` long; they touch each other. */
export function equalParts(span: TimeSpan, maxSeconds: number): TimeSpan[] {
  const count = Math.max(1, Math.ceil(durationSeconds(span) / maxSeconds));
  const step = durationSeconds(span) / count;
  return Array.from({ length: count }, (_, index) => ({
    start: span.start + index * step,
    end: index === count - 1 ? span.end : span.start + (index + 1) * step,
  }));
}

/** The span cut into pieces of about `seconds`: as many equal ones as fit best, at least one; none of an empty span. */
export function pieces(span: TimeSpan, seconds: number): TimeSpan[] {
  const whole = durationSeconds(span);
  if (whole === 0) return [];
  const count = Math.max(1, Math.round(whole / seconds));
  const edge = (index: number) => (index === count ? span.end : span.start + (whole * index) / count);
  return Array.from({ length: count }, (_, index) => ({ start: edge(index), end: edge(index + 1) }));
}

/** Every span of the list made longer by `seconds` on both sides, cut to `within`; what then overlaps is joined. */
export function padAll(spans: readonly TimeSpan[], seconds: number, within: TimeSpan): TimeSpan[] {
  return merge(spans.map((span) => pad(span, seconds, within)));
}

/** The first `seconds` of the time in a span list, as a span list; all of it when there is not so much. */
export function firstOf(spans: readonly TimeSpan[], seconds: number): TimeSpan[] {
  const first: TimeSpan[] = [];
  let left = seconds;
  for (const { start, end } of spans) {
    if (left <= 0) break;
    first.push({ start, end: Math.min(end, start + left) });
    left -= end - start;
  }
  return first;
}
