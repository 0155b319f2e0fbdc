import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLES_FOLDER } from '../../samples/dialogue.ts';
import { type OpenAudio, openAudio } from '../../src/audio/open.ts';
import { resampled } from '../../src/audio/resample.ts';
import { available } from '../requires.ts';
import { encodeWav } from '../wav.ts';
import { temporaryFolder } from './files.ts';
import { likeness } from './likeness.ts';

const RATE_HZ = 8000;
/** Both speak in these seconds of the call. */
const FROM_SECONDS = 4;
const SECONDS = 8;

const folder = temporaryFolder();
const at = (name: string) => path.join(folder, name);
/** Agent and customer of a sample call. */
let source: Float32Array[] = [];

beforeAll(async () => {
  const audio = await openAudio(path.join(SAMPLES_FOLDER, 'calls', 'complaint.wav'));
  source = audio.channels.map((channel) => channel.read(FROM_SECONDS * RATE_HZ, (FROM_SECONDS + SECONDS) * RATE_HZ));
  await audio.close();
  fs.writeFileSync(at('stereo.wav'), encodeWav(source, RATE_HZ));
  fs.writeFileSync(at('mono.wav'), encodeWav(source.slice(0, 1), RATE_HZ));
});

const opened: OpenAudio[] = [];
afterAll(async () => {
  for (const audio of opened) await audio.close();
});

async function read(name: string): Promise<{ audio: OpenAudio; samples: Float32Array[] }> {
  const audio = await openAudio(at(name));
  opened.push(audio);
  const samples = audio.channels.map((channel) => {
    const same = resampled(channel, RATE_HZ);
    return same.read(0, same.length);
  });
  return { audio, samples };
}

interface Expected {
  codec: string;
  channels: 1 | 2;
  /** Least correlation with the source: what the codec leaves of the wave. */
  likeness: number;
  levelDb: number;
  /** Most that it may be longer or shorter, and earlier or later. */
  seconds: number;
}

/** Lossless, or nearly. */
const exact = (codec: string): Expected => ({ codec, channels: 2, likeness: 0.999, levelDb: 0.05, seconds: 0 });
const coded = (codec: string, likeness: number, levelDb: number, seconds: number, channels: 1 | 2 = 2): Expected => ({
  codec,
  channels,
  likeness,
  levelDb,
  seconds,
});

async function check(name: string, expected: Expected): Promise<void> {
  const { audio, samples } = await read(name);
  expect([audio.codec, audio.channels.length, audio.truncated]).toEqual([expected.codec, expected.channels, false]);
  expect(Math.abs(audio.durationSeconds - SECONDS)).toBeLessThanOrEqual(expected.seconds + 1e-9);
  for (const [index, heard] of samples.entries()) {
    const { correlation, lagSeconds, gainDb } = likeness(source[index]!, heard, RATE_HZ);
    expect(correlation).toBeGreaterThan(expected.likeness);
    expect(Math.abs(lagSeconds)).toBeLessThanOrEqual(expected.seconds);
    expect(Math.abs(gainDb)).toBeLessThan(expected.levelDb);
  }
}

/** A block, a frame or the look-ahead of the codec; MP3 and AAC outside of MP4 add up to 0.27 s at 8 kHz. */
const FROM_FFMPEG: Record<string, [options: string, expected: Expected]> = {
  'u8.wav': ['-c:a pcm_u8', coded('pcm_u8', 0.98, 0.3, 0)],
  's16.wav': ['-c:a pcm_s16le', exact('pcm_s16le')],
  's24.wav': ['-c:a pcm_s24le', exact('pcm_s24le')],
  's32.wav': ['-c:a pcm_s32le', exact('pcm_s32le')],
  'f32.wav': ['-c:a pcm_f32le', exact('pcm_f32le')],
  'f64.wav': ['-c:a pcm_f64le', exact('pcm_f64le')],
  'alaw.wav': ['-c:a pcm_alaw', exact('pcm_alaw')],
  'mulaw.wav': ['-c:a pcm_mulaw', exact('pcm_mulaw')],
  'rf64.wav': ['-c:a pcm_s16le -rf64 always', exact('pcm_s16le')],
  'gsm.wav': ['-c:a libgsm_ms', coded('gsm_ms', 0.94, 1, 0.04, 1)],
  'ima.wav': ['-c:a adpcm_ima_wav', coded('adpcm_ima_wav', 0.99, 0.1, 0.26)],
  'ms.wav': ['-c:a adpcm_ms', coded('adpcm_ms', 0.99, 0.1, 0.26)],
  'mp3.wav': ['-c:a libmp3lame -b:a 48k', coded('mp3', 0.97, 0.6, 0.22)],
  'g726.wav': ['-c:a g726', coded('adpcm_g726', 0.99, 0.1, 0, 1)],
  'a.mp3': ['-c:a libmp3lame -b:a 48k', coded('mp3', 0.97, 0.6, 0.001)],
  'a.m4a': ['-c:a aac -b:a 64k', coded('aac', 0.99, 0.1, 0.13)],
  'a.aac': ['-c:a aac -b:a 64k', coded('aac', 0.99, 0.1, 0.27)],
  'a.opus': ['-c:a libopus -b:a 48k', coded('opus', 0.98, 0.2, 0.01)],
  'a.spx': ['-c:a libspeex -ar 8000', coded('speex', 0.9, 0.6, 0.03, 1)],
  'a.ogg': ['-c:a libvorbis -q:a 5', coded('vorbis', 0.98, 0.3, 0.02)],
  'a.flac': ['-c:a flac', exact('flac')],
  'a.wma': ['-c:a wmav2 -b:a 64k', coded('wmav2', 0.99, 0.1, 0.1)],
  'a.gsm': ['-c:a libgsm', coded('gsm', 0.94, 1, 0.03, 1)],
  'a.webm': ['-c:a libopus -b:a 48k', coded('opus', 0.98, 0.2, 0.01)],
};
const VIDEO: Record<string, [options: string, expected: Expected]> = {
  'v.mp4': ['-c:v mpeg4 -c:a aac -b:a 64k', coded('aac', 0.99, 0.1, 0.13)],
  'v.mov': ['-c:v mpeg4 -c:a pcm_alaw', exact('pcm_alaw')],
  'v.mkv': ['-c:v mpeg4 -c:a libvorbis -q:a 5', coded('vorbis', 0.98, 0.3, 0.02)],
  'v.avi': ['-c:v mpeg4 -c:a pcm_mulaw', exact('pcm_mulaw')],
  'v.3gp': ['-c:v mpeg4 -c:a aac -b:a 64k', coded('aac', 0.99, 0.1, 0.13)],
  'v.mpg': ['-c:v mpeg1video -ar 16000 -c:a mp2 -b:a 160k', coded('mp2', 0.9, 0.5, 0.2)],
  'v.ts': ['-c:v mpeg2video -ar 16000 -c:a mp2 -b:a 160k', coded('mp2', 0.9, 0.5, 0.2)],
};

describe.runIf(available('ffmpeg'))('speech through the encoders of ffmpeg', () => {
  const encode = (...args: string[]) => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args]);

  it.each(Object.entries(FROM_FFMPEG))('%s', async (name, [options, expected]) => {
    encode('-i', at(expected.channels === 1 ? 'mono.wav' : 'stereo.wav'), ...options.split(' '), at(name));
    await check(name, expected);
  });

  it.each(Object.entries(VIDEO))('a video %s', async (name, [options, expected]) => {
    const picture = ['-f', 'lavfi', '-i', `testsrc=d=${SECONDS}:s=64x64:r=25`];
    encode(...picture, '-i', at('stereo.wav'), ...options.split(' '), at(name));
    await check(name, expected);
  });

  it.each(['hole.webm', 'hole.mkv', 'hole.m4a'])('keeps the time of what was never sent: %s', async (name) => {
    const codec = name === 'hole.webm' ? 'libopus' : 'aac';
    encode('-i', at('stereo.wav'), '-af', "aselect='not(between(t,3,6))'", '-c:a', codec, '-b:a', '64k', at(name));
    const { audio, samples } = await read(name);
    expect(Math.abs(audio.durationSeconds - SECONDS)).toBeLessThan(0.27);
    const late = likeness(source[0]!.subarray(7 * RATE_HZ), samples[0]!.subarray(7 * RATE_HZ), RATE_HZ);
    expect(late.correlation).toBeGreaterThan(0.97);
    expect(Math.abs(late.lagSeconds)).toBeLessThan(0.15);
  });

  it('fills no holes that damaged timestamps pretend', async () => {
    encode('-i', at('stereo.wav'), '-ar', '11025', '-c:a', 'libmp3lame', at('whole.flv'));
    const bytes = fs.readFileSync(at('whole.flv'));
    // A tag begins with its type, 3 bytes of size and 4 of time in milliseconds, the highest last; 4 bytes follow its body.
    let place = 13;
    for (let tags = 0; tags < 60; tags++) place += 11 + bytes.readUIntBE(place + 1, 3) + 4;
    bytes.writeUIntBE(200_000, place + 4, 3);
    fs.writeFileSync(at('damaged.flv'), bytes);
    const { audio } = await read('damaged.flv');
    expect(Math.abs(audio.durationSeconds - SECONDS)).toBeLessThan(0.3);
    expect(audio.truncated).toBe(true);
  });
});

describe.runIf(available('sox') && available('ffmpeg'))('speech through the encoders of sox', () => {
  it.each<[string, string, Expected]>([
    ['ima-sox.wav', '-e ima-adpcm', coded('adpcm_ima_wav', 0.99, 0.1, 0.26)],
    ['gsm-sox.wav', '-e gsm-full-rate', coded('gsm_ms', 0.94, 1, 0.04, 1)],
    ['s24-sox.wav', '-b 24', exact('pcm_s24le')],
    ['sox.w64', '-b 16', exact('pcm_s16le')],
    ['sox.ogg', '-C 5', coded('vorbis', 0.98, 0.3, 0.02)],
    ['sox.amr-nb', '-C 7', coded('amrnb', 0.9, 0.6, 0.04, 1)],
  ])('%s', async (name, options, expected) => {
    execFileSync('sox', [at(expected.channels === 1 ? 'mono.wav' : 'stereo.wav'), ...options.split(' '), at(name)]);
    await check(name, expected);
  });
});
