import type { Segment } from '../analysis.ts';
import { lettersIn, placeBehind } from '../language/punctuation/marks.ts';

/** The point of a number ends no sentence. */
const SENTENCE = /(?:[^。！？!?.；;]|(?<=\d)\.(?=\d))+[。！？!?.；;]*/g;

/** The sentences of a text, with their marks; one where there is no mark, none where there is no text. */
export function sentencesOf(text: string): string[] {
  return (text.match(SENTENCE) ?? []).map((one) => one.trim()).filter((one) => one !== '');
}

/** Texts with punctuation, where that of a segment has none; a segment that is not in it is read as it is. */
type Texts = ReadonlyMap<Segment, string>;

/**
 * The first or last `count` sentences of a run of segments; a segment is cut where the count is reached. What is cut are the
 * recognised words: restored marks say where, and are not in it.
 */
export function firstSentences(segments: readonly Segment[], count: number, texts: Texts): Segment[] {
  return taken(segments, count, texts, (text, sentences, left) =>
    text.slice(0, placeBehind(text, lettersIn(sentences.slice(0, left).join('')))),
  );
}

export function lastSentences(segments: readonly Segment[], count: number, texts: Texts): Segment[] {
  return taken(segments.toReversed(), count, texts, (text, sentences, left) =>
    text.slice(placeBehind(text, lettersIn(sentences.slice(0, -left).join('')))),
  ).reverse();
}

function taken(
  segments: readonly Segment[],
  count: number,
  texts: Texts,
  cut: (text: string, sentences: readonly string[], left: number) => string,
): Segment[] {
  const kept: Segment[] = [];
  let left = count;
  for (const segment of segments) {
    if (left <= 0) break;
    const sentences = sentencesOf(texts.get(segment) ?? segment.text);
    kept.push(sentences.length <= left ? segment : { ...segment, text: cut(segment.text, sentences, left).trim() });
    left -= sentences.length;
  }
  return kept;
}
