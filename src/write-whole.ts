import { rename, rm, writeFile } from 'node:fs/promises';

/** Writes a file that appears whole or not at all, chunk by chunk. */
export async function writeWhole(
  file: string,
  chunks: Iterable<string | Uint8Array> | AsyncIterable<string>,
): Promise<void> {
  const part = `${file}.${process.pid}.part`;
  try {
    await writeFile(part, chunks);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
