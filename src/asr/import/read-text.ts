import { stat } from 'node:fs/promises';
import { LingtingError } from '../../errors.ts';
import { readText } from '../../recording/text.ts';

/** A transcript of a whole day is a few MiB; anything larger is not a transcript. */
const LARGEST_BYTES = 64 * 2 ** 20;

/**
 * The text of a transcript file in any encoding `readText` knows.
 * @throws LingtingError `transcript-invalid` over 64 MiB; else what the file system throws.
 */
export async function readTranscriptText(file: string): Promise<string> {
  const { size } = await stat(file);
  if (size > LARGEST_BYTES)
    throw new LingtingError('transcript-invalid', {
      en: `${file}: expected a transcript of at most 64 MiB, got ${Math.round(size / 2 ** 20)} MiB. Leave it out or split it.`,
      zh: `${file}：文字稿应不超过 64 MiB，实际为 ${Math.round(size / 2 ** 20)} MiB。请拆分或不使用它。`,
    });
  return readText(file);
}
