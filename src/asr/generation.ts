import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { HeardLanguage, Language } from '../analysis.ts';
import { TIMES, type Timestamps } from './timestamps.ts';

/** What a Whisper model's own files say about writing text. */
export interface Generation {
  /** What the decoder is told first: a prompt, if any, then start, language, task, and no timestamps where none are wanted. */
  readonly prefix: readonly number[];
  /** Place of the start in it: what follows it tells whether somebody speaks. */
  readonly startAt: number;
  readonly endOfText: number;
  /** Tokens that are never written, and those that are not written first. */
  readonly suppressed: readonly number[];
  readonly suppressedFirst: readonly number[];
  /** The token whose probability after the start tells that nobody speaks. */
  readonly noSpeech: number;
  /** How times are written; null where none are. */
  readonly timestamps: Timestamps | null;
  /** Tokens a text can have, prefix included. */
  readonly mostPositions: number;
}

/** One second, where a model does not say (openai/whisper, `max_initial_timestamp`). */
const LATEST_FIRST = 50;

const token = z.int().nonnegative();
const configSchema = z.object({ max_target_positions: z.int().positive(), vocab_size: z.int().default(0) });
const generationSchema = z.object({
  decoder_start_token_id: token,
  eos_token_id: token,
  no_timestamps_token_id: token,
  max_initial_timestamp_index: z.int().nonnegative().nullish(),
  suppress_tokens: z.array(token).nullish(),
  begin_suppress_tokens: z.array(token).nullish(),
  is_multilingual: z.boolean().default(true),
  lang_to_id: z.record(z.string(), token).default({}),
  task_to_id: z.record(z.string(), token).default({}),
});

/**
 * Reads `config.json` and `generation_config.json` of a model's folder. A model that knows English alone is told neither
 * language nor task. Times are written only where they are wanted and the model has tokens for them.
 * @throws Error when they are not those of a Whisper model, or it does not know the language.
 */
export async function readGeneration(folder: string, language: Language, withTimes = false): Promise<Generation> {
  const config = await readJson(folder, 'config.json', configSchema);
  const generation = await readJson(folder, 'generation_config.json', generationSchema);
  const told = generation.is_multilingual
    ? [generation.lang_to_id[`<|${language}|>`], generation.task_to_id.transcribe]
    : [];
  const none = generation.no_timestamps_token_id;
  const hasTimes = withTimes && config.vocab_size > none + TIMES;
  const prefix = [generation.decoder_start_token_id, ...told, ...(hasTimes ? [] : [none])];
  if (!prefix.every((one) => one !== undefined))
    throw new Error(`generation_config.json has no token for <|${language}|> or for transcribe`);
  return {
    prefix,
    startAt: 0,
    endOfText: generation.eos_token_id,
    suppressed: generation.suppress_tokens ?? [],
    suppressedFirst: generation.begin_suppress_tokens ?? [],
    // In every Whisper vocabulary it stands right before <|notimestamps|>.
    noSpeech: none - 1,
    timestamps: hasTimes
      ? { zero: none + 1, latestFirst: none + 1 + (generation.max_initial_timestamp_index ?? LATEST_FIRST) }
      : null,
    mostPositions: config.max_target_positions,
  };
}

/** Which languages a model tells apart: their tokens, which follow the start. Null for one that knows a single language. */
export interface LanguageTokens {
  readonly start: number;
  readonly tokens: Readonly<Partial<Record<HeardLanguage, number>>>;
  /** Those that Lingting scores. */
  readonly scored: readonly Language[];
}

const SCORED: readonly Language[] = ['zh', 'en'];

/**
 * Reads `generation_config.json` of a model's folder.
 * @throws Error when it is not that of a Whisper model, or it knows neither Mandarin nor English.
 */
export async function readLanguageTokens(folder: string): Promise<LanguageTokens | null> {
  const generation = await readJson(folder, 'generation_config.json', generationSchema);
  const { is_multilingual, lang_to_id, decoder_start_token_id: start } = generation;
  const known = (['zh', 'en', 'yue'] as const).flatMap((one) => {
    const token = lang_to_id[`<|${one}|>`];
    return token === undefined ? [] : [[one, token] as const];
  });
  if (!is_multilingual) return null;
  const scored = SCORED.filter((one) => known.some(([other]) => other === one));
  if (scored.length === 0) throw new Error('generation_config.json has no token for <|zh|> or <|en|>');
  return { start, tokens: Object.fromEntries(known), scored };
}

/** The same with a prompt before the start. */
export function withPrompt(generation: Generation, prompt: readonly number[]): Generation {
  const { prefix, startAt } = generation;
  return { ...generation, prefix: [...prompt, ...prefix], startAt: startAt + prompt.length };
}

/**
 * Reads one of the JSON files of a model's folder.
 * @throws Error naming the file and what in it is not as it should be.
 */
export async function readJson<T>(folder: string, name: string, schema: z.ZodType<T>): Promise<T> {
  const result = schema.safeParse(JSON.parse(await readFile(path.join(folder, name), 'utf8')));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(`${name}, ${issue!.path.join('.')}: ${issue!.message}`);
}
