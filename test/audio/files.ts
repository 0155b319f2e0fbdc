import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

/** A new temporary folder, removed after the tests of the file. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lingting-test-'));
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A sine of one second or more, -1…1. */
export function sine(hz: number, rateHz: number, seconds = 1, amplitude = 0.5): Float32Array {
  return Float32Array.from(
    { length: Math.round(seconds * rateHz) },
    (_, n) => amplitude * Math.sin((2 * Math.PI * hz * n) / rateHz),
  );
}

/** How a WAV file of a test is put together; what is left out is that of a plain 16-bit mono file. */
export interface WavParts {
  magic?: string;
  tag?: number;
  channelCount?: number;
  rateHz?: number;
  bits?: number;
  blockBytes?: number;
  /** Sub-format tag; makes the format extensible. */
  innerTag?: number;
  /** Chunks between the format and the data. */
  chunks?: Buffer[];
  /** What the file claims, instead of the true size. */
  claimedDataBytes?: number;
  claimedRiffBytes?: number;
  data: Buffer;
  tail?: Buffer;
}

/** The bytes of a WAV file, right or wrong as the parts say. */
export function wavFile(parts: WavParts): Buffer {
  const {
    magic = 'RIFF',
    tag = 1,
    channelCount = 1,
    rateHz = 8000,
    bits = 16,
    innerTag,
    chunks = [],
    data,
    tail,
  } = parts;
  const isBigEndian = magic === 'RIFX';
  const blockBytes = parts.blockBytes ?? (channelCount * bits) / 8;
  const u16 = (value: number) => number(value, 2, isBigEndian);
  const u32 = (value: number) => number(value, 4, isBigEndian);
  const format = [u16(innerTag === undefined ? tag : 0xfffe), u16(channelCount), u32(rateHz), u32(rateHz * blockBytes)];
  format.push(u16(blockBytes), u16(bits));
  if (innerTag !== undefined)
    format.push(u16(22), u16(bits), u32(0), u32(innerTag), Buffer.from('00001000800000aa00389b71', 'hex'));
  const body = [
    Buffer.from('WAVE'),
    chunk('fmt ', Buffer.concat(format), isBigEndian),
    ...chunks,
    Buffer.from('data'),
    u32(parts.claimedDataBytes ?? data.length),
    data,
    tail ?? Buffer.alloc(0),
  ];
  const size = body.reduce((sum, bytes) => sum + bytes.length, 0);
  return Buffer.concat([Buffer.from(magic), u32(parts.claimedRiffBytes ?? size), ...body]);
}

/** A chunk with its header, padded to an even length. */
export function chunk(id: string, body: Buffer, bigEndian = false): Buffer {
  return Buffer.concat([Buffer.from(id), number(body.length, 4, bigEndian), body, Buffer.alloc(body.length % 2)]);
}

function number(value: number, length: 2 | 4, bigEndian: boolean): Buffer {
  const bytes = Buffer.alloc(length);
  if (bigEndian) bytes.writeUIntBE(value, 0, length);
  else bytes.writeUIntLE(value, 0, length);
  return bytes;
}

/** 16-bit PCM bytes of samples. */
export function pcm16(samples: Float32Array): Buffer {
  return Buffer.from(Int16Array.from(samples, (sample) => Math.round(sample * 32_767)).buffer);
}
