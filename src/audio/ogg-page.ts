import fs from 'node:fs';

const HEADER_BYTES = 27;
/** A header, 255 lengths and as many times 255 bytes (RFC 3533, 6). */
const MOST_PAGE_BYTES = HEADER_BYTES + 255 + 255 * 255;
const FLAGS_AT = 5;
const END_OF_STREAM = 4;

/** Whether the last page of an Ogg file is whole and is the one that its stream calls the last. */
export function endsWithLastOggPage(descriptor: number, fileBytes: number): boolean {
  const tail = Buffer.alloc(Math.min(fileBytes, MOST_PAGE_BYTES));
  fs.readSync(descriptor, tail, 0, tail.length, fileBytes - tail.length);
  const page = tail.subarray(Math.max(0, tail.lastIndexOf('OggS', undefined, 'latin1')));
  if (page.length < HEADER_BYTES || (page[FLAGS_AT]! & END_OF_STREAM) === 0) return false;
  const lengths = page.subarray(HEADER_BYTES, HEADER_BYTES + page[HEADER_BYTES - 1]!);
  const pageBytes = HEADER_BYTES + page[HEADER_BYTES - 1]! + lengths.reduce((sum, length) => sum + length, 0);
  return page.length >= pageBytes;
}
