import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Channel, VoiceDetector } from '../analysis.ts';
import { resampled } from '../audio/resample.ts';
import { LingtingError, type Sentence } from '../errors.ts';
import { MODEL_FILE } from './model-file.ts';
import { STATE_SIZE, sequenceModel } from './sequence-model.ts';

const MODEL_SHA256 = '1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3';

/** Seconds between two probabilities, at both rates of the model. */
const FRAME_SECONDS = 0.032;
/** Samples per frame, and samples of the previous frame the model wants in front of it. */
const SHAPES = { 8000: { frame: 256, context: 32 }, 16000: { frame: 512, context: 64 } } as const;
/**
 * How much later than the level the probability rises and falls: medians over the edges of eight recordings (Mandarin,
 * English, telephone and clean; quartiles 0.00…0.04 and 0.04…0.09 s).
 */
const LAG = { startSeconds: 0.02, endSeconds: 0.06 };
/** Frames judged in one run (about 33 s): memory does not grow with the length of the call. */
const BLOCK_FRAMES = 1024;

type Rate = keyof typeof SHAPES;

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
  /** What it is, for provenance. */
  readonly detector: VoiceDetector;
  /** Why the model cannot be used; absent where it is. */
  readonly fault?: Sentence;
  /** Model id → SHA-256 of its weights, for provenance; none where no model is used. */
  readonly models: Readonly<Record<string, string>>;
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
  const bytes = await readFile(MODEL_FILE);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== MODEL_SHA256)
    throw new LingtingError('model-corrupt', {
      en: `The speech detector ${MODEL_FILE} has SHA-256 ${sha256}, expected ${MODEL_SHA256}. Run npm ci again.`,
      zh: `语音检测模型 ${MODEL_FILE} 的 SHA-256 为 ${sha256}，应为 ${MODEL_SHA256}。请重新运行 npm ci。`,
    });
  const sessions = { 8000: await sessionOf(bytes, 8000), 16000: await sessionOf(bytes, 16000) };
  return {
    detector: 'silero-v6.2',
    models: { 'silero-vad-v6.2': sha256 },
    probabilities: (channel, signal) => {
      const rate = channel.sampleRateHz === 8000 ? 8000 : 16000;
      return probabilities(sessions[rate], rate, channel, signal);
    },
    close: async () => void (await Promise.all(Object.values(sessions).map((session) => session.release()))),
  };
}

function sessionOf(stockModel: Uint8Array, rate: Rate): Promise<InferenceSession> {
  return InferenceSession.create(sequenceModel(stockModel, rate), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    enableCpuMemArena: false,
    logSeverityLevel: 3,
  });
}

async function probabilities(
  session: InferenceSession,
  rate: Rate,
  channel: Channel,
  signal: AbortSignal | undefined,
): Promise<SpeechProbabilities> {
  const { frame, context } = SHAPES[rate];
  const source = channel.sampleRateHz === rate ? channel : resampled(channel, rate);
  const frameCount = Math.ceil(source.length / frame);
  const values = new Float32Array(frameCount);
  let hidden = new Tensor('float32', new Float32Array(STATE_SIZE), [1, 1, STATE_SIZE]);
  let cell = hidden;
  for (let first = 0; first < frameCount; first += BLOCK_FRAMES) {
    signal?.throwIfAborted();
    const count = Math.min(BLOCK_FRAMES, frameCount - first);
    // Samples before the start of a channel read as zero, which is the context the first frame must have.
    const samples = source.read(first * frame - context, (first + count) * frame);
    const frames = new Float32Array(count * (context + frame));
    for (let index = 0; index < count; index++)
      frames.set(samples.subarray(index * frame, index * frame + context + frame), index * (context + frame));
    const input = new Tensor('float32', frames, [1, 1, count, context + frame]);
    const { speech, hiddenAfter, cellAfter } = await session.run({ frames: input, hidden, cell });
    values.set(speech!.data as Float32Array, first);
    hidden = hiddenAfter as typeof hidden;
    cell = cellAfter as typeof cell;
  }
  return { frameSeconds: FRAME_SECONDS, values, lag: LAG, durationSeconds: channel.length / channel.sampleRateHz };
}
