import fs from 'node:fs';
import { LingtingError } from '../errors.ts';

/** How the samples of a WAV file are stored. `other`: a format this reader does not decode (GSM, ADPCM, MP3 …). */
export type WavEncoding = 'pcm' | 'float' | 'alaw' | 'mulaw' | 'other';

/** What the header of a WAV file says, checked against the file. */
export interface WavHeader {
  encoding: WavEncoding;
  /** As written in the file: 1 PCM, 3 float, 6 A-law, 7 mu-law, 0x31 GSM, … For extensible files the inner one. */
  formatTag: number;
  channelCount: number;
  sampleRateHz: number;
  bitsPerSample: number;
  /** Bytes of one frame (one sample of every channel). */
  blockBytes: number;
  /** RIFX files store every number most significant byte first. */
  bigEndian: boolean;
  dataOffset: number;
  /** Bytes of sample data that really are in the file. */
  dataBytes: number;
  /** True when the header promises more data than the file holds. */
  truncated: boolean;
}

const TAG_PCM = 1;
const TAG_FLOAT = 3;
const TAG_ALAW = 6;
const TAG_MULAW = 7;
const TAG_EXTENSIBLE = 0xfffe;
const ENCODING_OF_TAG: Readonly<Record<number, WavEncoding>> = {
  [TAG_PCM]: 'pcm',
  [TAG_FLOAT]: 'float',
  [TAG_ALAW]: 'alaw',
  [TAG_MULAW]: 'mulaw',
};
/** Written by most recorders that stream and never come back to fill the size in. */
const STREAMED_SIZE = 0xffffffff;
/** Written by streaming recorders that count with a sign (sox 0x7FFFF000, arecord 0x80000000). */
const SIGNED_STREAMED_SIZES = { least: 0x7ffff000, most: 0x80000000 };
/** A header with more chunks than this before the samples is not one a recorder wrote. */
const MOST_CHUNKS = 1000;
const FORMAT_CHUNK_BYTES = 40;
/** No recorder of speech writes other rates; the memory and time of resampling grow with the rate. */
const LOWEST_HZ = 4000;
const HIGHEST_HZ = 192_000;

/**
 * Reads the header of a RIFF, RF64, BW64 or RIFX WAV file from an open descriptor. Only chunk headers and the format
 * chunk are read, so a size claimed by the file never decides how much memory is used.
 *
 * A data size of 0xFFFFFFFF, of about 2 GiB, or of 0 in a file that goes on, means "to the end of the file": the recorder
 * streamed or died. A data size beyond the end of the file gives what is there and sets `truncated`.
 *
 * Throws `audio-malformed` naming what is wrong.
 */
export function readWavHeader(descriptor: number, fileBytes: number, fileName: string): WavHeader {
  const reader = new ChunkReader(descriptor, fileBytes, fileName);
  const magic = reader.text(0, 4);
  reader.bigEndian = magic === 'RIFX';
  if (!['RIFF', 'RIFX', 'RF64', 'BW64'].includes(magic) || reader.text(8, 4) !== 'WAVE')
    throw malformed(fileName, 'no RIFF/WAVE header', '缺少 RIFF/WAVE 文件头');
  const riffBytes = reader.u32(4);

  let format: Format | null = null;
  let longDataBytes: number | null = null;
  let position = 12;
  for (let count = 0; count < MOST_CHUNKS && position + 8 <= fileBytes; count++) {
    const id = reader.text(position, 4);
    const size = reader.u32(position + 4);
    const body = position + 8;
    if (id === 'ds64' && size >= 16) longDataBytes = reader.u64(body + 8);
    else if (id === 'fmt ') format = readFormat(reader, body, size, fileName);
    else if (id === 'data') {
      if (!format) throw malformed(fileName, 'the samples come before the format', '采样数据出现在格式块之前');
      const left = Math.max(0, fileBytes - body);
      const claimed = size === STREAMED_SIZE ? (longDataBytes ?? left) : size;
      const streamed =
        (size === 0 && riffBytes + 8 !== fileBytes) ||
        (size >= SIGNED_STREAMED_SIZES.least && size <= SIGNED_STREAMED_SIZES.most && size > left);
      const dataBytes = streamed ? left : Math.min(claimed, left);
      return {
        ...format,
        bigEndian: reader.bigEndian,
        dataOffset: body,
        dataBytes,
        truncated: !streamed && claimed > left,
      };
    }
    position = body + size + (size % 2);
  }
  throw format
    ? malformed(fileName, 'no sample data in it', '其中没有采样数据')
    : malformed(fileName, 'no format block in it', '其中没有格式块');
}

type Format = Omit<WavHeader, 'bigEndian' | 'dataOffset' | 'dataBytes' | 'truncated'>;

function readFormat(reader: ChunkReader, body: number, size: number, fileName: string): Format {
  if (size < 14) throw malformed(fileName, `a format block of ${size} bytes`, `格式块只有 ${size} 字节`);
  const present = Math.min(size, FORMAT_CHUNK_BYTES);
  const outerTag = reader.u16(body);
  // The inner tag is the first of the four numbers of a GUID: 32 bits.
  const formatTag = outerTag === TAG_EXTENSIBLE && present >= 28 ? reader.u32(body + 24) & 0xffff : outerTag;
  const format: Format = {
    encoding: ENCODING_OF_TAG[formatTag] ?? 'other',
    formatTag,
    channelCount: reader.u16(body + 2),
    sampleRateHz: reader.u32(body + 4),
    blockBytes: reader.u16(body + 12),
    bitsPerSample: present >= 16 ? reader.u16(body + 14) : 8,
  };
  const { channelCount, sampleRateHz, blockBytes, bitsPerSample, encoding } = format;
  if (channelCount === 0) throw malformed(fileName, 'zero channels', '声道数为 0');
  if (sampleRateHz < LOWEST_HZ || sampleRateHz > HIGHEST_HZ)
    throw malformed(
      fileName,
      `a sample rate of ${sampleRateHz} Hz, which is not between ${LOWEST_HZ} and ${HIGHEST_HZ} Hz`,
      `采样率为 ${sampleRateHz} Hz，不在 ${LOWEST_HZ} 至 ${HIGHEST_HZ} Hz 之间`,
    );
  if (encoding === 'other') return format;
  const sampleBytes = Math.ceil(bitsPerSample / 8);
  if (bitsPerSample === 0 || blockBytes % channelCount !== 0 || blockBytes < sampleBytes * channelCount)
    throw malformed(
      fileName,
      `${channelCount} channels of ${bitsPerSample} bits in blocks of ${blockBytes} bytes`,
      `${channelCount} 个声道、每个采样 ${bitsPerSample} 位，但块大小为 ${blockBytes} 字节`,
    );
  return format;
}

/** Reads numbers at offsets; reading past the end of the file is a malformed file, never a RangeError. */
class ChunkReader {
  bigEndian = false;
  private readonly bytes = Buffer.alloc(8);
  private readonly descriptor: number;
  private readonly fileBytes: number;
  private readonly fileName: string;

  constructor(descriptor: number, fileBytes: number, fileName: string) {
    this.descriptor = descriptor;
    this.fileBytes = fileBytes;
    this.fileName = fileName;
  }

  text(offset: number, length: number): string {
    return this.at(offset, length).toString('latin1');
  }

  u16(offset: number): number {
    const bytes = this.at(offset, 2);
    return this.bigEndian ? bytes.readUInt16BE() : bytes.readUInt16LE();
  }

  u32(offset: number): number {
    const bytes = this.at(offset, 4);
    return this.bigEndian ? bytes.readUInt32BE() : bytes.readUInt32LE();
  }

  u64(offset: number): number {
    const bytes = this.at(offset, 8);
    return Number(this.bigEndian ? bytes.readBigUInt64BE() : bytes.readBigUInt64LE());
  }

  private at(offset: number, length: number): Buffer {
    const got = offset + length > this.fileBytes ? 0 : fs.readSync(this.descriptor, this.bytes, 0, length, offset);
    if (got < length) throw malformed(this.fileName, 'a header that breaks off', '文件头不完整');
    return this.bytes.subarray(0, length);
  }
}

/** A damaged WAV file, in one sentence. `found` completes "the WAV file … has …". */
function malformed(fileName: string, found: string, foundZh: string): LingtingError {
  return new LingtingError('audio-malformed', {
    en: `The WAV file ${fileName} is damaged: expected a valid header, found ${found}. Export the recording again.`,
    zh: `WAV 文件 ${fileName} 已损坏：文件头应完整有效，实际${foundZh}。请重新导出录音。`,
  });
}
