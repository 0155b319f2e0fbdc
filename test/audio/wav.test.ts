import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isReadable, wavChannels } from '../../src/audio/wav-channel.ts';
import { wavCodec } from '../../src/audio/wav-codec.ts';
import { readWavHeader } from '../../src/audio/wav-header.ts';
import { LingtingError } from '../../src/errors.ts';
import { available, SHARED_AUDIO } from '../requires.ts';
import { chunk, pcm16, sine, temporaryFolder, type WavParts, wavFile } from './files.ts';

const hasSharedAudio = available('shared-audio');

const folder = temporaryFolder();
const open: number[] = [];
afterEach(() => {
  for (const descriptor of open.splice(0)) fs.closeSync(descriptor);
});

function read(bytes: Buffer) {
  const file = path.join(folder, 'test.wav');
  fs.writeFileSync(file, bytes);
  return readFile(file);
}

function readFile(file: string) {
  const descriptor = fs.openSync(file, 'r');
  open.push(descriptor);
  const header = readWavHeader(descriptor, fs.fstatSync(descriptor).size, path.basename(file));
  const channels = isReadable(header) ? wavChannels(descriptor, header) : [];
  return { header, channels, samples: channels.map((channel) => [...channel.read(0, channel.length)]) };
}

/** Values of every width: silence, half, both extremes. */
const HALVES = [0, 0.5, -0.5, -1];

describe('sample formats', () => {
  it.each<[string, WavParts, number[], number]>([
    ['pcm_u8', { bits: 8, data: Buffer.from([128, 192, 64, 0, 255]) }, [...HALVES, 127 / 128], 0],
    [
      'pcm_s16le',
      { data: Buffer.from(Int16Array.of(0, 16_384, -16_384, -32_768, 32_767).buffer) },
      [...HALVES, 1],
      4e-5,
    ],
    ['pcm_s16be', { magic: 'RIFX', data: Buffer.from('00004000c00080007fff', 'hex') }, [...HALVES, 1], 4e-5],
    ['pcm_s24le', { bits: 24, data: Buffer.from('0000000000400000c0000080ffff7f', 'hex') }, [...HALVES, 1], 2e-7],
    [
      'pcm_s32le',
      { bits: 32, data: Buffer.from(Int32Array.of(0, 2 ** 30, -(2 ** 30), -(2 ** 31)).buffer) },
      HALVES,
      1e-7,
    ],
    [
      'pcm_f32le',
      { tag: 3, bits: 32, data: Buffer.from(Float32Array.of(...HALVES, 2, Number.NaN).buffer) },
      [...HALVES, 1, 0],
      0,
    ],
    ['pcm_f64le', { tag: 3, bits: 64, data: Buffer.from(Float64Array.of(...HALVES, -9).buffer) }, [...HALVES, -1], 0],
    ['pcm_s16le', { innerTag: 1, data: Buffer.from(Int16Array.of(0, -16_384).buffer) }, [0, -0.5], 0],
    ['pcm_f32le', { innerTag: 3, bits: 32, data: Buffer.from(Float32Array.of(0.25).buffer) }, [0.25], 0],
    ['pcm_s16be', { magic: 'RIFX', innerTag: 1, data: Buffer.from('c000', 'hex') }, [-0.5], 0],
    // Extremes of G.711 as its tables have them.
    [
      'pcm_alaw',
      { tag: 6, bits: 8, data: Buffer.from([0xd5, 0x55, 0xaa, 0x2a]) },
      [8, -8, 32_256, -32_256].map((v) => v / 32_768),
      0,
    ],
    [
      'pcm_mulaw',
      { tag: 7, bits: 8, data: Buffer.from([0xff, 0x7f, 0x80, 0x00]) },
      [0, 0, 32_124, -32_124].map((v) => v / 32_768),
      0,
    ],
  ])('reads %s', (codec, parts, expected, tolerance) => {
    const { header, samples } = read(wavFile(parts));
    expect(wavCodec(header)).toBe(codec);
    expect(samples).toHaveLength(1);
    expect(samples[0]).toHaveLength(expected.length);
    for (const [index, sample] of samples[0]!.entries())
      expect(Math.abs(sample - expected[index]!)).toBeLessThanOrEqual(tolerance);
  });

  it('keeps channels apart, at any place', () => {
    const data = Buffer.from(Int16Array.from({ length: 200 }, (_, index) => (index % 2 ? -index : index) * 100).buffer);
    const { channels, samples } = read(wavFile({ channelCount: 2, data }));
    expect(channels.map(({ length }) => length)).toEqual([100, 100]);
    expect(samples[0]!.every((sample) => sample >= 0) && samples[1]!.every((sample) => sample < 0)).toBe(true);
    for (const [start, end] of [
      [0, 1],
      [17, 60],
      [99, 100],
    ] as const)
      expect([...channels[1]!.read(start, end)]).toEqual(samples[1]!.slice(start, end));
  });

  it('reads silence outside the channel', () => {
    const [channel] = read(wavFile({ data: pcm16(Float32Array.of(0.5, 0.5)) })).channels;
    expect([...channel!.read(-2, 4)].map((sample) => Math.round(sample * 10))).toEqual([0, 0, 5, 5, 0, 0]);
    expect(channel!.read(5, 8)).toEqual(new Float32Array(3));
    expect(channel!.read(3, 1)).toEqual(new Float32Array(0));
  });

  it.each<[string, WavParts]>([
    ['8-bit PCM', { bits: 8, data: Buffer.alloc(16, 192) }],
    ['16-bit PCM', { data: Buffer.alloc(16, 64) }],
    ['mu-law', { tag: 7, bits: 8, data: Buffer.alloc(16, 0x90) }],
    ['A-law', { tag: 6, bits: 8, data: Buffer.alloc(16, 0x90) }],
    ['floats', { tag: 3, bits: 32, data: Buffer.alloc(16, 0x3e) }],
  ])('reads %s of a file that shrank meanwhile as silence from there on', (_, parts) => {
    const { header, channels, samples } = read(wavFile(parts));
    const whole = samples[0]!;
    expect(whole.every((sample) => sample !== 0)).toBe(true);
    const kept = whole.length / 2;
    fs.truncateSync(path.join(folder, 'test.wav'), header.dataOffset + kept * header.blockBytes);
    const expected = [...whole.slice(0, kept), ...new Array(kept).fill(0)];
    expect([...channels[0]!.read(0, whole.length)]).toEqual(expected);
    expect([...channels[0]!.read(kept, whole.length)]).toEqual(expected.slice(kept));
  });
});

describe('headers', () => {
  const data = pcm16(sine(440, 8000));
  const odd = chunk('LIST', Buffer.from('odd'));
  const ds64 = Buffer.alloc(28);
  ds64.writeBigUInt64LE(BigInt(data.length), 8);
  const rf64 = wavFile({ magic: 'RF64', data, claimedDataBytes: 0xffffffff });

  it.each<[string, Buffer, number, boolean]>([
    ['a plain file', wavFile({ data }), 8000, false],
    ['a chunk of odd length before the data', wavFile({ data, chunks: [odd] }), 8000, false],
    ['chunks after the data', wavFile({ data, tail: chunk('LIST', Buffer.alloc(50)) }), 8000, false],
    [
      'a size of 0xFFFFFFFF from a stream',
      wavFile({ data, claimedDataBytes: 0xffffffff, claimedRiffBytes: 0xffffffff }),
      8000,
      false,
    ],
    ['the size sox writes into a pipe', wavFile({ data, claimedDataBytes: 0x7ffff000 }), 8000, false],
    ['the size arecord writes into a pipe', wavFile({ data, claimedDataBytes: 0x80000000 }), 8000, false],
    ['the largest size with a sign', wavFile({ data, claimedDataBytes: 0x7fffffff }), 8000, false],
    [
      'a size of 0 from a recorder that died',
      wavFile({ data, claimedDataBytes: 0, claimedRiffBytes: 36 }),
      8000,
      false,
    ],
    ['a size of 0 that is true', wavFile({ data: Buffer.alloc(0), tail: chunk('LIST', Buffer.alloc(50)) }), 0, false],
    ['a size beyond the end', wavFile({ data, claimedDataBytes: 2_000_000_000 }), 8000, true],
    ['a cut in the middle of a sample', wavFile({ data }).subarray(0, 1001), 478, true],
    ['RF64', Buffer.concat([rf64.subarray(0, 12), chunk('ds64', ds64), rf64.subarray(12)]), 8000, false],
    ['RF64 without its long sizes', rf64, 8000, false],
    ['the highest rate', wavFile({ rateHz: 192_000, data }), 8000, false],
  ])('reads %s', (_, bytes, length, truncated) => {
    const { header, channels } = read(bytes);
    expect([channels[0]!.length, header.truncated]).toEqual([length, truncated]);
  });

  it('takes the valid bytes of a wider container', () => {
    const { samples } = read(wavFile({ bits: 24, blockBytes: 4, data: Buffer.from('00004000ffff7f00', 'hex') }));
    expect(samples[0]!.map((sample) => Math.round(sample * 100))).toEqual([50, 100]);
  });

  it.each<[string, Buffer, string]>([
    ['no channels', wavFile({ channelCount: 0, blockBytes: 2, data }), 'zero channels'],
    ['no rate', wavFile({ rateHz: 0, data }), '0 Hz'],
    ['a rate of no recorder', wavFile({ rateHz: 767_999, data }), '767999 Hz, which is not between 4000 and 192000 Hz'],
    ['a rate just too high', wavFile({ rateHz: 192_001, data }), '192001 Hz'],
    ['a block that is too small', wavFile({ channelCount: 2, blockBytes: 2, data }), 'blocks of 2 bytes'],
    ['no bits', wavFile({ bits: 0, blockBytes: 2, data }), '0 bits'],
    ['no data', wavFile({ data }).subarray(0, 36), 'no sample data'],
    ['no format', Buffer.concat([Buffer.from('RIFF\x10\0\0\0WAVE'), chunk('data', data)]), 'before the format'],
    ['half a header', wavFile({ data }).subarray(0, 30), 'breaks off'],
    ['four bytes', Buffer.from('RIFF'), 'breaks off'],
    ['something else', Buffer.from('RIFF\0\0\0\0AVI LIST'), 'no RIFF/WAVE header'],
  ])('refuses %s in one sentence', (_, bytes, part) => {
    expect(() => read(bytes)).toThrow(
      expect.objectContaining({ code: 'audio-malformed', message: expect.stringContaining(part) }),
    );
  });

  it('never uses memory or time for what a damaged header claims', () => {
    const originals = [
      wavFile({ data, chunks: [odd] }),
      wavFile({ innerTag: 3, bits: 32, channelCount: 2, data }),
      rf64,
    ];
    const random = parkMiller(7);
    const descriptor = fs.openSync(path.join(folder, 'fuzz.wav'), 'w+');
    open.push(descriptor);
    let refused = 0;
    for (let round = 0; round < 2000; round++) {
      const bytes = Buffer.from(originals[round % originals.length]!.subarray(0, 400));
      for (let change = 0; change <= round % 4; change++) bytes[random(100)] = [0, 0xff, 0x7f, random(256)][random(4)]!;
      const fileBytes = round % 3 === 0 ? random(bytes.length) : bytes.length;
      fs.writeSync(descriptor, bytes, 0, fileBytes, 0);
      try {
        const header = readWavHeader(descriptor, fileBytes, 'fuzz.wav');
        expect(header.dataBytes).toBeLessThanOrEqual(fileBytes);
        if (!isReadable(header)) continue;
        for (const channel of wavChannels(descriptor, header))
          expect(channel.read(0, channel.length).every((sample) => Math.abs(sample) <= 1)).toBe(true);
      } catch (error) {
        if (!(error instanceof LingtingError)) throw error;
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(200);
    expect(refused).toBeLessThan(1900);
  });
});

describe.skipIf(!hasSharedAudio)('files of other projects', () => {
  it.each([
    ['wav-hound/nonstandard-01.wav', 'pcm_s24le', 2, 1],
    ['wav-hound/waveformatex-8bit-11025Hz-mono.wav', 'pcm_u8', 1, 4],
    ['wav-hound/waveformatextensible-32bit-48kHz-stereo.wav', 'pcm_s32le', 2, 2],
    ['wav-hound/waveformatextensible-ieeefloat-44100Hz-mono.wav', 'pcm_f32le', 1, 4],
    ['wav-rochars/RF64-16bit-8kHz-stereo-reaper.wav', 'pcm_s16le', 2, 77_499],
    ['wav-rochars/RIFX-16bit-mono.wav', 'pcm_s16be', 1, 48_000],
    ['wav-scipy/test-44100Hz-2ch-32bit-float-be.wav', 'pcm_f32be', 2, 441],
    ['wav-scipy/test-44100Hz-be-1ch-4bytes.wav', 'pcm_s32be', 1, 4410],
    ['wav-scipy/test-44100Hz-le-1ch-4bytes-rf64.wav', 'pcm_s32le', 1, 4410],
    ['wav-scipy/test-48000Hz-2ch-64bit-float-le-wavex.wav', 'pcm_f64le', 2, 480],
    ['wav-scipy/test-8000Hz-le-1ch-1byte-ulaw.wav', 'pcm_mulaw', 1, 9],
    ['wav-scipy/test-8000Hz-be-3ch-5S-24bit.wav', 'pcm_s24be', 3, 5],
  ])('reads %s', (name, codec, channelCount, length) => {
    const { header, channels } = readFile(path.join(SHARED_AUDIO, name));
    expect([wavCodec(header), channels.length, channels[0]!.length]).toEqual([codec, channelCount, length]);
  });

  it.each(hasSharedAudio ? fs.readdirSync(path.join(SHARED_AUDIO, 'wav-hound/fuzz')) : [])('refuses %s', (name) => {
    expect(() => readFile(path.join(SHARED_AUDIO, 'wav-hound/fuzz', name))).toThrow(LingtingError);
  });
});

/** Reproducible whole numbers below a limit. */
function parkMiller(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
}
