import {
  AutoTokenizer,
  env,
  LogitsProcessorList,
  LogLevel,
  type PreTrainedTokenizer,
  type Tensor,
  WhisperFeatureExtractor,
  WhisperForConditionalGeneration,
} from '@xenova/transformers';
import type { Language } from '../analysis.ts';
import { simplify } from '../language/script.ts';
import { logMel } from './features.ts';
import { TokenProbabilities } from './log-probability.ts';

/** Fast Mandarin is about 9 tokens a second; more than 12 is a loop, and a loop must end somewhere. */
const TOKENS_PER_SECOND = 12;
const SPARE_TOKENS = 10;
/** Positions of the decoder, of which the prefix (start, language, task, no timestamps) takes four. */
const MAX_POSITIONS = 448;
const PREFIX_TOKENS = 4;

/** What the model wrote for one window. */
export interface Recognition {
  /** Trimmed; simplified characters for Mandarin. Empty when the model heard nothing. */
  readonly text: string;
  /** Mean natural-log probability of the tokens, end of text included (<= 0). */
  readonly meanLogProbability: number;
  /** True when the model did not come to an end within the tokens allowed. */
  readonly ranOut: boolean;
}

/** A loaded Whisper model, and nothing but the model: one window in, one text out. */
export interface Whisper {
  recognise(samples: Float32Array, speechSeconds: number, signal?: AbortSignal): Promise<Recognition>;
  close(): Promise<void>;
}

export interface WhisperFiles {
  /** Absolute path of the model's folder. */
  readonly folder: string;
  readonly dtype: { readonly encoder: string; readonly decoder: string };
}

/** Loads a Whisper model from a folder. Reads local files only; throws what the runtime throws. */
export async function loadWhisper(files: WhisperFiles, language: Language, threads: number): Promise<Whisper> {
  env.allowRemoteModels = false;
  env.useFSCache = false;
  env.useBrowserCache = false;
  env.logLevel = LogLevel.NONE;
  const local = { local_files_only: true };
  const [extractor, tokenizer, model] = await Promise.all([
    WhisperFeatureExtractor.from_pretrained(files.folder, local) as Promise<WhisperFeatureExtractor>,
    AutoTokenizer.from_pretrained(files.folder, local),
    WhisperForConditionalGeneration.from_pretrained(files.folder, {
      ...local,
      device: 'cpu',
      dtype: { encoder_model: files.dtype.encoder, decoder_model_merged: files.dtype.decoder } as never,
      // The arena grows to the largest window ever seen and never shrinks.
      session_options: { intraOpNumThreads: threads, interOpNumThreads: 1, enableCpuMemArena: false },
    }) as Promise<WhisperForConditionalGeneration>,
  ]);
  return {
    recognise: (samples, speechSeconds, signal) =>
      recognise({ extractor, tokenizer, model, language }, samples, speechSeconds, signal),
    close: async () => {
      await model.dispose();
    },
  };
}

interface Loaded {
  extractor: WhisperFeatureExtractor;
  tokenizer: PreTrainedTokenizer;
  model: WhisperForConditionalGeneration;
  language: Language;
}

async function recognise(
  { extractor, tokenizer, model, language }: Loaded,
  samples: Float32Array,
  speechSeconds: number,
  signal: AbortSignal | undefined,
): Promise<Recognition> {
  const probabilities = new TokenProbabilities(signal);
  const processors = new LogitsProcessorList();
  processors.push(probabilities);
  const multilingual = (model.generation_config as { is_multilingual?: boolean }).is_multilingual !== false;
  const maxNewTokens = maxTokens(speechSeconds);
  const output = (await model.generate({
    inputs: await logMel(extractor, samples),
    ...(multilingual ? { language, task: 'transcribe' } : {}),
    return_timestamps: false,
    max_new_tokens: maxNewTokens,
    logits_processor: processors,
  } as never)) as Tensor;
  const tokens = (output.tolist() as bigint[][])[0]!;
  probabilities.finish(tokens.at(-1)!);
  const { logProbabilities } = probabilities;
  const written = tokens.slice(-logProbabilities.length);
  // Timestamps are no special tokens; a model that writes one although told not to means no word by it.
  const text = tokenizer.decode(written.map(Number), { skip_special_tokens: true }).replace(/<\|[\d.]+\|>/g, '');
  return {
    text: (language === 'zh' ? simplify(text) : text).trim(),
    meanLogProbability: logProbabilities.reduce((sum, value) => sum + value, 0) / logProbabilities.length,
    ranOut:
      written.length >= maxNewTokens &&
      Number(written.at(-1)) !== (model.config as { eos_token_id?: number }).eos_token_id,
  };
}

/** Most tokens a window may take: what its speech can hold, and never more than the decoder has room for. */
export function maxTokens(speechSeconds: number): number {
  const wanted = Math.ceil(TOKENS_PER_SECOND * speechSeconds) + SPARE_TOKENS;
  return Math.min(wanted, MAX_POSITIONS - PREFIX_TOKENS - 1);
}
