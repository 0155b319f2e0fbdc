import { AutoTokenizer, env, LogLevel, type PreTrainedTokenizer, WhisperFeatureExtractor } from '@xenova/transformers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Language } from '../analysis.ts';
import { simplify } from '../language/script.ts';
import { decode, logitsAfter } from './decode.ts';
import { type Decoder, type DecoderFiles, loadDecoder } from './decoder.ts';
import type { Engine, LanguageOdds, LoadOptions, Model, Recognition, Sound } from './engine.ts';
import { type LogMel, loadLogMel } from './features.ts';
import { requireConfigs, requireWhisper } from './fitting.ts';
import { type Generation, readGeneration, readLanguageTokens, withPrompt } from './generation.ts';
import { oddsOf } from './language.ts';
import { promptOf } from './prompt.ts';
import { phrasesIn } from './timestamps.ts';
import type { Decoded } from './writer.ts';

/** Whisper's rate. */
const RATE_HZ = 16_000;
/** Fast Mandarin is about 9 tokens a second; more than 12 is a loop, and a loop must end somewhere. */
const TOKENS_PER_SECOND = 12;
const SPARE_TOKENS = 10;

/** What a model that knows a single language knows. */
const ONE_LANGUAGE: readonly Language[] = ['en'];

/** Absolute paths of a model's folder and of the ONNX files to use. */
export interface WhisperFiles extends DecoderFiles {
  readonly folder: string;
  readonly encoder: string;
}

/** How sessions are run: on that many threads of this process. */
export function sessionOptions(threads: number): InferenceSession.SessionOptions {
  return {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // The arena grows to the largest window ever seen and never shrinks.
    enableCpuMemArena: false,
    // What goes wrong is thrown, and said once.
    logSeverityLevel: 4,
  };
}

/** Loads a Whisper model from a folder. Reads local files only; throws what the runtime throws, and for what is no Whisper model. */
export async function loadWhisper(
  files: WhisperFiles,
  { languages: asked, threads, hotWords, timestamps = false }: LoadOptions,
): Promise<Model> {
  env.allowRemoteModels = false;
  env.useFSCache = false;
  env.useBrowserCache = false;
  env.logLevel = LogLevel.NONE;
  const local = { local_files_only: true };
  const options = sessionOptions(threads);
  await requireConfigs(files.folder);
  const known = await readLanguageTokens(files.folder);
  const languages = asked ?? known?.scored ?? ONE_LANGUAGE;
  const extractor = (await WhisperFeatureExtractor.from_pretrained(files.folder, local)) as WhisperFeatureExtractor;
  const [logMel, tokenizer, generations, encoder, decoder] = await Promise.all([
    loadLogMel(extractor, options),
    AutoTokenizer.from_pretrained(files.folder, local),
    Promise.all(languages.map((language) => readGeneration(files.folder, language, timestamps))),
    InferenceSession.create(files.encoder, options),
    loadDecoder(files, options),
  ]);
  const stock = { encoder, decoder: files.crossAttention === null ? decoder.session : null };
  requireWhisper(stock, files, (extractor.config as { feature_size: number }).feature_size);
  const loaded = { logMel, tokenizer, encoder, decoder };
  const engines = new Map(
    languages.map((language, at) => [language, engine(loaded, generations[at]!, hotWords, language)] as const),
  );
  return {
    languages,
    promptWords: engines.get(languages[0]!)!.promptWords,
    tellsTimes: generations.every((one) => one.timestamps !== null),
    in: (language) => engines.get(language)!,
    odds: async (sounds, signal) => {
      if (known === null) throw new TypeError('a model of one language cannot tell languages apart');
      const found: LanguageOdds[] = [];
      for (const heard of await encoded(loaded, sounds, signal))
        found.push(oddsOf(await logitsAfter(decoder, heard, known.start), known.tokens));
      return found;
    },
    close: async () => {
      await Promise.all([logMel.close(), encoder.release(), decoder.close()]);
    },
  };
}

function engine(loaded: Loaded, generation: Generation, hotWords: readonly string[], language: Language): Engine {
  const prompt = promptOf(loaded.tokenizer, hotWords, language, generation.mostPositions);
  const prompted = withPrompt(generation, prompt?.tokens ?? []);
  return {
    promptWords: prompt?.words ?? null,
    draws: true,
    recognise: (sounds, { temperature, isPrompted }, signal) =>
      recognise(loaded, isPrompted ? prompted : generation, language, sounds, temperature, signal),
  };
}

interface Loaded {
  logMel: LogMel;
  tokenizer: PreTrainedTokenizer;
  encoder: InferenceSession;
  decoder: Decoder;
}

/** The output of the encoder for each window. */
async function encoded(
  { logMel, encoder }: Loaded,
  sounds: readonly Sound[],
  signal: AbortSignal | undefined,
): Promise<Tensor[]> {
  const heard: Tensor[] = [];
  // One by one: the encoder gains nothing from windows side by side.
  for (const { samples } of sounds) {
    signal?.throwIfAborted();
    const outputs = await encoder.run({ input_features: await logMel.of(samples) });
    heard.push(outputs.last_hidden_state as Tensor);
  }
  return heard;
}

async function recognise(
  loaded: Loaded,
  generation: Generation,
  language: Language,
  sounds: readonly Sound[],
  temperature: number,
  signal: AbortSignal | undefined,
): Promise<Recognition[]> {
  const { tokenizer, decoder } = loaded;
  const heard = await encoded(loaded, sounds, signal);
  const found: Recognition[] = new Array(sounds.length);
  for (const rows of rowsOfLikeLength(heard)) {
    const most = rows.map((row) => maxTokens(sounds[row]!.speechSeconds, generation));
    const sound = together(rows.map((row) => heard[row]!));
    const decoded = await decode(decoder, sound, generation, most, temperature, signal);
    for (const [at, row] of rows.entries())
      found[row] = recognitionOf(decoded[at]!, sounds[row]!, tokenizer, generation, language);
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
  { samples }: Sound,
  tokenizer: PreTrainedTokenizer,
  { timestamps }: Generation,
  language: Language,
): Recognition {
  const textOf = (words: number[]): string => {
    // Timestamps are no special tokens; a model that writes one although told not to means no word by it.
    const text = tokenizer.decode(words, { skip_special_tokens: true }).replace(/<\|[\d.]+\|>/g, '');
    return (language === 'zh' ? simplify(text) : text).trim();
  };
  const phrases = timestamps && phrasesIn(tokens, timestamps, samples.length / RATE_HZ);
  return {
    text: textOf(tokens),
    ...(phrases && { phrases: phrases.map(({ start, end, tokens: words }) => ({ start, end, text: textOf(words) })) }),
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
