import { LingtingError } from '../../errors.ts';
import type { ImportedSegment } from './types.ts';

/** Clocks of recorders and transcribers differ this much. */
const TOLERANCE_SECONDS = 2;
/** What is left of a segment that starts after the end. */
const SHORTEST_SECONDS = 0.1;
/** More of the text than this after the end, and the transcript is that of another recording. */
const MOST_TEXT_OUTSIDE = 0.05;

/**
 * The segments of a transcript that are in a recording of this length, none reaching beyond its end. A segment that
 * starts more than 2 s after the end is outside and left out; one that starts or ends a little late is cut to the end.
 * @throws LingtingError `transcript-invalid` when more than 5 % of the characters are outside: it belongs to another
 * recording, or its times have another unit.
 */
export function segmentsWithin(
  segments: readonly ImportedSegment[],
  durationSeconds: number,
  file: string,
): ImportedSegment[] {
  const isOutside = ({ start }: ImportedSegment) => start > durationSeconds + TOLERANCE_SECONDS;
  const outside = segments.filter(isOutside);
  if (characters(outside) > MOST_TEXT_OUTSIDE * characters(segments))
    throw beyondTheEnd(file, outside[0]!.start, durationSeconds);
  return segments
    .filter((segment) => !isOutside(segment))
    .map((segment) => ({
      ...segment,
      start: Math.min(segment.start, Math.max(0, durationSeconds - SHORTEST_SECONDS)),
      end: Math.min(segment.end, durationSeconds),
    }));
}

function characters(segments: readonly ImportedSegment[]): number {
  return segments.reduce((sum, { text }) => sum + text.length, 0);
}

function beyondTheEnd(file: string, seconds: number, durationSeconds: number): LingtingError {
  const [found, length] = [seconds, durationSeconds].map((value) => Math.round(value * 10) / 10);
  return new LingtingError('transcript-invalid', {
    en: `${file}: expected times within the recording of ${length} s, found text at ${found} s. Give the transcript that belongs to this recording, or leave it out.`,
    zh: `${file}：时间应在录音之内（全长 ${length} 秒），但文字稿中有 ${found} 秒处的内容。请改用与该录音对应的文字稿，或不使用它。`,
  });
}
