import fs from 'node:fs';
import path from 'node:path';
import { asLingtingError, LingtingError } from '../errors.ts';
import { amrSoundBytes } from './amr-sound.ts';
import { firstMp3Frame, readMp3Head } from './mp3-frame.ts';
import { PcmFile } from './pcm-file.ts';

/** Formats decoded by packages that come with `npm ci`, so that ffmpeg is not needed for them. */
export type PackagedFormat = 'mp3' | 'opus' | 'vorbis' | 'flac' | 'amr';

interface Decoded {
  channelData: Float32Array[];
  sampleRate: number;
}

interface StreamDecoder {
  decode(bytes: Uint8Array): Decoded;
  flush?(): Decoded;
  free(): void;
}

/** Loaded when first needed: each brings its own WebAssembly. */
const DECODERS: Readonly<Record<PackagedFormat, () => Promise<StreamDecoder>>> = {
  mp3: async () => (await import('@audio/decode-mp3')).decoder(),
  opus: async () => (await import('@audio/decode-opus')).decoder(),
  vorbis: async () => (await import('@audio/decode-vorbis')).decoder(),
  flac: async () => (await import('@audio/decode-flac')).decoder(),
  amr: async () => (await import('@audio/decode-amr')).decoder(),
};

/** Compressed bytes handed to a decoder at once: seconds of sound, a few MB decoded. */
const CHUNK_BYTES = 32_768;
/** A decoder that complains this often about one chunk will not get past it. */
const MOST_COMPLAINTS = 200;

/**
 * Decodes a recording to a 16-bit PCM WAV file at its native rate (Opus: 48 kHz, the only rate it knows). Reads and
 * writes piece by piece. `complete` is false when damage stopped the decoder after part of the sound.
 *
 * Throws `audio-malformed` when no sound comes out, `too-long` beyond the size limit.
 */
export async function decodeToWav(
  file: string,
  format: PackagedFormat,
  wavFile: string,
): Promise<{ complete: boolean }> {
  const decoder = await DECODERS[format]();
  const input = fs.openSync(file, 'r');
  const output = new LazyPcmFile(wavFile, format === 'mp3' ? mp3ChannelCount(input) : null);
  let damage: unknown = null;
  try {
    const bytes = Buffer.alloc(CHUNK_BYTES);
    const { size } = fs.fstatSync(input);
    const end = format === 'amr' ? amrSoundBytes(input) : size;
    if (end < size) damage = new Error(`no frames from byte ${end} on`);
    for (let at = 0; at < end; ) {
      const got = fs.readSync(input, bytes, 0, Math.min(bytes.length, end - at), at);
      if (got === 0) break;
      at += got;
      output.append(quietly(() => decoder.decode(Uint8Array.from(bytes.subarray(0, got)))));
      // The decoders are synchronous: let timers and Ctrl-C have their turn between two pieces.
      await new Promise(setImmediate);
    }
    output.append(quietly(() => decoder.flush?.() ?? { channelData: [], sampleRate: 0 }));
  } catch (error) {
    if (error instanceof LingtingError || (error as NodeJS.ErrnoException).syscall) throw asLingtingError(error);
    damage = error;
  } finally {
    quietly(() => decoder.free());
    fs.closeSync(input);
    output.close();
  }
  if (output.isEmpty) throw undecodable(path.basename(file), format, damage);
  return { complete: damage === null };
}

/** A PCM file that is created when the first samples, and with them the rate, are known. */
class LazyPcmFile {
  private target: PcmFile | null = null;
  private readonly file: string;
  private readonly channelCount: number | null;

  /** `channelCount` null: as many as the decoder gives. */
  constructor(file: string, channelCount: number | null) {
    this.file = file;
    this.channelCount = channelCount;
  }

  get isEmpty(): boolean {
    return this.target === null;
  }

  append({ channelData, sampleRate }: Decoded): void {
    if (!channelData[0]?.length) return;
    this.target ??= new PcmFile(this.file, sampleRate, this.channelCount ?? channelData.length);
    this.target.append(channelData);
  }

  close(): void {
    this.target?.close();
  }
}

/** Channels really in an MP3 file. Its decoder always gives two, so that mono would look like two equal channels. */
function mp3ChannelCount(descriptor: number): number {
  return firstMp3Frame(readMp3Head(descriptor))?.mono ? 1 : 2;
}

/**
 * Runs a decoder without its remarks on the console. One of them repeats the same complaint for ever on damaged data:
 * the console is the only place where that can be stopped.
 */
function quietly<T>(decode: () => T): T {
  const { error, warn, log } = console;
  let complaints = 0;
  const complain = (message: unknown) => {
    if (++complaints > MOST_COMPLAINTS) throw new Error(String(message));
  };
  Object.assign(console, { error: complain, warn: complain, log: complain });
  try {
    return decode();
  } finally {
    Object.assign(console, { error, warn, log });
  }
}

function undecodable(fileName: string, format: string, cause: unknown): LingtingError {
  return new LingtingError(
    'audio-malformed',
    {
      en: `The ${format} file ${fileName} is damaged: expected sound, found none that can be decoded. Export the recording again.`,
      zh: `${format} 文件 ${fileName} 已损坏：无法解码出任何声音。请重新导出录音。`,
    },
    { cause },
  );
}
