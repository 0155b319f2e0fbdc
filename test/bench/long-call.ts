import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { SAMPLES_FOLDER } from '../../samples/dialogue.ts';
import { openAudio } from '../../src/audio/open.ts';
import { encodeWav } from '../wav.ts';

const SAMPLE = path.join(SAMPLES_FOLDER, 'calls', 'complaint.wav');
const HEADER_BYTES = 44;

/** Writes a stereo 8 kHz PCM WAV file of so many minutes: a sample call again and again. */
export async function writeLongCall(file: string, minutes: number): Promise<void> {
  const audio = await openAudio(SAMPLE);
  const wav = encodeWav(
    audio.channels.map((channel) => channel.read(0, channel.length)),
    audio.sampleRateHz,
  );
  await audio.close();
  const once = wav.subarray(HEADER_BYTES);
  const times = Math.ceil((60 * minutes) / audio.durationSeconds);
  const header = Buffer.from(wav.subarray(0, HEADER_BYTES));
  header.writeUInt32LE(HEADER_BYTES - 8 + times * once.length, 4);
  header.writeUInt32LE(times * once.length, 40);
  const descriptor = openSync(file, 'w');
  writeSync(descriptor, header);
  for (let written = 0; written < times; written++) writeSync(descriptor, once);
  closeSync(descriptor);
}
