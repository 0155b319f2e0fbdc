import fs from 'node:fs';
import path from 'node:path';
import ffmpeg from 'fluent-ffmpeg';
import { LingtingError } from '../errors.ts';
import { MOST_DECODED_BYTES, tooLong } from './pcm-file.ts';
import { notAudio } from './refusals.ts';
import type { Sniffed } from './sniff.ts';

/** Longer than any call takes to decode; a file that makes ffmpeg spin ends here. */
const TIME_LIMIT_SECONDS = 900;

/**
 * Decodes the first audio stream of a recording to a 16-bit PCM WAV file, channels and rate kept, with an installed
 * ffmpeg (`FFMPEG_PATH`, else on the PATH). Returns the name of the codec.
 *
 * The recording is untrusted: ffmpeg may open nothing but files, use only the demuxers its signature calls for (none of
 * them follows references to other files), and is stopped at a time and a size limit. No shell is involved.
 *
 * Throws `ffmpeg-missing`, `no-audio-stream`, `too-long`, `disk-full` or `ffmpeg-failed` with ffmpeg's last words.
 */
export async function decodeWithFfmpeg(file: string, sniffed: Sniffed, wavFile: string): Promise<{ codec: string }> {
  const fileName = path.basename(file);
  const binary = findFfmpeg();
  if (!binary) throw missing(fileName, sniffed);
  const { stderr, failure } = await run(binary, path.resolve(file), sniffed.demuxers, path.resolve(wavFile));
  if (failure) throw explain(failure, stderr, fileName, sniffed);
  if (fs.statSync(wavFile).size >= MOST_DECODED_BYTES) throw tooLong();
  const codec = stderr.map((line) => /Stream #.*: Audio: (\w+)/.exec(line)?.[1]).find((name) => name !== undefined);
  return { codec: codec ?? sniffed.format };
}

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

/** Runs ffmpeg to its end. `stderr` holds what it said about the streams and its last lines. */
function run(binary: string, input: string, demuxers: string, output: string) {
  const stderr: string[] = [];
  return new Promise<{ stderr: string[]; failure: Error | null }>((resolve) => {
    ffmpeg({ timeout: TIME_LIMIT_SECONDS })
      .setFfmpegPath(binary)
      // `file:` keeps a name with a colon or a leading dash from being read as a protocol or an option.
      .input(`file:${input}`)
      .inputOptions(['-hide_banner', '-nostdin', '-nostats'])
      .inputOptions(['-protocol_whitelist', 'file,pipe', '-format_whitelist', demuxers])
      .inputOptions(demuxers.includes(',') ? [] : ['-f', demuxers])
      .outputOptions(['-map', '0:a:0', '-vn', '-sn', '-dn', '-map_metadata', '-1', '-fs', String(MOST_DECODED_BYTES)])
      .output(output)
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

function explain(failure: Error, stderr: readonly string[], fileName: string, sniffed: Sniffed): LingtingError {
  const said = stderr.join('\n');
  const options = { cause: failure };
  if (/matches no streams|does not contain any stream/.test(said))
    return new LingtingError(
      'no-audio-stream',
      {
        en: `${fileName} (${sniffed.format}) has no sound in it. Choose a file with an audio track.`,
        zh: `${fileName}（${sniffed.formatZh}）里没有声音。请选择带音轨的文件。`,
      },
      options,
    );
  if (said.includes('No space left on device'))
    return new LingtingError(
      'disk-full',
      {
        en: `The disk for temporary files is full while decoding ${fileName}. Free some space and run the same command again.`,
        zh: `解码 ${fileName} 时临时目录所在磁盘已满。请清出空间后重新运行同一命令。`,
      },
      options,
    );
  if (sniffed.reader === 'unknown') return notAudio(fileName, sniffed);
  const lastWords = lastLine(stderr) ?? failure.message;
  return new LingtingError(
    'ffmpeg-failed',
    {
      en: `ffmpeg could not decode ${fileName} (${sniffed.format}): ${lastWords}. Check that the file plays, or export it again.`,
      zh: `ffmpeg 无法解码 ${fileName}（${sniffed.formatZh}）：${lastWords}。请确认文件能播放，或重新导出。`,
    },
    options,
  );
}

/** The last line that says something, without memory addresses and without the path (which the sentence names). */
function lastLine(stderr: readonly string[]): string | undefined {
  const lines = stderr.map((line) =>
    line
      .replace(/^\[[^\]]*\]\s*/, '')
      .replace(/^file:.*?: /, '')
      .replace(/\.$/, '')
      .trim(),
  );
  return lines.findLast((line) => line !== '' && line !== 'Conversion failed!' && !line.startsWith('video:'));
}

function missing(fileName: string, sniffed: Sniffed): LingtingError {
  if (sniffed.reader === 'unknown') return notAudio(fileName, sniffed);
  const told = process.env.FFMPEG_PATH;
  const where = told ? `FFMPEG_PATH is ${told}, where there is none` : 'it is not installed';
  const whereZh = told ? `FFMPEG_PATH 指向的 ${told} 不存在或不可执行` : '本机没有安装';
  return new LingtingError('ffmpeg-missing', {
    en: `${fileName} is ${sniffed.format}, which needs ffmpeg, and ${where}. Install ffmpeg (apt install ffmpeg, brew install ffmpeg, winget install ffmpeg) or set FFMPEG_PATH.`,
    zh: `${fileName} 是 ${sniffed.formatZh} 格式，需要 ffmpeg，但${whereZh}。请安装 ffmpeg（apt install ffmpeg、brew install ffmpeg 或 winget install ffmpeg），或设置 FFMPEG_PATH。`,
  });
}
