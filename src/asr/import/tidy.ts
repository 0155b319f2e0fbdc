import { Malformed } from './malformed.ts';
import type { ImportedSegment, Place, RawSegment } from './types.ts';

/** No recording is longer; a larger time is a wrong unit. */
const LATEST_SECONDS = 24 * 3600;
/** A start this little before 0 is a rounding or alignment slip and becomes 0. */
const SLIP_SECONDS = 0.5;

/**
 * The rules for what other tools wrote. Refused: a time that is missing or no number, a start more than 0.5 s before
 * the recording, an end before the start, anything after 24 hours, a text that is no text. Mended: a start up to
 * 0.5 s before 0 becomes 0; of two overlapping segments of one speaker the earlier ends where the later starts; empty
 * texts are left out. Sorted by start.
 */
export function tidy(raw: readonly RawSegment[]): ImportedSegment[] {
  const segments = raw.flatMap((one) => {
    const start = timeOf(one.start, one.place, 'start');
    const end = timeOf(one.end, one.place, 'end');
    if (end < start)
      throw new Malformed(
        one.place,
        { en: `an end after the start (${start} s)`, zh: `晚于开始时间（${start} 秒）的结束时间` },
        end,
      );
    if (typeof one.text !== 'string')
      throw new Malformed(at(one.place, 'text'), { en: 'a text', zh: '一段文字' }, one.text);
    const text = one.text.replace(/\s+/gu, ' ').trim();
    if (text === '') return [];
    return [
      {
        start,
        end,
        text,
        speaker: labelOf(one.speaker),
        channel: channelOf(one.channel),
        meanLogProbability: logProbabilityOf(one.meanLogProbability),
      },
    ];
  });
  segments.sort((a, b) => a.start - b.start || a.end - b.end);
  cutOverlaps(segments);
  return segments;
}

function at(place: Place, key: string): Place {
  return typeof place === 'number' ? place : [...place, key];
}

function timeOf(value: unknown, place: Place, key: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < -SLIP_SECONDS || value > LATEST_SECONDS)
    throw new Malformed(
      at(place, key),
      { en: 'a time between 0 and 24 hours in a number of seconds', zh: '0 至 24 小时之间的时间' },
      value,
    );
  return Math.max(0, value);
}

function labelOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function channelOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
}

function logProbabilityOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value <= 0 ? value : null;
}

function cutOverlaps(segments: ImportedSegment[]): void {
  const lastOf = new Map<string, ImportedSegment>();
  for (const segment of segments) {
    const key = `${segment.channel}\n${segment.speaker}`;
    const earlier = lastOf.get(key);
    if (earlier && earlier.end > segment.start) earlier.end = segment.start;
    lastOf.set(key, segment);
  }
}
