import { open } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { LingtingError } from '../../errors.ts';

/** A transcript of a whole day is a few MiB; anything larger is not a transcript. */
const LARGEST_BYTES = 64 * 2 ** 20;

/**
 * Reads a text file: UTF-8 and UTF-16 by their byte order mark, UTF-8 without one, else GB 18030.
 * @throws LingtingError `file-missing`, `file-empty`, `transcript-invalid` over 64 MiB.
 */
export async function readText(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    if (size > LARGEST_BYTES)
      throw new LingtingError('transcript-invalid', {
        en: `${file}: expected a transcript of at most 64 MiB, got ${Math.round(size / 2 ** 20)} MiB. Leave it out or split it.`,
        zh: `${file}：文字稿应不超过 64 MiB，实际为 ${Math.round(size / 2 ** 20)} MiB。请拆分或不使用它。`,
      });
    const bytes = Buffer.alloc(size);
    const { bytesRead } = await handle.read(bytes, 0, size, 0);
    return decoded(bytes.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return iconv.decode(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return iconv.decode(bytes, 'utf-16be');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(bytes, 'gb18030');
  }
}
