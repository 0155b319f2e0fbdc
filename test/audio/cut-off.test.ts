import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SAMPLES_FOLDER } from '../../samples/dialogue.ts';
import { firstMp3Frame } from '../../src/audio/mp3-frame.ts';
import { openAudio } from '../../src/audio/open.ts';
import { available } from '../requires.ts';
import { encodeWav } from '../wav.ts';
import { sine, temporaryFolder } from './files.ts';

const folder = temporaryFolder();
const at = (name: string) => path.join(folder, name);
const sample = (name: string) => fs.readFileSync(path.join(SAMPLES_FOLDER, 'calls', name));

async function isTruncated(name: string, bytes: Buffer): Promise<boolean> {
  fs.writeFileSync(at(name), bytes);
  const audio = await openAudio(at(name));
  await audio.close();
  return audio.truncated;
}

const startOf = (bytes: Buffer, share: number) => bytes.subarray(0, Math.floor(bytes.length * share));

it.each(['inbound-rude.flac', 'late-answer-apology.opus', 'trainee.mp3', 'mono-amr.amr'])(
  'tells a whole %s from one that is cut off',
  async (name) => {
    const bytes = sample(name);
    expect(await isTruncated(`whole-${name}`, bytes)).toBe(false);
    expect(await isTruncated(`cut-${name}`, startOf(bytes, 0.3))).toBe(true);
  },
);

it.each(['inbound-rude.flac', 'late-answer-apology.opus', 'mono-amr.amr'])(
  'notices that the last bytes of %s are missing',
  async (name) => {
    const bytes = sample(name);
    expect(await isTruncated(`end-${name}`, bytes.subarray(0, -3))).toBe(true);
  },
);

it('says of a FLAC that sound is lost behind noise in its middle', async () => {
  const bytes = sample('inbound-rude.flac');
  for (let index = 0; index < 1000; index++) bytes[100_000 + index] = (index * 7919) >> 3;
  expect(await isTruncated('noise.flac', bytes)).toBe(true);
});

it('knows nothing of an MP3 without a count of frames, nor of a FLAC without one of samples', async () => {
  const mp3 = sample('trainee.mp3');
  mp3.fill(0, mp3.indexOf('Info'), mp3.indexOf('Info') + 4);
  expect(await isTruncated('uncounted.mp3', startOf(mp3, 0.3))).toBe(false);
  const flac = sample('inbound-rude.flac');
  flac[21]! &= 0xf0;
  flac.fill(0, 22, 26);
  expect(await isTruncated('uncounted.flac', startOf(flac, 0.3))).toBe(false);
});

it('reads an MP3 that begins in the middle of a frame from the first whole one on', async () => {
  const mp3 = sample('trainee.mp3');
  const whole = firstMp3Frame(mp3)!;
  fs.writeFileSync(at('whole.mp3'), mp3);
  // Behind the first frames, where the count of frames is, and the middle of the next.
  fs.writeFileSync(at('begun.mp3'), mp3.subarray(whole.offset + 3 * whole.bytes + 50));
  const [all, begun] = [await openAudio(at('whole.mp3')), await openAudio(at('begun.mp3'))];
  expect([begun.codec, begun.channels.length]).toEqual([all.codec, all.channels.length]);
  const lostSeconds = all.durationSeconds - begun.durationSeconds;
  expect(lostSeconds).toBeGreaterThan(0);
  expect(lostSeconds).toBeLessThan(0.5);
  const middle = (audio: typeof all) =>
    audio.channels[0]!.read(begun.channels[0]!.length - 16_000, begun.channels[0]!.length);
  expect(middle(begun).some((sample) => Math.abs(sample) > 0.001)).toBe(true);
  await Promise.all([all.close(), begun.close()]);
});

/** A tone through an encoder of ffmpeg. */
function encoded(name: string, options: string, rateHz: number, seconds: number): Buffer {
  fs.writeFileSync(at('source.wav'), encodeWav([sine(440, rateHz, seconds)], rateHz));
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', at('source.wav'), ...options.split(' '), at(name)]);
  return fs.readFileSync(at(name));
}

describe.runIf(available('ffmpeg'))('encoded by ffmpeg', () => {
  it.each([
    ['a.spx', '-c:a libspeex -ar 8000'],
    ['a.ogg', '-c:a libvorbis'],
    ['ima.wav', '-c:a adpcm_ima_wav'],
    ['a.m4a', '-c:a aac -movflags +faststart'],
  ])('tells a whole %s from one that is cut off', async (name, options) => {
    const bytes = encoded(name, options, 16_000, 4);
    expect(await isTruncated(`whole-${name}`, bytes)).toBe(false);
    expect(await isTruncated(`cut-${name}`, startOf(bytes, 0.7))).toBe(true);
  });

  it('counts the frames of an MP3 at any rate without its delay and padding', async () => {
    for (const [rateHz, seconds] of [
      [8000, 1.01],
      [22_050, 1.5],
      [44_100, 2.003],
    ] as const) {
      expect(await isTruncated('whole.mp3', encoded('a.mp3', '-c:a libmp3lame', rateHz, seconds))).toBe(false);
    }
  });

  it('refuses an MP4 whose index is lost', async () => {
    const bytes = encoded('late.m4a', '-c:a aac', 16_000, 4);
    await expect(isTruncated('lost.m4a', startOf(bytes, 0.7))).rejects.toMatchObject({
      code: 'ffmpeg-failed',
      sentence: { en: expect.stringContaining('is cut off: its index'), zh: expect.stringContaining('索引') },
    });
  });
});
