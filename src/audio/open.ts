import fs from 'node:fs';
import path from 'node:path';
import type { Channel } from '../analysis.ts';
import { asLingtingError, LingtingError } from '../errors.ts';
import { isCutOff } from './cut-off.ts';
import { decodeWithFfmpeg } from './ffmpeg.ts';
import { findFfmpeg } from './ffmpeg-run.ts';
import { emptyFile, notAFile, notAudio, tooManyChannels, tooShort } from './refusals.ts';
import { SNIFF_BYTES, type Sniffed, sniff } from './sniff.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from './temporary-folder.ts';
import { decodeToWav } from './wasm.ts';
import { isReadable, wavChannels } from './wav-channel.ts';
import { wavCodec } from './wav-codec.ts';
import { readWavHeader } from './wav-header.ts';

/** A recording whose samples can be read. `close()` releases the file and removes temporary copies. */
export interface OpenAudio {
  /** As in `Recording.codec`. */
  codec: string;
  durationSeconds: number;
  /** Native rate; 48 kHz for Opus. */
  sampleRateHz: number;
  /** One or two, all of the same length. */
  channels: Channel[];
  /** True when the file says that it has more sound than came out, or damage stopped the decoder. */
  truncated: boolean;
  close(): Promise<void>;
}

/**
 * Opens a recording of any format. WAV is read in place; everything else is decoded to a temporary WAV first, by
 * packaged decoders where there is one, else by ffmpeg. Memory does not grow with length. Whoever opens must close.
 *
 * Throws a LingtingError for anything that is not one or two channels of sound: `file-missing`, `file-unreadable`,
 * `file-empty`, `not-audio`, `audio-malformed`, `no-audio-stream`, `too-many-channels`, `too-short` (no samples),
 * `too-long`, `ffmpeg-missing`, `ffmpeg-failed`.
 */
export async function openAudio(file: string): Promise<OpenAudio> {
  const sniffed = sniffFile(file);
  if (sniffed.reader === 'refused') throw notAudio(path.basename(file), sniffed);
  if (sniffed.reader === 'wav') return openWav(file, path.basename(file)) ?? openDecoded(file, sniffed);
  return openDecoded(file, sniffed);
}

/** What a file is, after making sure that it is a file with something in it that may be read. */
function sniffFile(file: string): Sniffed {
  try {
    const facts = fs.statSync(file);
    // Opening a pipe or a device would wait for ever.
    if (!facts.isFile()) throw notAFile(path.basename(file));
    if (facts.size === 0) throw emptyFile(path.basename(file));
    const descriptor = fs.openSync(file, 'r');
    try {
      const head = Buffer.alloc(SNIFF_BYTES);
      return sniff(head.subarray(0, fs.readSync(descriptor, head, 0, SNIFF_BYTES, 0)));
    } finally {
      fs.closeSync(descriptor);
    }
  } catch (error) {
    throw asLingtingError(error);
  }
}

/** Reads a WAV file in place (`fileName` is what its errors call it), or gives null when its samples are in a format that has to be decoded first. */
function openWav(file: string, fileName: string, release: () => void = () => {}): OpenAudio | null {
  const descriptor = fs.openSync(file, 'r');
  let kept = false;
  try {
    const header = readWavHeader(descriptor, fs.fstatSync(descriptor).size, fileName);
    if (!isReadable(header)) return null;
    if (header.channelCount > 2) throw tooManyChannels(fileName, header.channelCount);
    const channels = wavChannels(descriptor, header);
    const length = channels[0]!.length;
    if (length === 0) throw tooShort(fileName, 0);
    kept = true;
    return {
      codec: wavCodec(header),
      durationSeconds: length / header.sampleRateHz,
      sampleRateHz: header.sampleRateHz,
      channels,
      truncated: header.truncated,
      async close() {
        fs.closeSync(descriptor);
        release();
      },
    };
  } finally {
    if (!kept) fs.closeSync(descriptor);
  }
}

/** Decodes to a temporary WAV file and opens that. */
async function openDecoded(file: string, sniffed: Sniffed): Promise<OpenAudio> {
  const folder = makeTemporaryFolder();
  const release = () => removeTemporaryFolder(folder);
  try {
    const wavFile = path.join(folder, 'decoded.wav');
    const { codec, complete } = await decode(file, sniffed, wavFile);
    const audio = openWav(wavFile, path.basename(file), release)!;
    // An open file goes on being readable: a process that is killed then leaves no sound behind. Windows keeps the name.
    if (process.platform !== 'win32') release();
    const truncated = !complete || isCutOff(file, sniffed, audio.channels[0]!.length);
    return { ...audio, codec, truncated };
  } catch (error) {
    release();
    throw asLingtingError(error);
  }
}

async function decode(file: string, sniffed: Sniffed, wavFile: string): Promise<{ codec: string; complete: boolean }> {
  const { reader } = sniffed;
  if (reader === 'wav' || reader === 'ffmpeg' || reader === 'unknown' || reader === 'refused')
    return decodeWithFfmpeg(file, sniffed, wavFile);
  try {
    return { codec: sniffed.codec, ...(await decodeToWav(file, reader, wavFile)) };
  } catch (error) {
    // ffmpeg knows rarer variants of these formats. When it fails too, the first reason is the better one. Of what is no
    // AMR it would make noise.
    const isMalformed = error instanceof LingtingError && error.code === 'audio-malformed';
    if (!isMalformed || reader === 'amr' || !findFfmpeg()) throw error;
    return decodeWithFfmpeg(file, sniffed, wavFile).catch(() => Promise.reject(error));
  }
}
