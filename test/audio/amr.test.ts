import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { SAMPLES_FOLDER } from '../../samples/dialogue.ts';
import { openAudio } from '../../src/audio/open.ts';
import { randomOf } from '../bench/random.ts';
import { available } from '../requires.ts';
import { amrFrames, babble, FRAME_SECONDS, frameType, pause } from './amr-frames.ts';
import { temporaryFolder } from './files.ts';
import { likeness } from './likeness.ts';

const folder = temporaryFolder();
const write = (name: string, parts: readonly Buffer[]) => {
  const file = path.join(folder, name);
  fs.writeFileSync(file, Buffer.concat(parts));
  return file;
};
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function decoded(file: string): Promise<{ codec: string; samples: Float32Array; rateHz: number }> {
  const audio = await openAudio(file);
  closing.push(() => audio.close());
  const [channel] = audio.channels;
  return { codec: audio.codec, samples: channel!.read(0, channel!.length), rateHz: audio.sampleRateHz };
}

/** The sample call, and the same with three seconds of it not sent. */
const { magic, frames } = amrFrames(fs.readFileSync(path.join(SAMPLES_FOLDER, 'calls', 'mono-amr.amr')));
const FROM = 100;
const TO = 250;
const cut = [...frames.slice(0, FROM), ...pause(TO - FROM, false), ...frames.slice(TO)];
const wholeNb = write('whole.amr', [magic, ...frames]);
const cutNb = write('cut.amr', [magic, ...cut]);

const wideMagic = Buffer.from('#!AMR-WB\n');
const random = randomOf(11);
const wide = [...babble(100, random), ...pause(150, true), ...babble(100, random)];
const cutWb = write('cut.awb', [wideMagic, ...wide]);

/** What comes after the pause is where it was, as the decoder of the same frames without a pause has it. */
function expectSameAfterPause(whole: Float32Array, found: Float32Array, rateHz: number): void {
  const after = (TO + 25) * FRAME_SECONDS * rateHz;
  expect(likeness(whole.subarray(after), found.subarray(after), rateHz)).toMatchObject({ lagSeconds: 0 });
  expect(likeness(whole.subarray(after), found.subarray(after), rateHz).correlation).toBeGreaterThan(0.95);
}

describe('AMR that is none', () => {
  /** Bytes as telephone sound in mu-law has them: any, and most near silence. */
  const noise = Buffer.from(Array.from({ length: 60_000 }, () => (random() < 0.5 ? 0xff : Math.floor(256 * random()))));

  it.each([magic, wideMagic])('is no call of many minutes: the head %s before any bytes', async (head) => {
    const file = write('noise.amr', [head, noise]);
    const seconds = await decoded(file).then(
      ({ samples, rateHz }) => samples.length / rateHz,
      () => 0,
    );
    expect(seconds).toBeLessThan(3);
  });

  it('ends the sound where the frames end, and says that something is missing', async () => {
    const file = write('lost.amr', [magic, ...frames.slice(0, 200), noise]);
    const audio = await openAudio(file);
    closing.push(() => audio.close());
    expect(audio.truncated).toBe(true);
    expect(audio.durationSeconds).toBeGreaterThanOrEqual(200 * FRAME_SECONDS);
    expect(audio.durationSeconds).toBeLessThan(200 * FRAME_SECONDS + 3);
  });

  it('goes on over a few damaged frames', async () => {
    const damaged = frames.map((frame, at) =>
      at >= 300 && at < 305 ? Buffer.concat([Buffer.from([0xff]), frame.subarray(1)]) : frame,
    );
    const { samples, rateHz } = await decoded(write('damaged.amr', [magic, ...damaged]));
    expect(samples.length / rateHz).toBeGreaterThan(frames.length * FRAME_SECONDS - 1);
  });
});

describe('AMR with discontinuous transmission', () => {
  it('has pauses in these files', () => {
    expect(cut.filter((frame) => frameType(frame[0]!) === 15).length).toBeGreaterThan(120);
    expect(wide.filter((frame) => frameType(frame[0]!) === 9)).toHaveLength(19);
  });

  it('keeps the time of narrowband', async () => {
    const { codec, samples, rateHz } = await decoded(cutNb);
    expect([codec, rateHz, samples.length]).toEqual(['amrnb', 8000, cut.length * FRAME_SECONDS * 8000]);
    expectSameAfterPause((await decoded(wholeNb)).samples, samples, rateHz);
  });

  it('keeps the time of wideband', async () => {
    const { codec, samples, rateHz } = await decoded(cutWb);
    expect([codec, rateHz, samples.length]).toEqual(['amrwb', 16_000, wide.length * FRAME_SECONDS * 16_000]);
    const level = (from: number, to: number) =>
      Math.sqrt(samples.subarray(from * 320, to * 320).reduce((sum, x) => sum + x * x, 0) / ((to - from) * 320));
    expect(level(120, 240)).toBeLessThan(level(20, 80) / 4);
    expect(level(260, 330)).toBeGreaterThan(level(20, 80) / 4);
  });

  it.runIf(available('sox')).each([cutNb, cutWb])('gives the samples of another decoder: %s', async (file) => {
    const { samples, rateHz } = await decoded(file);
    const raw = execFileSync('sox', ['-t', file.endsWith('.awb') ? 'amr-wb' : 'amr-nb', file, '-t', 'f32', '-'], {
      maxBuffer: 1e8,
    });
    const other = new Float32Array(raw.buffer, raw.byteOffset, raw.length / 4);
    expect(other).toHaveLength(samples.length);
    const { correlation, lagSeconds, gainDb } = likeness(other, samples, rateHz);
    expect(lagSeconds).toBe(0);
    expect(correlation).toBeGreaterThan(0.999);
    expect(Math.abs(gainDb)).toBeLessThan(0.05);
  });

  it.runIf(available('ffmpeg')).each(['3gp', 'mov', 'mkv'])('keeps the time in a .%s', async (container) => {
    const file = path.join(folder, `cut.${container}`);
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', cutNb, '-c', 'copy', file]);
    const { codec, samples, rateHz } = await decoded(file);
    expect([codec, samples.length]).toEqual(['amr_nb', cut.length * FRAME_SECONDS * 8000]);
    expectSameAfterPause((await decoded(wholeNb)).samples, samples, rateHz);
  });

  it.runIf(available('ffmpeg'))('keeps the time of wideband in a .3gp', async () => {
    const file = path.join(folder, 'wide.3gp');
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', cutWb, '-c', 'copy', file]);
    const { codec, samples } = await decoded(file);
    expect([codec, samples.length]).toEqual(['amr_wb', wide.length * FRAME_SECONDS * 16_000]);
  });

  it.runIf(available('ffmpeg')).each(['3gp', 'mov'])('keeps the time of what a .%s never got', async (container) => {
    const file = path.join(folder, `hole.${container}`);
    const sent = write('sent.amr', [magic, ...frames.slice(0, FROM), ...frames.slice(TO)]);
    const late = `setts=ts=TS+gte(N\\,${FROM})*${(TO - FROM) * FRAME_SECONDS}/TB`;
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', sent, '-c', 'copy', '-bsf:a', late, file]);
    const { codec, samples, rateHz } = await decoded(file);
    expect(codec).toBe('amr_nb');
    expect(Math.abs(samples.length / rateHz - frames.length * FRAME_SECONDS)).toBeLessThan(0.1);
    const after = (TO + 25) * FRAME_SECONDS * rateHz;
    const whole = (await decoded(wholeNb)).samples.subarray(after);
    const { correlation, lagSeconds } = likeness(whole, samples.subarray(after), rateHz);
    expect(correlation).toBeGreaterThan(0.9);
    expect(Math.abs(lagSeconds)).toBeLessThan(0.05);
    const hole = samples.subarray((FROM + 10) * FRAME_SECONDS * rateHz, (TO - 10) * FRAME_SECONDS * rateHz);
    expect(Math.max(...hole.map(Math.abs))).toBeLessThan(0.001);
  });

  it.runIf(available('ffmpeg'))('says of a container too that the sound breaks off', async () => {
    const file = path.join(folder, 'broken.mkv');
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', wholeNb, '-c', 'copy', file]);
    const bytes = fs.readFileSync(file);
    for (const frame of frames.slice(300)) {
      const at = bytes.indexOf(frame);
      if (at >= 0) bytes.fill(0xff, at, at + frame.length);
    }
    fs.writeFileSync(file, bytes);
    const audio = await openAudio(file);
    closing.push(() => audio.close());
    expect(audio.truncated).toBe(true);
  });
});
