import fs from 'node:fs';
import wav from 'node-wav';
import type { Channel } from '../analysis.ts';
import { ALAW, MULAW } from './g711.ts';
import type { WavHeader } from './wav-header.ts';

/**
 * The channels of a WAV file whose samples this project reads itself: PCM of 1 to 4 bytes, 32 and 64-bit float, A-law
 * and mu-law. Nothing is read before somebody asks for samples; the descriptor must stay open while they do.
 */
export function wavChannels(descriptor: number, header: WavHeader): Channel[] {
  const length = Math.floor(header.dataBytes / header.blockBytes);
  const decode = blockDecoder(header);
  return Array.from({ length: header.channelCount }, (_, index) => ({
    index,
    sampleRateHz: header.sampleRateHz,
    length,
    read(start, end) {
      const wanted = new Float32Array(Math.max(0, end - start));
      const from = Math.max(0, start);
      const to = Math.min(length, end);
      if (from >= to) return wanted;
      const bytes = Buffer.allocUnsafe((to - from) * header.blockBytes);
      const got = fs.readSync(descriptor, bytes, 0, bytes.length, dataPosition(header, from));
      // A file that shrank meanwhile ends in silence.
      const whole = Math.floor(got / header.blockBytes);
      if (whole === 0) return wanted;
      const samples = wanted.subarray(from - start, from - start + whole);
      decode(bytes.subarray(0, whole * header.blockBytes), index, samples);
      return wanted;
    },
  }));
}

/** True for the WAV formats that `wavChannels` reads. */
export function isReadable(header: WavHeader): boolean {
  const { encoding, bitsPerSample } = header;
  if (encoding === 'pcm') return bitsPerSample <= 32;
  if (encoding === 'float') return bitsPerSample === 32 || bitsPerSample === 64;
  return (encoding === 'alaw' || encoding === 'mulaw') && bitsPerSample === 8;
}

/** Takes a block of frames, writes the samples of one channel, one for each frame. */
type BlockDecoder = (bytes: Uint8Array, channel: number, samples: Float32Array) => void;

function dataPosition(header: WavHeader, frame: number): number {
  return header.dataOffset + frame * header.blockBytes;
}

function blockDecoder(header: WavHeader): BlockDecoder {
  const { encoding, channelCount, blockBytes } = header;
  const strideBytes = blockBytes / channelCount;
  if (encoding === 'alaw') return tableDecoder(ALAW, blockBytes, strideBytes);
  if (encoding === 'mulaw') return tableDecoder(MULAW, blockBytes, strideBytes);
  if (encoding === 'float' && !header.bigEndian && 8 * strideBytes === header.bitsPerSample)
    return nodeWavDecoder(header);
  const sampleAt = sampleReader(header);
  return (bytes, channel, samples) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    let at = channel * strideBytes;
    for (let i = 0; i < samples.length; i++, at += blockBytes) samples[i] = sampleAt(view, at);
    if (encoding === 'float') limit(samples);
  };
}

/** Bytes of a WAV header in front of a block; a multiple of 8, so that 64-bit samples stay aligned. */
const HEADER_BYTES = 48;

/**
 * Blocks of floats by node-wav. Whole numbers it does not read right (8 bits are scaled by 127 and 128 in turn, -1 of 24 bits
 * comes out as +1), nor samples with room between them, nor those of RIFX.
 */
function nodeWavDecoder({ channelCount, sampleRateHz, blockBytes, bitsPerSample }: WavHeader): BlockDecoder {
  return (bytes, channel, samples) => {
    const file = Buffer.alloc(HEADER_BYTES + bytes.length);
    file.write('RIFF', 0, 'latin1');
    file.writeUInt32LE(file.length - 8, 4);
    file.write('WAVEfmt ', 8, 'latin1');
    file.writeUInt32LE(HEADER_BYTES - 28, 16);
    file.writeUInt16LE(3, 20);
    file.writeUInt16LE(channelCount, 22);
    file.writeUInt32LE(sampleRateHz, 24);
    file.writeUInt32LE(sampleRateHz * blockBytes, 28);
    file.writeUInt16LE(blockBytes, 32);
    file.writeUInt16LE(bitsPerSample, 34);
    file.write('data', HEADER_BYTES - 8, 'latin1');
    file.writeUInt32LE(bytes.length, HEADER_BYTES - 4);
    file.set(bytes, HEADER_BYTES);
    samples.set(wav.decode(file).channelData[channel]!);
    limit(samples);
  };
}

function tableDecoder(table: Float32Array, blockBytes: number, strideBytes: number): BlockDecoder {
  return (bytes, channel, samples) => {
    let at = channel * strideBytes;
    for (let i = 0; i < samples.length; i++, at += blockBytes) samples[i] = table[bytes[at]!]!;
  };
}

/** How a sample that begins at a byte is read. 8-bit PCM is unsigned, everything wider is signed. */
function sampleReader({ encoding, bitsPerSample, bigEndian }: WavHeader): (view: DataView, at: number) => number {
  const isLittle = !bigEndian;
  if (encoding === 'float' && bitsPerSample === 32) return (view, at) => view.getFloat32(at, isLittle);
  if (encoding === 'float') return (view, at) => view.getFloat64(at, isLittle);
  if (bitsPerSample <= 8) return (view, at) => (view.getUint8(at) - 128) / 128;
  if (bitsPerSample <= 16) return (view, at) => view.getInt16(at, isLittle) / 32_768;
  if (bitsPerSample > 24) return (view, at) => view.getInt32(at, isLittle) / 2 ** 31;
  const [low, high] = isLittle ? [0, 2] : [2, 0];
  return (view, at) =>
    ((view.getInt8(at + high) << 16) | (view.getUint8(at + 1) << 8) | view.getUint8(at + low)) / 2 ** 23;
}

/** In place. Float files may hold anything: what is not a number is silence, what is beyond full scale is full scale. */
function limit(samples: Float32Array): void {
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i]!;
    if (!(sample >= -1 && sample <= 1)) samples[i] = Number.isNaN(sample) ? 0 : Math.sign(sample);
  }
}
