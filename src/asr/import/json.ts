import { readFunAsr } from './funasr.ts';
import { faultLine, lineAt } from './json-line.ts';
import { Malformed } from './malformed.ts';
import type { RawSegment, TranscriptFormat } from './types.ts';
import { readSegments } from './whisper.ts';
import { asObject, readWhisperCpp } from './whisper-cpp.ts';

/** Reads a JSON transcript; the format is told from the keys. */
export function readJson(text: string): { format: TranscriptFormat; segments: RawSegment[] } {
  const value = parse(text);
  if (Array.isArray(value)) return readList(value);
  const object = asObject(value, []);
  if (Array.isArray(object.transcription))
    return { format: 'whisper.cpp', segments: readWhisperCpp(object.transcription) };
  if (Array.isArray(object.segments))
    return { format: formatOf(object), segments: readSegments(object.segments, ['segments']) };
  if (Array.isArray(object.transcript))
    return { format: 'lingting', segments: readSegments(object.transcript, ['transcript']) };
  if (isFunAsr(object)) return { format: 'funasr', segments: readFunAsr(object, []) };
  for (const key of ['transcription', 'segments', 'transcript'])
    if (key in object) throw new Malformed([key], { en: 'a list', zh: '列表' }, object[key]);
  throw new Malformed([], EXPECTED, Object.keys(object).slice(0, 8).join(', '));
}

const EXPECTED = {
  en: 'one of the keys "segments" (Lingting, Whisper, WhisperX), "transcription" (whisper.cpp), "sentence_info" or "timestamp" (FunASR)',
  zh: '以下键之一：segments（聆听、Whisper、WhisperX）、transcription（whisper.cpp）、sentence_info 或 timestamp（FunASR）',
};

/** A bare list: segments, or the results of FunASR. */
function readList(list: readonly unknown[]): { format: TranscriptFormat; segments: RawSegment[] } {
  const first = list[0];
  if (typeof first === 'object' && first !== null && isFunAsr(first as Record<string, unknown>))
    return {
      format: 'funasr',
      segments: list.flatMap((result, index) => readFunAsr(asObject(result, [index]), [index])),
    };
  return { format: 'whisper', segments: readSegments(list, []) };
}

function isFunAsr(object: Record<string, unknown>): boolean {
  return 'sentence_info' in object || 'stamp_sents' in object || 'timestamp' in object;
}

function formatOf(object: Record<string, unknown>): TranscriptFormat {
  if ('word_segments' in object) return 'whisperx';
  const first = (object.segments as unknown[])[0];
  const isWhisper = typeof first === 'object' && first !== null && ('avg_logprob' in first || 'words' in first);
  return isWhisper ? 'whisper' : 'lingting';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const valid = { en: 'valid JSON', zh: '有效的 JSON' };
    const position = /position (\d+)/.exec(message)?.[1];
    if (/end of JSON|Unterminated string/.test(message) || Number(position) >= text.trimEnd().length)
      throw new Malformed(lineAt(text, text.trimEnd().length), valid, '', {
        en: 'one that breaks off',
        zh: '中断的内容',
      });
    const line = position === undefined ? faultLine(text) : lineAt(text, Number(position));
    throw new Malformed(line, valid, line === null ? '' : text.split('\n', line).at(-1));
  }
}
