import fs from 'node:fs';
import path from 'node:path';
import type { Channel } from '../analysis.ts';
import { asLingtingError, LingtingError } from '../errors.ts';
import { wavChannels } from './wav-channel.ts';
import { readWavHeader } from './wav-header.ts';

/** A recording whose samples can be read. `close()` releases the file and removes temporary copies. */
export interface OpenAudio {
  codec: string;
  durationSeconds: number;
  sampleRateHz: number;
  channels: Channel[];
  truncated: boolean;
  close(): Promise<void>;
}

/** Opens a recording. */
export async function openAudio(file: string): Promise<OpenAudio> {
  let descriptor: number;
  try {
    descriptor = fs.openSync(file, 'r');
  } catch (error) {
    throw asLingtingError(error);
  }
  const header = readWavHeader(descriptor, fs.fstatSync(descriptor).size, path.basename(file));
  const channels = wavChannels(descriptor, header);
  if (channels.length > 2) throw new LingtingError('too-many-channels', { en: file, zh: file });
  return {
    codec: 'pcm_s16le',
    durationSeconds: channels[0]!.length / header.sampleRateHz,
    sampleRateHz: header.sampleRateHz,
    channels,
    truncated: header.truncated,
    close: async () => fs.closeSync(descriptor),
  };
}
