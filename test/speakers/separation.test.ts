import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { MODELS_FOLDER } from '../../src/asr/registry.ts';
import * as verification from '../../src/asr/verify.ts';
import { LingtingError } from '../../src/errors.ts';
import { installedSeparation } from '../../src/library/installed-separation.ts';
import { speakersApart } from '../../src/speakers/apart.ts';
import { openSherpaSeparation } from '../../src/speakers/sherpa.ts';
import type { TimeSpan } from '../../src/timespan.ts';
import { memoryChannel } from '../memory-channel.ts';
import { available } from '../requires.ts';

vi.mock('../../src/asr/verify.ts', { spy: true });

const RATE = 8000;
const folder = mkdtempSync(path.join(tmpdir(), 'lingting-separation-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const spans = (...pairs: [number, number][]): TimeSpan[] => pairs.map(([start, end]) => ({ start, end }));
const rounded = (list: readonly TimeSpan[]) => list.map(({ start, end }) => [start, end].map((t) => Math.round(t)));

/** Tones of 500 and 1500 Hz, which the tiny models take for two voices. */
function twoTones(one: readonly TimeSpan[], other: readonly TimeSpan[], seconds: number): Float32Array {
  const samples = new Float32Array(seconds * RATE);
  for (const [list, hz] of [[one, 500] as const, [other, 1500] as const])
    for (const { start, end } of list)
      for (let i = start * RATE; i < end * RATE; i++) samples[i]! += 0.3 * Math.sin((2 * Math.PI * hz * i) / RATE);
  return samples;
}

describe.runIf(available('python3-onnx'))('sherpa-onnx with models of the true shapes', () => {
  const files = {
    id: 'tiny',
    segmentation: path.join(folder, 'segmentation.onnx'),
    embedding: path.join(folder, 'embedding.onnx'),
    modelSha256: 'x',
  };
  beforeAll(() => {
    execFileSync('/usr/bin/python3', [path.join(import.meta.dirname, 'make_tiny_separation.py'), folder]);
  });

  it('finds who speaks when, across windows, beside onnxruntime-node in one process', async () => {
    const other = await InferenceSession.create(path.join(MODELS_FOLDER, 'lingting-demo-zh/onnx/encoder_model.onnx'));
    const separation = await openSherpaSeparation(files, 1);
    const [one, two] = [spans([5, 9], [15, 20], [31, 39]), spans([1, 4], [10, 14], [22, 30])];
    const found = await separation.separate(memoryChannel(twoTones(one, two, 40), RATE));
    expect(found.map(rounded)).toEqual([two, one].map(rounded));
    expect(separation.id).toBe('tiny');
    await other.release();
  });

  it('finds nobody in silence, and one voice where there is one', async () => {
    const separation = await openSherpaSeparation(files, 1);
    expect(await separation.separate(memoryChannel(new Float32Array(5 * RATE), RATE))).toEqual([]);
    const alone = twoTones(spans([1, 6]), [], 8);
    expect((await separation.separate(memoryChannel(alone, RATE))).map(rounded)).toEqual([[[1, 6]]]);
  });

  it('refuses what is too long to hold, and a model that is not there', async () => {
    const separation = await openSherpaSeparation(files, 1);
    const long = { ...memoryChannel(new Float32Array(1), RATE), length: 3601 * RATE };
    await expect(separation.separate(long)).rejects.toMatchObject({ code: 'too-long' });
    await expect(openSherpaSeparation({ ...files, segmentation: '/nowhere' }, 1)).rejects.toMatchObject({
      code: 'model-corrupt',
    });
  });
});

describe('the separation that is installed', () => {
  const installed = (name: string, files: Record<string, number>): string => {
    const place = path.join(folder, name, 'speaker-separation');
    mkdirSync(place, { recursive: true });
    for (const [file, bytes] of Object.entries(files)) {
      writeFileSync(path.join(place, file), '');
      truncateSync(path.join(place, file), bytes);
    }
    return path.join(folder, name);
  };
  const EMBEDDING = '3dspeaker_speech_campplus_sv_zh-cn_16k-common.onnx';

  it('is none without its files', async () => {
    expect(await installedSeparation(1, path.join(folder, 'empty'))).toBeUndefined();
  });

  it.each([
    ['one file is missing', { [EMBEDDING]: 28_281_138 }, /model\.onnx/],
    ['one is cut short', { 'model.onnx': 5_000_000, [EMBEDDING]: 28_281_138 }, /model\.onnx/],
    ['one has another content', { 'model.onnx': 5_992_913, [EMBEDDING]: 28_281_138 }, /model\.onnx/],
  ])('is a failure in one sentence when %s', async (name, files, named) => {
    const found = await installedSeparation(1, installed(name, files));
    expect(found).toBeInstanceOf(LingtingError);
    expect(found).toMatchObject({ code: 'model-corrupt', message: expect.stringMatching(named) });
    expect((found as LingtingError).sentence.en).toContain('npx lingting models pull speaker-separation');
  });
});

it('a separation whose models cannot be read is a failure, not a rejection', async () => {
  vi.spyOn(verification, 'verifyModel').mockRejectedValueOnce(Object.assign(new Error('x'), { code: 'EACCES' }));
  expect(await installedSeparation(1, folder)).toMatchObject({ code: 'no-permission' });
});

describe('two speakers of one channel', () => {
  const [one, other] = [spans([0, 4], [6, 10]), spans([3, 6], [10.5, 14])];
  const speech = spans([0.2, 5.8], [6.1, 9.8], [10.2, 14], [15, 15.5]);
  const channel = memoryChannel(new Float32Array(16 * RATE).fill(0.5), RATE);
  const apart = speakersApart({ channel, speech, sentToRecognition: spans([0, 6], [6, 10], [10.2, 16]) }, [
    one,
    other,
  ])!;

  it('have all of the speech between them, and what nobody was given goes to the nearer one', () => {
    expect(apart.speech).toEqual([spans([0.2, 4], [6.1, 9.8]), spans([3, 5.8], [10.2, 14], [15, 15.5])]);
  });

  it('are recognised once where both speak, with who began first', () => {
    expect(apart.sentToRecognition[0]).toEqual(spans([0, 4], [6, 10]));
    expect(apart.sentToRecognition[1][0]).toEqual({ start: 4, end: 6 });
  });

  it('are silent where only the other one speaks', () => {
    const [first, second] = apart.channels;
    const at = (seconds: number) => [first, second].map((it) => it.read(seconds * RATE, seconds * RATE + 1)[0]);
    expect([first.index, second.index]).toEqual([0, 1]);
    expect(at(1)).toEqual([0.5, 0]);
    expect(at(3.5)).toEqual([0.5, 0.5]);
    expect(at(5)).toEqual([0, 0.5]);
    expect(at(14.5)).toEqual([0.5, 0.5]);
    // A block that begins inside a silenced stretch.
    expect([...second.read(2.9 * RATE, 3.1 * RATE)].filter((sample) => sample === 0)).toHaveLength(0.1 * RATE);
  });

  it('are none when one voice is heard, or one of two says nothing', () => {
    const input = { channel, speech, sentToRecognition: speech };
    expect(speakersApart(input, [one])).toBeNull();
    expect(speakersApart(input, [spans([0, 16]), []])).toBeNull();
  });
});
