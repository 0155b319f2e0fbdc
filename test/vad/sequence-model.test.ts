import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLES_FOLDER } from '../../samples/dialogue.ts';
import type { Channel } from '../../src/analysis.ts';
import { openAudio } from '../../src/audio/open.ts';
import { resampled } from '../../src/audio/resample.ts';
import { MODEL_FILE } from '../../src/vad/model-file.ts';
import { loadVoiceActivity, type VoiceActivity } from '../../src/vad/silero.ts';
import { randomOf } from '../bench/random.ts';
import { memoryChannel } from '../memory-channel.ts';
import { available, SHARED_AUDIO } from '../requires.ts';

/** So much of each recording: longer than the frames that are judged in one run. */
const SECONDS = 40;

let detector: VoiceActivity;
let stock: InferenceSession;
beforeAll(async () => {
  detector = await loadVoiceActivity();
  stock = await InferenceSession.create(await readFile(MODEL_FILE), { intraOpNumThreads: 1, logSeverityLevel: 3 });
});
afterAll(() => Promise.all([detector.close(), stock.release()]));

/** What the model of the package says when it is given one frame after the other. */
async function frameByFrame(channel: Channel): Promise<Float32Array> {
  const [context, frame] = channel.sampleRateHz === 8000 ? [32, 256] : [64, 512];
  const values = new Float32Array(Math.ceil(channel.length / frame));
  const sr = new Tensor('int64', BigInt64Array.of(BigInt(channel.sampleRateHz)), []);
  let state: Tensor = new Tensor('float32', new Float32Array(256), [2, 1, 128]);
  for (let index = 0; index < values.length; index++) {
    const samples = channel.read(index * frame - context, (index + 1) * frame);
    const input = new Tensor('float32', samples, [1, context + frame]);
    const { output, stateN } = await stock.run({ input, state, sr });
    values[index] = (output!.data as Float32Array)[0]!;
    state = stateN!;
  }
  return values;
}

/** Largest difference between both ways, which must not be one because nothing is found. */
async function difference(channel: Channel, leastPeak: number): Promise<number> {
  const expected = await frameByFrame(channel);
  const { values } = await detector.probabilities(channel);
  expect(values.length).toBe(expected.length);
  expect(Math.max(...expected)).toBeGreaterThan(leastPeak);
  return values.reduce((worst, value, index) => Math.max(worst, Math.abs(value - expected[index]!)), 0);
}

describe.each([8000, 16000])('many frames in one run are judged as one by one, at %i Hz', (rate) => {
  it.each(['complaint.wav', 'trainee.mp3'])('%s', async (name) => {
    const audio = await openAudio(path.join(SAMPLES_FOLDER, 'calls', name));
    for (const channel of audio.channels) {
      const samples = (rate === 8000 ? channel : resampled(channel, rate)).read(0, SECONDS * rate);
      expect(await difference(memoryChannel(samples, rate), 0.9)).toBeLessThan(1e-5);
    }
    await audio.close();
  });

  it('noise, longer than a block', async () => {
    const random = randomOf(5);
    const noise = Float32Array.from({ length: SECONDS * rate + 77 }, (_, n) => (n % 9000 < 4000 ? random() - 0.5 : 0));
    expect(await difference(memoryChannel(noise, rate), 0)).toBeLessThan(1e-5);
  });

  describe.runIf(available('ffmpeg') && available('shared-audio'))('recorded people', () => {
    it.each([
      'watson/zh-CN_sample2_for_8k.wav',
      'aws-lca/Auto_Repairs_40_UTC_agent.wav',
      'azure/customspeech-zh-CN/audio1.wav',
      'mfa/mfa_laughter.flac',
    ])('%s', async (name) => {
      const args = ['-loglevel', 'error', '-i', path.join(SHARED_AUDIO, name), '-t', String(SECONDS), '-ac', '1'];
      const bytes = execFileSync('ffmpeg', [...args, '-ar', String(rate), '-f', 'f32le', '-'], { maxBuffer: 2 ** 28 });
      const samples = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
      expect(await difference(memoryChannel(samples, rate), 0.9)).toBeLessThan(1e-5);
    });
  });
});
