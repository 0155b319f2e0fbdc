import { joinedZh, LingtingError } from '../errors.ts';
import type { Sniffed } from './sniff.ts';

/** The sentences for files that cannot be scored whatever decoder is installed. */

/** Not sound at all. */
export function notAudio(fileName: string, { reader, format, formatZh }: Sniffed): LingtingError {
  const [found, foundZh] =
    reader === 'unknown'
      ? ['bytes of no known audio format', '内容不属于任何已知的音频格式']
      : [format, joinedZh('实际是', formatZh)];
  return new LingtingError('not-audio', {
    en: `Expected a recording, but ${fileName} is ${found}. Choose an audio file such as WAV, MP3, Opus, FLAC or AMR.`,
    zh: `${fileName} 应为录音文件，但${foundZh}。请选择 WAV、MP3、Opus、FLAC、AMR 等音频文件。`,
  });
}

/** Zero bytes. */
export function emptyFile(fileName: string): LingtingError {
  return new LingtingError('file-empty', {
    en: `${fileName} is empty (0 bytes). Export the recording again.`,
    zh: `${fileName} 是空文件（0 字节）。请重新导出录音。`,
  });
}

/** A folder, pipe or device where a file was expected. */
export function notAFile(fileName: string): LingtingError {
  return new LingtingError('file-unreadable', {
    en: `${fileName} is not a regular file. Give a recording, a folder of recordings or a CSV.`,
    zh: `${fileName} 不是普通文件。请提供录音文件、录音文件夹或 CSV。`,
  });
}

/** More channels than an agent and a customer. */
export function tooManyChannels(fileName: string, channelCount: number): LingtingError {
  return new LingtingError('too-many-channels', {
    en: `${fileName} has ${channelCount} channels; expected 1 or 2 (agent and customer). Export the two sides of the call as stereo.`,
    zh: `${fileName} 有 ${channelCount} 个声道，应为 1 或 2 个（坐席和客户）。请把通话双方导出为双声道。`,
  });
}

/** Less sound than there is anything to say about. */
export function tooShort(fileName: string, durationSeconds: number): LingtingError {
  const seconds = Math.round(durationSeconds * 100) / 100;
  const found = seconds === 0 ? { en: 'no', zh: '没有声音' } : { en: `${seconds} s of`, zh: `只有 ${seconds} 秒声音` };
  return new LingtingError('too-short', {
    en: `${fileName} holds ${found.en} sound; at least 0.5 s is needed. Check whether the export was complete.`,
    zh: `${fileName} ${found.zh}，至少需要 0.5 秒。请检查导出是否完整。`,
  });
}

/** No signal on any channel. */
export function digitalSilence(fileName: string): LingtingError {
  return new LingtingError('digital-silence', {
    en: `${fileName} is silent from beginning to end: no signal on any channel. Check the recorder.`,
    zh: `${fileName} 从头到尾没有任何信号（所有声道都是静音）。请检查录音设备。`,
  });
}
