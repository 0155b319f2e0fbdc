import { type Tensor, WhisperFeatureExtractor } from '@xenova/transformers';
import { describe, expect, it } from 'vitest';
import { loadLogMel } from '../../src/asr/features.ts';

const extractorOf = (mels: number) =>
  new WhisperFeatureExtractor({
    chunk_length: 30,
    feature_size: mels,
    hop_length: 160,
    n_fft: 400,
    n_samples: 480_000,
    nb_max_frames: 3000,
    sampling_rate: 16_000,
  });

/** A hum with noise on it, of any level. */
const sound = (seconds: number, level: number) =>
  Float32Array.from(
    { length: Math.round(seconds * 16_000) },
    (_, i) => level * (Math.sin(i * 0.07) + 0.3 * ((Math.sin(i * 12.9898) * 43758.5453) % 1)),
  );

async function stock(extractor: WhisperFeatureExtractor, samples: Float32Array): Promise<Tensor> {
  return ((await extractor(samples)) as { input_features: Tensor }).input_features;
}

describe('log-mel features', () => {
  it.each<[string, number, Float32Array]>([
    ['a sentence', 80, sound(3.1, 0.2)],
    ['a sentence for 128 mels', 128, sound(2, 0.2)],
    ['a whisper', 80, sound(1.234, 1e-4)],
    ['almost nothing', 80, sound(0.31, 1e-9)],
    ['silence', 80, new Float32Array(16_000)],
    ['no samples', 80, new Float32Array(0)],
    ['one sample', 80, Float32Array.of(0.5)],
    ['speech up to the very end', 80, sound(29.99, 0.2)],
    ['a full window', 80, sound(30, 0.2)],
  ])('%s: equal to the stock extractor', async (_name, mels, samples) => {
    const extractor = extractorOf(mels);
    const logMel = await loadLogMel(extractor);
    const [ours, theirs] = [await logMel.of(samples), await stock(extractor, samples)];
    await logMel.close();
    expect(ours.dims).toEqual([1, mels, 3000]);
    expect(ours.dims).toEqual(theirs.dims);
    let largest = 0;
    (ours.data as Float32Array).forEach((value, index) => {
      largest = Math.max(largest, Math.abs(value - (theirs.data as Float32Array)[index]!));
    });
    expect(largest).toBeLessThan(1e-4);
  });
});
