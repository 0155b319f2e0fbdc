import fs from 'node:fs';

/** Bytes of a frame in storage format with its first byte, by frame type (RFC 4867, 5.3); 0 for types that nobody sends. */
const NARROW_BYTES = [13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1];
const WIDE_BYTES = [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1];
const NARROW_MAGIC = '#!AMR\n';
const WIDE_MAGIC = '#!AMR-WB\n';

/** Bits of a frame's first byte that must be 0. */
const PADDING_BITS = 0x83;
/** One damaged frame is heard as noise; so many heads in a row that are none are not AMR any more. */
const BAD_HEADS = 8;
const BLOCK_BYTES = 32_768;

/**
 * How many bytes of an AMR file are frames: all of them, or those before a frame that is cut off, or before the place where
 * what follows has lost the format.
 * Any byte can be taken for the head of a frame, so that a decoder makes minutes of noise of what is no AMR.
 */
export function amrSoundBytes(descriptor: number): number {
  const head = Buffer.alloc(WIDE_MAGIC.length);
  fs.readSync(descriptor, head, 0, head.length, 0);
  const isWide = head.toString('latin1') === WIDE_MAGIC;
  const sizes = isWide ? WIDE_BYTES : NARROW_BYTES;
  const { size } = fs.fstatSync(descriptor);
  const block = Buffer.alloc(BLOCK_BYTES);
  let [blockStart, blockEnd] = [0, 0];
  let bad = 0;
  let firstBad = 0;
  let frameStart = 0;
  let at = (isWide ? WIDE_MAGIC : NARROW_MAGIC).length;
  while (at < size) {
    if (at >= blockEnd) {
      blockStart = at;
      blockEnd = at + fs.readSync(descriptor, block, 0, block.length, at);
      if (blockEnd === blockStart) return at;
    }
    const first = block[at - blockStart]!;
    const bytes = sizes[(first >> 3) & 15]!;
    const isFrame = bytes > 0 && (first & PADDING_BITS) === 0;
    if (isFrame) bad = 0;
    else if (bad++ === 0) firstBad = at;
    if (bad === BAD_HEADS) return firstBad;
    frameStart = at;
    at += bytes || 1;
  }
  return at > size ? frameStart : size;
}
