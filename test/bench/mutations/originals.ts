import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SAMPLES_FOLDER } from '../../../samples/dialogue.ts';
import { openAudio } from '../../../src/audio/open.ts';
import { babble, pause } from '../../audio/amr-frames.ts';
import { encodeWav } from '../../wav.ts';
import { randomOf } from '../random.ts';

/** A sound file that is right, to be damaged. */
export interface Original {
  /** Its ending says the format. */
  name: string;
  bytes: Buffer;
}

/** Both speak in these seconds of the sample call. */
const FROM_SECONDS = 7;
const SECONDS = 3;
const PICTURE = ['-f', 'lavfi', '-i', `testsrc=d=${SECONDS}:s=64x64:r=10`];

const BY_FFMPEG: Record<string, string> = {
  'u8.wav': '-c:a pcm_u8',
  's24.wav': '-c:a pcm_s24le',
  'f32.wav': '-c:a pcm_f32le',
  'alaw.wav': '-c:a pcm_alaw',
  'mulaw.wav': '-c:a pcm_mulaw',
  'rf64.wav': '-c:a pcm_s16le -rf64 always',
  'gsm.wav': '-ac 1 -c:a libgsm_ms',
  'ima.wav': '-c:a adpcm_ima_wav',
  'ms.wav': '-c:a adpcm_ms',
  'layer3.wav': '-c:a libmp3lame',
  'a.mp3': '-c:a libmp3lame -b:a 32k',
  'a.m4a': '-c:a aac',
  'a.aac': '-c:a aac',
  'a.opus': '-c:a libopus -b:a 24k',
  'a.spx': '-ac 1 -c:a libspeex',
  'a.ogg': '-c:a libvorbis',
  'a.flac': '-c:a flac',
  'a.wma': '-c:a wmav2',
  'a.gsm': '-ac 1 -c:a libgsm',
  'a.webm': '-c:a libopus -b:a 24k',
  'a.au': '-c:a pcm_mulaw',
  'a.aiff': '-c:a pcm_s16be',
  'a.caf': '-c:a pcm_alaw',
  'a.w64': '-c:a pcm_s16le',
};
const VIDEOS: Record<string, string> = {
  'v.mp4': '-c:v mpeg4 -c:a aac',
  'v.mov': '-c:v mpeg4 -c:a pcm_alaw',
  'v.mkv': '-c:v mpeg4 -c:a libopus',
  'v.avi': '-c:v mpeg4 -c:a pcm_mulaw',
  'v.ts': '-c:v mpeg4 -ar 16000 -c:a mp2',
  'v.flv': '-c:v flv -ar 11025 -c:a libmp3lame',
};

/** Three seconds of a sample call in every format that ffmpeg and sox write here, and AMR wideband put together by hand. */
export async function makeOriginals(folder: string): Promise<Original[]> {
  const at = (name: string) => path.join(folder, name);
  const audio = await openAudio(path.join(SAMPLES_FOLDER, 'calls', 'complaint.wav'));
  const rateHz = audio.sampleRateHz;
  const sides = audio.channels.map((side) => side.read(FROM_SECONDS * rateHz, (FROM_SECONDS + SECONDS) * rateHz));
  await audio.close();
  writeFileSync(at('s16.wav'), encodeWav(sides, rateHz));
  writeFileSync(at('mono.wav'), encodeWav(sides.slice(0, 1), rateHz));
  const encode = (input: readonly string[], options: string, name: string) => {
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-bitexact', ...input, ...options.split(' '), at(name)]);
    return name;
  };
  const made = ['s16.wav', 'mono.wav'];
  for (const [name, options] of Object.entries(BY_FFMPEG)) made.push(encode(['-i', at('s16.wav')], options, name));
  for (const [name, options] of Object.entries(VIDEOS))
    made.push(encode([...PICTURE, '-i', at('s16.wav')], options, name));
  execFileSync('sox', [at('mono.wav'), '-t', 'amr-nb', '-C', '7', at('a.amr')]);
  made.push('a.amr', encode(['-i', at('a.amr')], '-c copy', 'a.3gp'));
  const random = randomOf(5);
  const wide = [...babble(60, random), ...pause(30, true), ...babble(60, random)];
  return [
    ...made.map((name) => ({ name, bytes: readFileSync(at(name)) })),
    { name: 'a.awb', bytes: Buffer.concat([Buffer.from('#!AMR-WB\n'), ...wide]) },
  ];
}
