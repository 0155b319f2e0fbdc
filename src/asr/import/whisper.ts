import type { Place, RawSegment } from './types.ts';
import { asObject } from './whisper-cpp.ts';

/**
 * Reads lists of `{start, end, text}` in seconds: Lingting's own, OpenAI Whisper, faster-whisper and WhisperX
 * (`avg_logprob`, `speaker`, `words[]` with a `speaker` each), and the transcript of a Lingting analysis
 * (`participant`, `channel`, `meanLogProbability`).
 */
export function readSegments(entries: readonly unknown[], path: readonly (string | number)[]): RawSegment[] {
  return entries.map((entry, index) => {
    const place: Place = [...path, index];
    const segment = asObject(entry, place);
    return {
      start: segment.start,
      end: segment.end,
      text: segment.text,
      speaker: segment.participant ?? segment.speaker ?? speakerOfWords(segment.words),
      channel: segment.channel,
      meanLogProbability: segment.meanLogProbability ?? segment.avg_logprob,
      place,
    };
  });
}

/** WhisperX puts the speaker on the words; the segment has whoever says most of them. */
function speakerOfWords(words: unknown): unknown {
  if (!Array.isArray(words)) return null;
  const counts = new Map<unknown, number>();
  for (const word of words) {
    const speaker = (word as { speaker?: unknown } | null)?.speaker;
    if (speaker !== undefined && speaker !== null) counts.set(speaker, (counts.get(speaker) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
