import fs from 'node:fs';
import path from 'node:path';
import { LingtingError } from '../errors.ts';
import { explain, missing } from './ffmpeg-refusals.ts';
import { findFfmpeg, runFfmpeg } from './ffmpeg-run.ts';
import { MOST_DECODED_BYTES, tooLong } from './pcm-file.ts';
import type { Sniffed } from './sniff.ts';
import { decodeToWav } from './wasm.ts';
import { readWavHeader } from './wav-header.ts';

const AS_AMR = ['-c', 'copy', '-f', 'amr'];
/** Silence where timestamps leave a hole, and to where they end. */
const filledTo = (endSeconds: number) => ['-af', `aresample=async=1,apad=whole_dur=${endSeconds}`];
/** Less than this between timestamps and sound is the delay of an encoder. */
const LEAST_HOLE_SECONDS = 0.2;
/** Holes larger than so many times the sound and a minute come from damaged timestamps. */
const MOST_HOLES = 20;
const ALWAYS_FILLED_SECONDS = 60;
/** ffmpeg's complaints about a file that is shorter than its index (MP4) or header (Matroska) says. */
const ENDS_EARLY = /partial file|ended prematurely/i;
/** ffmpeg's complaint about timestamps that go back. */
const GOES_BACK = /non.?monoton/i;

/**
 * Decodes the first audio stream of a recording to a 16-bit PCM WAV file, channels and rate kept, with an installed
 * ffmpeg (`FFMPEG_PATH`, else on the PATH). Returns the name of the codec; `complete` is false where timestamps are
 * damaged, holes between them could not be filled, damage stopped the decoder of AMR, or the file ends early.
 *
 * What was never sent keeps its time: holes between timestamps, as recorders of packets leave them, become silence. AMR
 * is only taken out of its container by ffmpeg, whose own decoder drops the pauses of discontinuous transmission, and
 * decoded by the packaged decoder; where timestamps leave holes, which that does not see, it is ffmpeg's after all.
 *
 * The recording is untrusted: ffmpeg may open nothing but files, use only the demuxers its signature calls for (none of
 * them follows references to other files), and is stopped at a time and a size limit. No shell is involved.
 *
 * Throws `ffmpeg-missing`, `no-audio-stream`, `too-long`, `disk-full` or `ffmpeg-failed` with ffmpeg's last words.
 */
export async function decodeWithFfmpeg(
  file: string,
  sniffed: Sniffed,
  wavFile: string,
): Promise<{ codec: string; complete: boolean }> {
  const fileName = path.basename(file);
  const binary = findFfmpeg();
  if (!binary) throw missing(fileName, sniffed);
  const make = (made: readonly string[], output: string) => runFfmpeg(binary, file, sniffed.demuxers, made, output);
  const { stderr, failure } = await make([], wavFile);
  const found = stderr.map((line) => /Stream #.*: Audio: (\w+)/.exec(line)?.[1]).find((name) => name !== undefined);
  const codec = found ?? sniffed.format;
  const track = codec.startsWith('amr_') ? await decodeAmrTrack(make, wavFile) : null;
  if (!track && failure) throw explain(failure, stderr, fileName, sniffed);
  refuseTooLong(wavFile);
  if (track && !track.complete) return { codec, complete: false };

  const seconds = secondsOf(wavFile);
  const told = track?.stderr ?? stderr;
  const end = endOfTimestamps(told);
  const holes = end - seconds;
  const reachesEnd = !stderr.some((line) => ENDS_EARLY.test(line));
  if (holes <= LEAST_HOLE_SECONDS) return { codec, complete: reachesEnd };
  const believed = holes <= MOST_HOLES * seconds + ALWAYS_FILLED_SECONDS && !told.some((line) => GOES_BACK.test(line));
  return { codec, complete: believed && (await fillHoles(make, wavFile, end)) && reachesEnd };
}

type Make = (made: readonly string[], output: string) => ReturnType<typeof runFfmpeg>;

/** What was said while the track was taken out. Null, and what ffmpeg decoded stays, when that or decoding fails. */
async function decodeAmrTrack(make: Make, wavFile: string): Promise<{ complete: boolean; stderr: string[] } | null> {
  const track = `${wavFile}.amr`;
  const decoded = `${wavFile}.decoded`;
  try {
    const { stderr, failure } = await make(AS_AMR, track);
    if (failure) return null;
    const { complete } = await decodeToWav(track, 'amr', decoded);
    fs.renameSync(decoded, wavFile);
    return { complete, stderr };
  } catch (error) {
    if (error instanceof LingtingError && error.code === 'audio-malformed') return null;
    throw error;
  } finally {
    for (const file of [track, decoded]) fs.rmSync(file, { force: true });
  }
}

/** False, and the sound stays as it was, when ffmpeg cannot fill them. */
async function fillHoles(make: Make, wavFile: string, endSeconds: number): Promise<boolean> {
  const filled = `${wavFile}.filled.wav`;
  const { failure } = await make(filledTo(endSeconds), filled);
  if (failure) {
    fs.rmSync(filled, { force: true });
    return false;
  }
  fs.renameSync(filled, wavFile);
  refuseTooLong(wavFile);
  return true;
}

/** ffmpeg ends its output at the limit without a word. */
function refuseTooLong(wavFile: string): void {
  if (fs.statSync(wavFile).size >= MOST_DECODED_BYTES) throw tooLong();
}

function secondsOf(wavFile: string): number {
  const descriptor = fs.openSync(wavFile, 'r');
  try {
    const header = readWavHeader(descriptor, fs.fstatSync(descriptor).size, path.basename(wavFile));
    return header.dataBytes / header.blockBytes / header.sampleRateHz;
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Where the last samples belong, as ffmpeg's closing line has it; 0 when it says nothing. */
function endOfTimestamps(stderr: readonly string[]): number {
  const times = stderr
    .map((line) => /^size=.*time=(\d+):(\d+):(\d+\.\d+)/.exec(line))
    .findLast((found) => found !== null);
  return times ? 3600 * Number(times[1]) + 60 * Number(times[2]) + Number(times[3]) : 0;
}
