import type { Segment } from '../analysis.ts';

/** The point of a number ends no sentence. */
const SENTENCE = /(?:[^。！？!?.；;]|(?<=\d)\.(?=\d))+[。！？!?.；;]*/g;

/** The sentences of a text, with their marks; one where there is no mark, none where there is no text. */
export function sentencesOf(text: string): string[] {
  return (text.match(SENTENCE) ?? []).map((one) => one.trim()).filter((one) => one !== '');
}

/** The first or last `count` sentences of a run of segments; a segment is cut where the count is reached. */
export function firstSentences(segments: readonly Segment[], count: number): Segment[] {
  return taken(segments, count, (sentences, left) => sentences.slice(0, left));
}

export function lastSentences(segments: readonly Segment[], count: number): Segment[] {
  return taken(segments.toReversed(), count, (sentences, left) => sentences.slice(-left)).reverse();
}

function taken(
  segments: readonly Segment[],
  count: number,
  cut: (sentences: readonly string[], left: number) => string[],
): Segment[] {
  const kept: Segment[] = [];
  let left = count;
  for (const segment of segments) {
    if (left <= 0) break;
    const sentences = sentencesOf(segment.text);
    kept.push(sentences.length <= left ? segment : { ...segment, text: cut(sentences, left).join('') });
    left -= sentences.length;
  }
  return kept;
}
