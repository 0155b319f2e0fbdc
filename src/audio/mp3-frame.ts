import fs from 'node:fs';

/** What is read from the header of an MPEG audio layer III frame. */
export interface Mp3Frame {
  /** Where it was found. */
  offset: number;
  /** Length of the frame. */
  bytes: number;
  /** Of one channel. */
  samples: number;
  mono: boolean;
}

const BITRATES_KBPS = {
  mpeg1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  mpeg2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const RATES_HZ = [44_100, 48_000, 32_000] as const;
const LAYER_III = 1;
const MONO = 3;
/** Searched for the first frame. */
const SEARCH_BYTES = 65_536;
/** Where the count of frames lies behind the name of the tag that has it. */
const COUNT_TAGS = { Xing: 8, Info: 8, VBRI: 14 } as const;
/** A tag comes this soon in the first frame: behind its header and, of Xing and Info, the side information. */
const MOST_TAG_OFFSET = 36;
const HAS_FRAME_COUNT = 1;
/** The delay and padding of an encoder, which a decoder takes away, are less than so many frames. */
const MOST_TRIMMED_FRAMES = 6;

/** The layer III frame whose header is at `offset` (ISO 11172-3, 13818-3 and MPEG 2.5), or null when there is none. */
export function mp3FrameAt(bytes: Buffer, offset: number): Mp3Frame | null {
  if (offset + 4 > bytes.length || bytes[offset] !== 0xff || (bytes[offset + 1]! & 0xe0) !== 0xe0) return null;
  const version = (bytes[offset + 1]! >> 3) & 3;
  const layer = (bytes[offset + 1]! >> 1) & 3;
  const rateHz = RATES_HZ[(bytes[offset + 2]! >> 2) & 3];
  const table = version === 3 ? BITRATES_KBPS.mpeg1 : BITRATES_KBPS.mpeg2;
  const kbps = table[bytes[offset + 2]! >> 4];
  if (version === 1 || layer !== LAYER_III || rateHz === undefined || !kbps) return null;
  // MPEG 2 halves and MPEG 2.5 quarters the rates; both have half as many samples in a frame.
  const halvings = version === 3 ? 0 : version === 2 ? 1 : 2;
  const padding = (bytes[offset + 2]! >> 1) & 1;
  const frameBytes = Math.floor(((version === 3 ? 144 : 72) * kbps * 1000) / (rateHz / 2 ** halvings)) + padding;
  const samples = version === 3 ? 1152 : 576;
  return { offset, bytes: frameBytes, samples, mono: bytes[offset + 3]! >> 6 === MONO };
}

/** Bytes of the ID3v2 tag at the start of a file, 0 without one. */
export function id3Bytes(head: Buffer): number {
  if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') return 0;
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (head[at]! & 0x7f), 0);
  return 10 + size + (head[5]! & 0x10 ? 10 : 0);
}

/** What follows the ID3v2 tag, enough of it to find the first frame. */
export function readMp3Head(descriptor: number): Buffer {
  const head = Buffer.alloc(SEARCH_BYTES);
  const tagBytes = id3Bytes(head.subarray(0, fs.readSync(descriptor, head, 0, 10, 0)));
  return head.subarray(0, fs.readSync(descriptor, head, 0, head.length, tagBytes));
}

/** Samples of one channel that an MP3 has at least by the count of frames in its first frame; 0 when it has none. */
export function mp3PromisedSamples(head: Buffer): number {
  const frame = firstMp3Frame(head);
  if (!frame) return 0;
  for (const [tag, behind] of Object.entries(COUNT_TAGS)) {
    const at = head.subarray(frame.offset).indexOf(tag, 0, 'latin1') + frame.offset;
    if (at < frame.offset || at > frame.offset + MOST_TAG_OFFSET || at + behind + 4 > head.length) continue;
    if (tag !== 'VBRI' && (head[at + 7]! & HAS_FRAME_COUNT) === 0) continue;
    return Math.max(0, head.readUInt32BE(at + behind) - MOST_TRIMMED_FRAMES) * frame.samples;
  }
  return 0;
}

/** Whether so many frames in a row begin somewhere in these bytes: a file that was cut begins in the middle of one. */
export function hasMp3Frames(bytes: Buffer, count: number): boolean {
  const isRun = (start: number): boolean => {
    let at = start;
    for (let found = 0; found < count; found++) {
      const frame = mp3FrameAt(bytes, at);
      if (!frame) return false;
      at += frame.bytes;
    }
    return true;
  };
  return bytes.some((byte, at) => byte === 0xff && isRun(at));
}

/** The first layer III frame that is followed by another one, or null. */
export function firstMp3Frame(bytes: Buffer): Mp3Frame | null {
  for (let offset = 0; offset + 4 <= bytes.length; offset++) {
    const frame = mp3FrameAt(bytes, offset);
    if (!frame) continue;
    const next = offset + frame.bytes;
    if (next + 4 > bytes.length || mp3FrameAt(bytes, next)) return frame;
  }
  return null;
}
