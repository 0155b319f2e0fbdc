import fs from 'node:fs';
import iconv from 'iconv-lite';

/** Encodings that telephone systems and Excel write. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/**
 * The encoding of a text file: by its byte order mark, else UTF-8 when every byte of it is valid UTF-8, else GBK (read
 * as GB18030, which contains it). Reads the file once, as a stream.
 */
export async function detectEncoding(file: string): Promise<TextEncoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  try {
    for await (const chunk of fs.createReadStream(file)) {
      const bytes = chunk as Buffer;
      if (first && bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
      if (first && bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
      first = false;
      decoder.decode(bytes, { stream: true });
    }
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'gb18030';
    throw error;
  }
}

/** Turns the bytes of a file into text, piece by piece, without the byte order mark. */
export function textDecoder(encoding: TextEncoding): NodeJS.ReadWriteStream {
  return iconv.decodeStream(encoding);
}

/** The text at the beginning of a file, at most 64 KiB of it, without the byte order mark. */
export function readHead(file: string, encoding: TextEncoding): string {
  const bytes = Buffer.alloc(65_536);
  const descriptor = fs.openSync(file, 'r');
  try {
    return iconv.decode(bytes.subarray(0, fs.readSync(descriptor, bytes)), encoding);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** The text of a whole (small) file, whatever its encoding, without its byte order mark. */
export async function readText(file: string): Promise<string> {
  return iconv.decode(fs.readFileSync(file), await detectEncoding(file));
}
