import fs from 'node:fs';
import { LingtingError } from '../errors.ts';

/** Most bytes a decoded recording may take on disk: 6 hours of stereo at 48 kHz, 69 hours of mono at 8 kHz. */
export const MOST_DECODED_BYTES = 4_000_000_000;

/** Writes decoded sound to a 16-bit PCM WAV file as it comes, so that no recording is ever whole in memory. */
export class PcmFile {
  private readonly descriptor: number;
  private readonly sampleRateHz: number;
  private readonly channelCount: number;
  private dataBytes = 0;

  constructor(file: string, sampleRateHz: number, channelCount: number) {
    this.descriptor = fs.openSync(file, 'w');
    this.sampleRateHz = sampleRateHz;
    this.channelCount = channelCount;
    fs.writeSync(this.descriptor, this.header());
  }

  /** Appends one block: channels of equal length, -1…1, beyond that clipped. Throws `too-long` at the size limit. */
  append(channels: readonly Float32Array[]): void {
    const length = channels[0]?.length ?? 0;
    const block = Buffer.alloc(length * this.channelCount * 2);
    for (let i = 0, at = 0; i < length; i++) {
      for (let channel = 0; channel < this.channelCount; channel++, at += 2) {
        const value = Math.round((channels[channel]![i] ?? 0) * 32_768);
        block.writeInt16LE(Math.max(-32_768, Math.min(32_767, value || 0)), at);
      }
    }
    if (this.dataBytes + block.length > MOST_DECODED_BYTES) throw tooLong();
    for (let written = 0; written < block.length; ) written += fs.writeSync(this.descriptor, block, written);
    this.dataBytes += block.length;
  }

  /** Writes the final header and closes the file. */
  close(): void {
    fs.writeSync(this.descriptor, this.header(), 0, 44, 0);
    fs.closeSync(this.descriptor);
  }

  private header(): Buffer {
    const header = Buffer.alloc(44);
    const blockBytes = this.channelCount * 2;
    header.write('RIFF\0\0\0\0WAVEfmt ', 0, 'latin1');
    header.writeUInt32LE(36 + this.dataBytes, 4);
    header.writeUInt32LE(16, 16);
    header.writeUInt16LE(1, 20);
    header.writeUInt16LE(this.channelCount, 22);
    header.writeUInt32LE(this.sampleRateHz, 24);
    header.writeUInt32LE(this.sampleRateHz * blockBytes, 28);
    header.writeUInt16LE(blockBytes, 32);
    header.writeUInt16LE(16, 34);
    header.write('data', 36, 'latin1');
    header.writeUInt32LE(this.dataBytes, 40);
    return header;
  }
}

/** The error for a recording that decodes to more than `MOST_DECODED_BYTES`. */
export function tooLong(): LingtingError {
  return new LingtingError('too-long', {
    en: 'The recording decodes to more than 4 GB of samples. Cut it into shorter files.',
    zh: '录音解码后超过 4 GB，请先切分成较短的文件。',
  });
}
