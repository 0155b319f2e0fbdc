import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Channel } from '../analysis.ts';
import { resampled } from '../audio/resample.ts';
import { LingtingError } from '../errors.ts';

/** Silero VAD v6.2 (MIT), the file inside `@ricky0123/vad-web`. */
const MODEL_FILE = 'silero_vad_v6.onnx';
const MODEL_SHA256 = '1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3';

/** Seconds between two probabilities, at both rates of the model. */
const FRAME_SECONDS = 0.032;
/** Samples per frame, and samples of the previous frame the model wants in front of it. */
const SHAPES = { 8000: { frame: 256, context: 32 }, 16000: { frame: 512, context: 64 } } as const;
/** Values in the recurrent state, `[2, 1, 128]`. */
const STATE_SIZE = 256;
/**
 * How much later than the level the probability rises and falls: medians over the edges of eight recordings (Mandarin,
 * English, telephone and clean; quartiles 0.00…0.04 and 0.04…0.09 s).
 */
const LAG = { startSeconds: 0.02, endSeconds: 0.06 };
/** Frames read at a time (about 33 s): memory does not grow with the length of the call. */
const BLOCK_FRAMES = 1024;

/** How likely somebody speaks, frame by frame. */
export interface SpeechProbabilities {
  /** Seconds of one frame; frame `i` covers `[i, i + 1) * frameSeconds`. */
  readonly frameSeconds: number;
  /** 0…1 for each frame. The last frame may reach beyond the channel; empty for a channel without samples. */
  readonly values: Float32Array;
  /** Known lateness of the detector at the start and at the end of speech, to be taken off. */
  readonly lag: { readonly startSeconds: number; readonly endSeconds: number };
  /** Length of the channel; spans never reach beyond it. */
  readonly durationSeconds: number;
}

/** The speech detector, loaded once and used for any number of channels, one at a time. */
export interface VoiceActivity {
  /** SHA-256 of the weights, for provenance. */
  readonly modelSha256: string;
  /**
   * The probability of speech in each 32 ms of a channel. Channels of 8 kHz are judged at their native rate, all
   * others at 16 kHz. Silence, noise, call tones and most music stay near 0.
   */
  probabilities(channel: Channel, signal?: AbortSignal): Promise<SpeechProbabilities>;
  close(): Promise<void>;
}

/**
 * Loads Silero VAD v6.2 on one thread.
 * @throws LingtingError `model-corrupt` when the file in the package is not the one that was tested.
 */
export async function loadVoiceActivity(): Promise<VoiceActivity> {
  const packageFile = createRequire(import.meta.url).resolve('@ricky0123/vad-web/package.json');
  const file = path.join(path.dirname(packageFile), 'dist', MODEL_FILE);
  const bytes = await readFile(file);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== MODEL_SHA256)
    throw new LingtingError('model-corrupt', {
      en: `The speech detector ${file} has SHA-256 ${sha256}, expected ${MODEL_SHA256}. Run npm ci again.`,
      zh: `语音检测模型 ${file} 的 SHA-256 为 ${sha256}，应为 ${MODEL_SHA256}。请重新运行 npm ci。`,
    });
  const session = await InferenceSession.create(bytes, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    enableCpuMemArena: false,
    logSeverityLevel: 3,
  });
  return {
    modelSha256: sha256,
    probabilities: (channel, signal) => probabilities(session, channel, signal),
    close: () => session.release(),
  };
}

async function probabilities(
  session: InferenceSession,
  channel: Channel,
  signal: AbortSignal | undefined,
): Promise<SpeechProbabilities> {
  const rate = channel.sampleRateHz === 8000 ? 8000 : 16000;
  const { frame, context } = SHAPES[rate];
  const source = channel.sampleRateHz === rate ? channel : resampled(channel, rate);
  const frameCount = Math.ceil(source.length / frame);
  const values = new Float32Array(frameCount);
  const sr = new Tensor('int64', BigInt64Array.of(BigInt(rate)), []);
  let state: Tensor = new Tensor('float32', new Float32Array(STATE_SIZE), [2, 1, 128]);
  for (let first = 0; first < frameCount; first += BLOCK_FRAMES) {
    signal?.throwIfAborted();
    const last = Math.min(first + BLOCK_FRAMES, frameCount);
    // Samples before the start of a channel read as zero, which is the context the first frame must have.
    const block = source.read(first * frame - context, last * frame);
    for (let index = first; index < last; index++) {
      const offset = (index - first) * frame;
      const samples = block.subarray(offset, offset + context + frame);
      const input = new Tensor('float32', samples, [1, context + frame]);
      const { output, stateN } = await session.run({ input, state, sr });
      values[index] = (output!.data as Float32Array)[0]!;
      state = stateN!;
    }
  }
  return { frameSeconds: FRAME_SECONDS, values, lag: LAG, durationSeconds: channel.length / channel.sampleRateHz };
}
