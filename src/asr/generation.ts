import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Language } from '../analysis.ts';

/** What a Whisper model's own files say about writing text. */
export interface Generation {
  /** What the decoder is told first: a prompt, if any, then start, language, task, no timestamps. */
  readonly prefix: readonly number[];
  /** Place of the start in it: what follows it tells whether somebody speaks. */
  readonly startAt: number;
  readonly endOfText: number;
  /** Tokens that are never written, and those that are not written first. */
  readonly suppressed: readonly number[];
  readonly suppressedFirst: readonly number[];
  /** The token whose probability after the start tells that nobody speaks. */
  readonly noSpeech: number;
  /** Tokens a text can have, prefix included. */
  readonly mostPositions: number;
}

const token = z.int().nonnegative();
const configSchema = z.object({ max_target_positions: z.int().positive() });
const generationSchema = z.object({
  decoder_start_token_id: token,
  eos_token_id: token,
  no_timestamps_token_id: token,
  suppress_tokens: z.array(token).nullish(),
  begin_suppress_tokens: z.array(token).nullish(),
  is_multilingual: z.boolean().default(true),
  lang_to_id: z.record(z.string(), token).default({}),
  task_to_id: z.record(z.string(), token).default({}),
});

/**
 * Reads `config.json` and `generation_config.json` of a model's folder. A model that knows English alone is told neither
 * language nor task.
 * @throws Error when they are not those of a Whisper model, or it does not know the language.
 */
export async function readGeneration(folder: string, language: Language): Promise<Generation> {
  const config = await readJson(folder, 'config.json', configSchema);
  const generation = await readJson(folder, 'generation_config.json', generationSchema);
  const told = generation.is_multilingual
    ? [generation.lang_to_id[`<|${language}|>`], generation.task_to_id.transcribe]
    : [];
  const prefix = [generation.decoder_start_token_id, ...told, generation.no_timestamps_token_id];
  if (!prefix.every((one) => one !== undefined))
    throw new Error(`generation_config.json has no token for <|${language}|> or for transcribe`);
  return {
    prefix,
    startAt: 0,
    endOfText: generation.eos_token_id,
    suppressed: generation.suppress_tokens ?? [],
    suppressedFirst: generation.begin_suppress_tokens ?? [],
    // In every Whisper vocabulary it stands right before <|notimestamps|>.
    noSpeech: generation.no_timestamps_token_id - 1,
    mostPositions: config.max_target_positions,
  };
}

/** The same with a prompt before the start. */
export function withPrompt(generation: Generation, prompt: readonly number[]): Generation {
  const { prefix, startAt } = generation;
  return { ...generation, prefix: [...prompt, ...prefix], startAt: startAt + prompt.length };
}

async function readJson<T>(folder: string, name: string, schema: z.ZodType<T>): Promise<T> {
  const result = schema.safeParse(JSON.parse(await readFile(path.join(folder, name), 'utf8')));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(`${name}, ${issue!.path.join('.')}: ${issue!.message}`);
}
