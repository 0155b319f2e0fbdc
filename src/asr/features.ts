import { Tensor, type WhisperFeatureExtractor } from '@xenova/transformers';

/** Samples of audio the window of the spectrogram reaches beyond its frame; frames after that hold silence only. */
const TAIL_SAMPLES = 400;

/**
 * Log-mel features of a window, equal to what the stock extractor gives, at the cost of the samples there are.
 *
 * The stock extractor pads to 30 s first and then transforms all 3,000 frames, which costs as much for one second of
 * speech as for thirty. Here only the samples and a tail of zeros are transformed; the last frame then holds what every
 * frame of padded silence holds (the floor, or the maximum less 8, whichever is higher), and fills the rest.
 *
 * @param samples mono, 16 kHz, at most 30 s.
 * @returns `[1, mels, 3000]`.
 */
export async function logMel(extractor: WhisperFeatureExtractor, samples: Float32Array): Promise<Tensor> {
  const { hop_length: hop, n_samples: fullLength } = extractor.config as { hop_length: number; n_samples: number };
  const length = Math.min(fullLength, Math.ceil((samples.length + TAIL_SAMPLES) / hop) * hop);
  const { input_features: short } = (await extractor(samples, { max_length: length })) as { input_features: Tensor };
  const [, mels, frames] = short.dims as [number, number, number];
  const allFrames = Math.floor(fullLength / hop);
  if (frames === allFrames) return short;
  const source = short.data as Float32Array;
  const padded = new Float32Array(mels * allFrames);
  for (let mel = 0; mel < mels; mel++) {
    const row = source.subarray(mel * frames, (mel + 1) * frames);
    padded.fill(row[frames - 1]!, mel * allFrames + frames, (mel + 1) * allFrames);
    padded.set(row, mel * allFrames);
  }
  return new Tensor('float32', padded, [1, mels, allFrames]);
}
