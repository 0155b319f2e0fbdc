import { pick } from '../random.ts';
import type { Original } from './originals.ts';

/** A damaged file. */
export interface Mutant {
  name: string;
  /** What was done to what, for the report. */
  about: string;
  bytes: Buffer;
}

type Random = () => number;
type Mutation = (bytes: Buffer, random: Random, others: readonly Original[]) => Buffer;

const HEADER_BYTES = 256;
/** Names before a size, and names of codecs, in the containers of the originals. */
const CHUNKS = ['RIFF', 'fmt ', 'data', 'fact', 'ds64', 'LIST', 'COMM', 'SSND', 'FORM', 'desc', 'idx1', 'strf', 'movi'];
const ATOMS = ['ftyp', 'moov', 'mdat', 'trak', 'mdia', 'stbl', 'stsd', 'stts', 'stsz', 'stco', 'stsc', 'mdhd', 'mvhd'];
const CODECS = ['mp4a', 'alaw', 'samr', 'OpusHead', 'vorbis', 'Speex', 'A_OPUS', 'fLaC', 'lpcm', 'esds'];
const SIZES = [0, 1, 7, 0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_ffff];
const EXTENSIONS = ['wav', 'mp3', 'm4a', 'amr', 'opus', 'flac', 'wma', 'mp4', 'avi', 'm3u8', 'txt', ''];

const below = (limit: number, random: Random) => Math.floor(random() * limit);

/** Flips bits between two places. */
function flipped(bytes: Buffer, random: Random, from: number, to: number, most: number): Buffer {
  const changed = Buffer.from(bytes);
  for (let flips = 1 + below(most, random); flips > 0; flips--)
    changed[from + below(to - from, random)]! ^= 1 << below(8, random);
  return changed;
}

/** Where one of these names stands, by chance; null when none is there. */
function placeOf(bytes: Buffer, names: readonly string[], random: Random): number | null {
  const found = names.map((name) => bytes.indexOf(name, 0, 'latin1')).filter((place) => place >= 0);
  return found.length > 0 ? pick(found, random) : null;
}

const MUTATIONS: Record<string, Mutation> = {
  'bits of the header': (bytes, random) => flipped(bytes, random, 0, Math.min(HEADER_BYTES, bytes.length), 8),
  'bits of the sound': (bytes, random) => flipped(bytes, random, 0, bytes.length, 200),
  'cut short': (bytes, random) => bytes.subarray(0, below(random() < 0.3 ? HEADER_BYTES : bytes.length, random)),
  'begin cut off': (bytes, random) => bytes.subarray(below(random() < 0.5 ? HEADER_BYTES : bytes.length, random)),
  'size of a chunk': (bytes, random) => {
    const changed = Buffer.from(bytes);
    const value = random() < 0.7 ? pick(SIZES, random) : below(2 ** 32, random);
    const chunk = placeOf(bytes, CHUNKS, random);
    const atom = placeOf(bytes, ATOMS, random);
    if (atom !== null && atom >= 4) changed.writeUInt32BE(value, atom - 4);
    else if (chunk !== null && chunk + 8 <= bytes.length) changed.writeUInt32LE(value, chunk + 4);
    else changed.writeUInt32LE(value, below(Math.min(HEADER_BYTES, bytes.length - 4), random));
    return changed;
  },
  'another codec': (bytes, random) => {
    const changed = Buffer.from(bytes);
    const format = bytes.indexOf('fmt ', 0, 'latin1');
    const named = placeOf(bytes, CODECS, random);
    if (format >= 0)
      changed.writeUInt16LE(pick([1, 2, 3, 6, 7, 0x11, 0x31, 0x45, 0x55, 0x161, 0xfffe], random), format + 8);
    else if (named !== null) changed.write(pick(CODECS, random).slice(0, 4), named, 'latin1');
    else changed.set(changed.subarray(HEADER_BYTES, 2 * HEADER_BYTES), 0);
    return changed;
  },
  'head of another file': (bytes, random, others) => {
    const length = 8 + below(HEADER_BYTES, random);
    return Buffer.concat([pick(others, random).bytes.subarray(0, length), bytes.subarray(length)]);
  },
  'a stretch of zeros or ones': (bytes, random) => {
    const changed = Buffer.from(bytes);
    const from = below(bytes.length, random);
    return changed.fill(random() < 0.5 ? 0 : 0xff, from, from + below(bytes.length - from, random));
  },
  'a stretch twice': (bytes, random) => {
    const from = below(bytes.length, random);
    const to = from + below(bytes.length - from, random);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  'another extension': (bytes) => bytes,
};

/** The `index`th damaged file of a run: every original and every damage in turn, the details by chance. */
export function mutant(originals: readonly Original[], index: number, random: Random): Mutant {
  const original = originals[index % originals.length]!;
  const names = Object.keys(MUTATIONS);
  const damage = names[Math.floor(index / originals.length + index) % names.length]!;
  const bytes = MUTATIONS[damage]!(original.bytes, random, originals);
  const extension = damage === 'another extension' ? pick(EXTENSIONS, random) : original.name.split('.').at(-1);
  return { name: `${index}.${extension}`, about: `${original.name}: ${damage}`, bytes };
}
