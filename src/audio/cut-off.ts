import fs from 'node:fs';
import path from 'node:path';
import { mp3PromisedSamples, readMp3Head } from './mp3-frame.ts';
import { endsWithLastOggPage } from './ogg-page.ts';
import type { Sniffed } from './sniff.ts';
import { readWavHeader } from './wav-header.ts';

/** STREAMINFO comes first: 4 bytes of signature, 4 of block header; its total of samples has 36 bits from byte 13 on. */
const FLAC_TOTAL_AT = 4 + 4 + 13;

/**
 * Whether a file that was decoded says that it holds more sound than came out: the count in its header, or an Ogg stream
 * that does not come to its last page. `decodedSamples` are those of one channel at the rate of the file. False too where
 * the format, or this file, does not say.
 */
export function isCutOff(file: string, { reader, codec, demuxers }: Sniffed, decodedSamples: number): boolean {
  const descriptor = fs.openSync(file, 'r');
  try {
    const { size } = fs.fstatSync(descriptor);
    if (reader === 'wav') return readWavHeader(descriptor, size, path.basename(file)).truncated;
    if (demuxers === 'ogg') return !endsWithLastOggPage(descriptor, size);
    if (demuxers === 'flac') return decodedSamples < flacPromisedSamples(descriptor);
    if (codec === 'mp3') return decodedSamples < mp3PromisedSamples(readMp3Head(descriptor));
    return false;
  } finally {
    fs.closeSync(descriptor);
  }
}

/** 0 when the encoder did not know. */
function flacPromisedSamples(descriptor: number): number {
  const bytes = Buffer.alloc(5);
  fs.readSync(descriptor, bytes, 0, bytes.length, FLAC_TOTAL_AT);
  return (bytes[0]! & 15) * 2 ** 32 + bytes.readUInt32BE(1);
}
