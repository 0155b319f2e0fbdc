import { AutoTokenizer, env, LogLevel, type PreTrainedTokenizer, WhisperFeatureExtractor } from '@xenova/transformers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Language } from '../analysis.ts';
import { simplify } from '../language/script.ts';
import { decode } from './decode.ts';
import { type LogMel, loadLogMel } from './features.ts';
import { requireConfigs, requireWhisper } from './fitting.ts';
import { type Generation, readGeneration, withPrompt } from './generation.ts';
import { promptOf } from './prompt.ts';
import type { TranscriberOptions } from './transcriber.ts';
import type { Decoded } from './writer.ts';

/** Fast Mandarin is about 9 tokens a second; more than 12 is a loop, and a loop must end somewhere. */
const TOKENS_PER_SECOND = 12;
const SPARE_TOKENS = 10;

/** Sound to recognise at once: at most 30 s at 16 kHz. */
export interface Sound {
  readonly samples: Float32Array;
  /** Seconds of speech in it. */
  readonly speechSeconds: number;
}

/** What the model wrote for one window. */
export interface Recognition {
  /** Trimmed; simplified characters for Mandarin. Empty when the model heard nothing. */
  readonly text: string;
  /** Mean natural-log probability of the tokens, end of text included (<= 0). */
  readonly meanLogProbability: number;
  /** The model's own probability, 0…1, that nobody speaks. */
  readonly noSpeechProbability: number;
  /** True when the model did not come to an end within the tokens allowed, or went round in circles. */
  readonly ranOut: boolean;
}

/** How windows are recognised. */
export interface Manner {
  /** At 0 the likeliest text is written (greedy), above it tokens are drawn. */
  readonly temperature: number;
  /** Whether the model is told the hot words. */
  readonly isPrompted: boolean;
}

/** A loaded Whisper model, and nothing but the model: windows in, a text for each out. */
export interface Whisper {
  /** The hot words it is told where it is prompted; null when it takes no prompt. */
  readonly promptWords: readonly string[] | null;
  /** Some windows side by side; those of like length cost least. */
  recognise(sounds: readonly Sound[], manner: Manner, signal?: AbortSignal): Promise<Recognition[]>;
  close(): Promise<void>;
}

/** Absolute paths of a model's folder and of the two ONNX files to use. */
export interface WhisperFiles {
  readonly folder: string;
  readonly encoder: string;
  readonly decoder: string;
}

/** How sessions are run: on that many threads of this process. */
export function sessionOptions(threads: number): InferenceSession.SessionOptions {
  return {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // The arena grows to the largest window ever seen and never shrinks.
    enableCpuMemArena: false,
    logSeverityLevel: 3,
  };
}

/** Loads a Whisper model from a folder. Reads local files only; throws what the runtime throws, and for what is no Whisper model. */
export async function loadWhisper(
  files: WhisperFiles,
  { language, threads, hotWords = [] }: TranscriberOptions,
): Promise<Whisper> {
  env.allowRemoteModels = false;
  env.useFSCache = false;
  env.useBrowserCache = false;
  env.logLevel = LogLevel.NONE;
  const local = { local_files_only: true };
  const options = sessionOptions(threads);
  await requireConfigs(files.folder);
  const extractor = (await WhisperFeatureExtractor.from_pretrained(files.folder, local)) as WhisperFeatureExtractor;
  const [logMel, tokenizer, generation, encoder, decoder] = await Promise.all([
    loadLogMel(extractor, options),
    AutoTokenizer.from_pretrained(files.folder, local),
    readGeneration(files.folder, language),
    InferenceSession.create(files.encoder, options),
    InferenceSession.create(files.decoder, options),
  ]);
  requireWhisper({ encoder, decoder }, files, (extractor.config as { feature_size: number }).feature_size);
  const prompt = promptOf(tokenizer, hotWords, language, generation.mostPositions);
  const prompted = withPrompt(generation, prompt?.tokens ?? []);
  const loaded = { logMel, tokenizer, encoder, decoder, language };
  return {
    promptWords: prompt?.words ?? null,
    recognise: (sounds, { temperature, isPrompted }, signal) =>
      recognise({ ...loaded, generation: isPrompted ? prompted : generation }, sounds, temperature, signal),
    close: async () => {
      await Promise.all([logMel.close(), encoder.release(), decoder.release()]);
    },
  };
}

interface Loaded {
  logMel: LogMel;
  tokenizer: PreTrainedTokenizer;
  generation: Generation;
  encoder: InferenceSession;
  decoder: InferenceSession;
  language: Language;
}

async function recognise(
  { logMel, tokenizer, generation, encoder, decoder, language }: Loaded,
  sounds: readonly Sound[],
  temperature: number,
  signal: AbortSignal | undefined,
): Promise<Recognition[]> {
  const heard: Tensor[] = [];
  // One by one: the encoder gains nothing from windows side by side.
  for (const { samples } of sounds) {
    signal?.throwIfAborted();
    const outputs = await encoder.run({ input_features: await logMel.of(samples) });
    heard.push(outputs.last_hidden_state as Tensor);
  }
  const found: Recognition[] = new Array(sounds.length);
  for (const rows of rowsOfLikeLength(heard)) {
    const most = rows.map((row) => maxTokens(sounds[row]!.speechSeconds, generation));
    const sound = together(rows.map((row) => heard[row]!));
    const decoded = await decode(decoder, sound, generation, most, temperature, signal);
    for (const [at, row] of rows.entries()) found[row] = recognitionOf(decoded[at]!, tokenizer, language);
  }
  return found;
}

/** Windows whose sound has as many frames; all of them, but for encoders that leave out the silence at the end. */
function rowsOfLikeLength(heard: readonly Tensor[]): number[][] {
  const rows = new Map<number, number[]>();
  for (const [row, { dims }] of heard.entries()) rows.set(dims[1]!, [...(rows.get(dims[1]!) ?? []), row]);
  return [...rows.values()];
}

function recognitionOf(
  { tokens, logProbabilities, noSpeechProbability, ended }: Decoded,
  tokenizer: PreTrainedTokenizer,
  language: Language,
): Recognition {
  // Timestamps are no special tokens; a model that writes one although told not to means no word by it.
  const text = tokenizer.decode(tokens, { skip_special_tokens: true }).replace(/<\|[\d.]+\|>/g, '');
  return {
    text: (language === 'zh' ? simplify(text) : text).trim(),
    meanLogProbability: logProbabilities.reduce((sum, value) => sum + value, 0) / logProbabilities.length,
    noSpeechProbability,
    ranOut: !ended,
  };
}

/** Outputs of the encoder for single windows, as one for all of them. */
export function together(heard: readonly Tensor[]): Tensor {
  const [first] = heard;
  if (heard.length === 1) return first!;
  const size = (first!.data as Float32Array).length;
  const all = new Float32Array(heard.length * size);
  heard.forEach(({ data }, row) => {
    all.set(data as Float32Array, row * size);
  });
  return new Tensor('float32', all, [heard.length, ...first!.dims.slice(1)]);
}

/** Most tokens a window may take: what its speech can hold, and never more than the decoder has room for. */
export function maxTokens(
  speechSeconds: number,
  { prefix, mostPositions }: Pick<Generation, 'prefix' | 'mostPositions'>,
): number {
  const wanted = Math.ceil(TOKENS_PER_SECOND * speechSeconds) + SPARE_TOKENS;
  return Math.min(wanted, mostPositions - prefix.length - 1);
}
