import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { asLingtingError } from '../errors.ts';

/** SHA-256 of a file, hex: the identity of a call's audio. Read as a stream. Throws when the file cannot be read. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const bytes of fs.createReadStream(file)) hash.update(bytes as Buffer);
  } catch (error) {
    throw asLingtingError(error, file);
  }
  return hash.digest('hex');
}
