/** Bytes of a frame in storage format (RFC 4867, 5.3) with its first byte, by frame type. */
const NARROW_BYTES = [13, 14, 16, 18, 20, 21, 27, 32, 6];
const WIDE_BYTES = [18, 24, 33, 37, 41, 47, 51, 59, 61, 6];
const NO_DATA = 15;

export const FRAME_SECONDS = 0.02;

export interface AmrFile {
  magic: Buffer;
  frames: Buffer[];
}

/** The frames of an AMR file. */
export function amrFrames(file: Buffer): AmrFile {
  const wide = file.toString('latin1', 0, 9) === '#!AMR-WB\n';
  const magic = file.subarray(0, wide ? 9 : 6);
  const frames: Buffer[] = [];
  for (let at = magic.length; at < file.length; at += frames.at(-1)!.length) {
    const bytes = (wide ? WIDE_BYTES : NARROW_BYTES)[frameType(file[at]!)] ?? 1;
    frames.push(file.subarray(at, at + bytes));
  }
  return { magic, frames };
}

/** Frame type of a frame's first byte. */
export function frameType(first: number): number {
  return (first >> 3) & 15;
}

/**
 * What an encoder with discontinuous transmission sends in a pause (TS 26.093): a silence descriptor, every eighth frame
 * an update of it, nothing in between. `descriptor` is the body of the silence descriptor.
 */
export function pause(frames: number, wide: boolean): Buffer[] {
  const type = wide ? 9 : 8;
  return Array.from({ length: frames }, (_, at) =>
    at % 8 === 0
      ? Buffer.concat([Buffer.from([(type << 3) | 4]), Buffer.alloc(5, 0x24)])
      : Buffer.from([(NO_DATA << 3) | 4]),
  );
}

/** Frames of wideband speech at 12.65 kbit/s with any bits in them: a steady babble that every decoder reads alike. */
export function babble(frames: number, random: () => number): Buffer[] {
  const type = 2;
  return Array.from({ length: frames }, () =>
    Buffer.from([(type << 3) | 4, ...Array.from({ length: WIDE_BYTES[type]! - 1 }, () => Math.floor(256 * random()))]),
  );
}
