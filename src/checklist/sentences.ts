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

/** Those of segments that were cut here: restored marks are known of whole segments only. */
const cutTexts = new WeakMap<Segment, string>();

/** The text of a segment, whole or cut, with punctuation. */
export function readableText(segment: Segment, texts: Texts): string {
  return cutTexts.get(segment) ?? texts.get(segment) ?? segment.text;
}

/**
 * The first or last `count` sentences of a run of segments; a segment is cut where the count is reached. What is cut are the
 * recognised words: restored marks say where, and are not in it.
 */
export function firstSentences(segments: readonly Segment[], count: number, texts: Texts): Segment[] {
  return taken(segments, count, texts, (text, sentences, left) => {
    const kept = sentences.slice(0, left);
    return { kept, text: text.slice(0, placeBehind(text, lettersIn(kept.join('')))) };
  });
}

export function lastSentences(segments: readonly Segment[], count: number, texts: Texts): Segment[] {
  return taken(segments.toReversed(), count, texts, (text, sentences, left) => ({
    kept: sentences.slice(-left),
    text: text.slice(placeBehind(text, lettersIn(sentences.slice(0, -left).join('')))),
  })).reverse();
}

function taken(
  segments: readonly Segment[],
  count: number,
  texts: Texts,
  cut: (text: string, sentences: readonly string[], left: number) => { kept: readonly string[]; text: string },
): Segment[] {
  const found: Segment[] = [];
  let left = count;
  for (const segment of segments) {
    if (left <= 0) break;
    const sentences = sentencesOf(readableText(segment, texts));
    if (sentences.length <= left) found.push(segment);
    else {
      const { kept, text } = cut(segment.text, sentences, left);
      const part = { ...segment, text: text.trim() };
      cutTexts.set(part, kept.join(' '));
      found.push(part);
    }
    left -= sentences.length;
  }
  return found;
}
