import { asLingtingError } from '../../errors.ts';
import { readCues } from './cues.ts';
import { readJson } from './json.ts';
import { Malformed, transcriptInvalid } from './malformed.ts';
import { readTranscriptText } from './read-text.ts';
import { tidy } from './tidy.ts';
import type { ImportedTranscript, RawSegment, TranscriptFormat } from './types.ts';

/**
 * Reads a transcript that somebody else made; the format is told from the content, not from the name.
 * @throws LingtingError `file-missing`, `no-permission`, or `transcript-invalid` with file, line, expected and got.
 */
export async function readTranscript(file: string): Promise<ImportedTranscript> {
  const text = await readTranscriptText(file).catch((error: unknown) => {
    throw asLingtingError(error, file);
  });
  return parseTranscript(text, file);
}

/** The same from text in memory; `file` is only named in errors. */
export function parseTranscript(text: string, file: string): ImportedTranscript {
  const content = text.replace(/^\uFEFF/, '');
  try {
    const { format, segments } = readAny(content);
    return { format, segments: tidy(segments) };
  } catch (error) {
    throw error instanceof Malformed ? transcriptInvalid(file, content, error) : error;
  }
}

function readAny(content: string): { format: TranscriptFormat; segments: RawSegment[] } {
  if (/^\s*[[{]/.test(content)) return readJson(content);
  if (/^WEBVTT(?:\s|$)/.test(content)) return { format: 'webvtt', segments: readCues(content) };
  if (content.includes('-->') || content.trim() === '') return { format: 'srt', segments: readCues(content) };
  throw new Malformed(
    1,
    { en: 'JSON, SRT or WebVTT', zh: 'JSON、SRT 或 WebVTT 格式' },
    content.trimStart().split('\n', 1)[0],
  );
}
