import fs from 'node:fs';
import path from 'node:path';
import ffmpeg from 'fluent-ffmpeg';
import { MOST_DECODED_BYTES } from './pcm-file.ts';

/** Longer than any call takes to decode; a file that makes ffmpeg spin ends here. */
const TIME_LIMIT_SECONDS = 900;

/** The ffmpeg to use, or null. Looked up each time: fluent-ffmpeg breaks when its binary has gone meanwhile. */
export function findFfmpeg(): string | null {
  const told = process.env.FFMPEG_PATH;
  if (told) return isExecutable(told) ? path.resolve(told) : null;
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => path.resolve(folder, name)).find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * Runs ffmpeg to its end over the first audio stream of an untrusted file (see `decodeWithFfmpeg`), with the options for
 * what is `made` of it. `stderr` holds what it said about the streams and its last lines.
 */
export function runFfmpeg(binary: string, input: string, demuxers: string, made: readonly string[], output: string) {
  const stderr: string[] = [];
  return new Promise<{ stderr: string[]; failure: Error | null }>((resolve) => {
    ffmpeg({ timeout: TIME_LIMIT_SECONDS })
      .setFfmpegPath(binary)
      // `file:` keeps a name with a colon or a leading dash from being read as a protocol or an option.
      .input(`file:${path.resolve(input)}`)
      .inputOptions(['-hide_banner', '-nostdin', '-nostats'])
      .inputOptions(['-protocol_whitelist', 'file,pipe', '-format_whitelist', demuxers])
      .inputOptions(demuxers.includes(',') ? [] : ['-f', demuxers])
      .outputOptions(['-map', '0:a:0', '-vn', '-sn', '-dn', '-map_metadata', '-1', '-fs', String(MOST_DECODED_BYTES)])
      .outputOptions([...made])
      .output(path.resolve(output))
      .on('stderr', (line: string) => {
        // A damaged file can bring a complaint for every frame: keep the beginning and the end.
        if (stderr.length >= 200) stderr.splice(100, 50);
        stderr.push(line);
      })
      .on('error', (failure: Error) => resolve({ stderr, failure }))
      .on('end', () => resolve({ stderr, failure: null }))
      .run();
  });
}
