import { withoutTags } from '../rich-tags.ts';
import { Malformed } from './malformed.ts';
import type { Place, RawSegment } from './types.ts';
import { asObject, seconds } from './whisper-cpp.ts';

/** What FunASR times: each Han character, each run of other letters and digits. */
const TOKEN = /\p{Script=Han}|[\p{L}\p{N}'’]+/gu;
const SENTENCE = /[^。！？!?；;…]+[。！？!?；;…]*/gu;

/**
 * Reads one result of FunASR. All times are milliseconds. Either sentences (`sentence_info`, `stamp_sents`), with
 * `spk` when speakers were told apart, or the whole `text` with a `timestamp` pair per character or word.
 */
export function readFunAsr(result: Record<string, unknown>, path: readonly (string | number)[]): RawSegment[] {
  for (const key of ['sentence_info', 'stamp_sents']) {
    const sentences = result[key];
    if (Array.isArray(sentences) && sentences.length > 0)
      return sentences.map((entry, index) => {
        const place: Place = [...path, key, index];
        const sentence = asObject(entry, place);
        return {
          start: seconds(sentence.start),
          end: seconds(sentence.end),
          text: textOf(sentence),
          speaker: sentence.spk,
          place,
        };
      });
  }
  return fromTimestamps(result, path);
}

function textOf(sentence: Record<string, unknown>): unknown {
  const text = sentence.text ?? sentence.sentence;
  if (typeof text === 'string') return withoutTags(text);
  // The runtime's sentences: characters parted by spaces, the mark after them in its own field.
  if (typeof sentence.text_seg !== 'string') return text;
  return withoutTags(sentence.text_seg) + (typeof sentence.punc === 'string' ? sentence.punc : '');
}

function fromTimestamps(result: Record<string, unknown>, path: readonly (string | number)[]): RawSegment[] {
  const pairs = pairsOf(result.timestamp, [...path, 'timestamp']);
  if (typeof result.text !== 'string')
    throw new Malformed([...path, 'text'], { en: 'a text', zh: '一段文字' }, result.text);
  const text = withoutTags(result.text);
  if (text.trim() === '') return [];
  const place: Place = [...path, 'timestamp'];
  const between = (from: number, to: number) => ({ start: seconds(pairs[from]?.[0]), end: seconds(pairs[to]?.[1]) });
  const sentences = text.match(SENTENCE) ?? [];
  const counts = sentences.map((sentence) => sentence.match(TOKEN)?.length ?? 0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  // Numbers written as digits break the one-to-one order; then only the whole has a time that can be trusted.
  if (total !== pairs.length) return [{ ...between(0, pairs.length - 1), text, place }];
  let next = 0;
  return sentences.flatMap((sentence, index) => {
    if (counts[index] === 0) return [];
    const from = next;
    next += counts[index]!;
    return [{ ...between(from, next - 1), text: sentence, place }];
  });
}

/** The runtime writes the list of pairs as a text. */
function pairsOf(timestamp: unknown, place: Place): unknown[][] {
  const list = typeof timestamp === 'string' ? parsed(timestamp) : timestamp;
  if (Array.isArray(list) && list.length > 0 && list.every((pair) => Array.isArray(pair) && pair.length === 2))
    return list;
  throw new Malformed(place, { en: 'pairs of milliseconds', zh: '以毫秒为单位的起止时间' }, timestamp);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
