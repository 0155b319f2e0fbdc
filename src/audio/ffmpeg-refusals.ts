import { LingtingError } from '../errors.ts';
import { notAudio } from './refusals.ts';
import type { Sniffed } from './sniff.ts';

/** What went wrong in ffmpeg, in one sentence: `no-audio-stream`, `disk-full`, `not-audio` or `ffmpeg-failed` with its last words. */
export function explain(failure: Error, stderr: readonly string[], fileName: string, sniffed: Sniffed): LingtingError {
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
  if (said.includes('moov atom not found'))
    return new LingtingError(
      'ffmpeg-failed',
      {
        en: `${fileName} (${sniffed.format}) is cut off: its index, which comes last, is missing, and without it no sound can be read. Copy the whole file again.`,
        zh: `${fileName}（${sniffed.formatZh}）不完整：缺少文件末尾的索引，无法读出声音。请重新复制完整的文件。`,
      },
      options,
    );
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

/** The format needs ffmpeg, which is not there. */
export function missing(fileName: string, sniffed: Sniffed): LingtingError {
  if (sniffed.reader === 'unknown') return notAudio(fileName, sniffed);
  const told = process.env.FFMPEG_PATH;
  const where = told ? `FFMPEG_PATH is ${told}, where there is none` : 'it is not installed';
  const whereZh = told ? `FFMPEG_PATH 指向的 ${told} 不存在或不可执行` : '本机没有安装';
  return new LingtingError('ffmpeg-missing', {
    en: `${fileName} is ${sniffed.format}, which needs ffmpeg, and ${where}. Install ffmpeg (apt install ffmpeg, brew install ffmpeg, winget install ffmpeg) or set FFMPEG_PATH.`,
    zh: `${fileName} 是 ${sniffed.formatZh} 格式，需要 ffmpeg，但${whereZh}。请安装 ffmpeg（apt install ffmpeg、brew install ffmpeg 或 winget install ffmpeg），或设置 FFMPEG_PATH。`,
  });
}
