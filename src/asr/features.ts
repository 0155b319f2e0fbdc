import type { WhisperFeatureExtractor } from '@xenova/transformers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { type MelSettings, melModel } from './mel-model.ts';

/** Log-mel features of windows, equal to what the stock extractor gives within 1e-4. */
export interface LogMel {
  /**
   * @param samples mono, 16 kHz, at most 30 s.
   * @returns `[1, mels, 3000]`.
   */
  of(samples: Float32Array): Promise<Tensor>;
  close(): Promise<void>;
}

/** Makes ready the features of a model, with the window and the mel filters of its stock extractor. */
export async function loadLogMel(
  extractor: WhisperFeatureExtractor,
  options: InferenceSession.SessionOptions = {},
): Promise<LogMel> {
  const { config, window } = extractor as unknown as {
    config: MelSettings & { n_samples: number };
    window: Float64Array;
  };
  const session = await InferenceSession.create(melModel(config, window), options);
  return { of: (samples) => logMel(session, config, samples), close: () => session.release() };
}

/**
 * Only the samples and a tail of zeros are transformed; the last frame then holds what every frame of padded silence holds
 * (the floor, or the maximum less 8, whichever is higher), and fills the rest.
 */
async function logMel(
  session: InferenceSession,
  { n_fft, hop_length: hop, n_samples: fullLength }: MelSettings & { n_samples: number },
  samples: Float32Array,
): Promise<Tensor> {
  // The window of the spectrogram reaches so far beyond its frame; frames after that hold silence only.
  const length = Math.min(fullLength, Math.ceil((samples.length + n_fft) / hop) * hop);
  const padded = new Float32Array(length);
  padded.set(samples.subarray(0, length));
  const { features } = await session.run({ samples: new Tensor('float32', padded, [1, 1, length]) });
  const [, mels, frames] = features!.dims as [number, number, number];
  const allFrames = Math.floor(fullLength / hop);
  if (frames === allFrames) return features!;
  const source = features!.data as Float32Array;
  const filled = new Float32Array(mels * allFrames);
  for (let mel = 0; mel < mels; mel++) {
    const row = source.subarray(mel * frames, (mel + 1) * frames);
    filled.fill(row[frames - 1]!, mel * allFrames + frames, (mel + 1) * allFrames);
    filled.set(row, mel * allFrames);
  }
  return new Tensor('float32', filled, [1, mels, allFrames]);
}
