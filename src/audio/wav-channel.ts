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
      const bytes = Buffer.from(new ArrayBuffer(HEADER_BYTES + (to - from) * header.blockBytes));
      const got = fs.readSync(descriptor, bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, dataPosition(header, from));
      // A file that shrank meanwhile reads as silence.
      bytes.fill(0, HEADER_BYTES + got);
      decode(bytes, index, wanted.subarray(from - start, to - start));
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

/** Takes a block of frames behind a place for a header, writes the samples of one channel, one for each frame. */
type BlockDecoder = (bytes: Buffer, channel: number, samples: Float32Array) => void;

/** Room for a WAV header in front of a block; a multiple of 8, so that 64-bit samples stay aligned. */
const HEADER_BYTES = 48;

function dataPosition(header: WavHeader, frame: number): number {
  return header.dataOffset + frame * header.blockBytes;
}

function blockDecoder(header: WavHeader): BlockDecoder {
  const { encoding, channelCount, blockBytes, bitsPerSample } = header;
  const strideBytes = blockBytes / channelCount;
  const sampleBytes = Math.ceil(bitsPerSample / 8);
  if (encoding === 'alaw') return tableDecoder(ALAW, blockBytes, strideBytes);
  if (encoding === 'mulaw') return tableDecoder(MULAW, blockBytes, strideBytes);
  // node-wav reads these right. Not 8-bit (it scales positive samples by 127, negative ones by 128, 0.07 dB apart),
  // nor 24-bit (-1 comes out as +1), nor other widths, padded samples and RIFX, which it does not know.
  const plain = encoding === 'float' || sampleBytes === 2 || sampleBytes === 4;
  if (plain && strideBytes === sampleBytes && !header.bigEndian) return nodeWavDecoder(header, sampleBytes * 8);
  return directDecoder(header, strideBytes, sampleBytes);
}

function tableDecoder(table: Float32Array, blockBytes: number, strideBytes: number): BlockDecoder {
  return (bytes, channel, samples) => {
    let at = HEADER_BYTES + channel * strideBytes;
    for (let i = 0; i < samples.length; i++, at += blockBytes) samples[i] = table[bytes[at]!]!;
  };
}

function nodeWavDecoder(header: WavHeader, bitsPerSample: number): BlockDecoder {
  const isFloat = header.encoding === 'float';
  return (bytes, channel, samples) => {
    const dataBytes = bytes.length - HEADER_BYTES;
    bytes.write('RIFF', 0, 'latin1');
    bytes.writeUInt32LE(bytes.length - 8, 4);
    bytes.write('WAVEfmt ', 8, 'latin1');
    bytes.writeUInt32LE(HEADER_BYTES - 28, 16);
    bytes.writeUInt16LE(isFloat ? 3 : 1, 20);
    bytes.writeUInt16LE(header.channelCount, 22);
    bytes.writeUInt32LE(header.sampleRateHz, 24);
    bytes.writeUInt32LE(header.sampleRateHz * header.blockBytes, 28);
    bytes.writeUInt16LE(header.blockBytes, 32);
    bytes.writeUInt16LE(bitsPerSample, 34);
    bytes.write('data', HEADER_BYTES - 8, 'latin1');
    bytes.writeUInt32LE(dataBytes, HEADER_BYTES - 4);
    samples.set(wav.decode(bytes).channelData[channel]!);
    if (isFloat) limit(samples);
  };
}

function directDecoder(header: WavHeader, strideBytes: number, sampleBytes: number): BlockDecoder {
  const { blockBytes, bigEndian, encoding } = header;
  const full = 2 ** (8 * sampleBytes - 1);
  return (bytes, channel, samples) => {
    let at = HEADER_BYTES + channel * strideBytes;
    for (let i = 0; i < samples.length; i++, at += blockBytes) {
      if (encoding === 'float' && sampleBytes === 4)
        samples[i] = bigEndian ? bytes.readFloatBE(at) : bytes.readFloatLE(at);
      else if (encoding === 'float') samples[i] = bigEndian ? bytes.readDoubleBE(at) : bytes.readDoubleLE(at);
      // 8-bit PCM is unsigned, everything wider is signed.
      else if (sampleBytes === 1) samples[i] = (bytes[at]! - 128) / 128;
      else samples[i] = (bigEndian ? bytes.readIntBE(at, sampleBytes) : bytes.readIntLE(at, sampleBytes)) / full;
    }
    if (encoding === 'float') limit(samples);
  };
}

/** In place. Float files may hold anything: what is not a number is silence, what is beyond full scale is full scale. */
function limit(samples: Float32Array): void {
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i]!;
    if (!(sample >= -1 && sample <= 1)) samples[i] = Number.isNaN(sample) ? 0 : Math.sign(sample);
  }
}
