import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { readModel } from '../onnx.ts';
import type { SenseVoiceFiles } from './sense-voice.ts';

/** What the weights say of themselves, as sherpa-onnx exports them. */
const METADATA = [
  ...['vocab_size', 'normalize_samples', 'lfr_window_size', 'lfr_window_shift', 'neg_mean', 'inv_stddev'],
  ...['with_itn', 'without_itn', 'lang_auto', 'lang_zh', 'lang_en', 'lang_ja', 'lang_ko', 'lang_yue'],
];
const INPUTS = ['x', 'x_length', 'language', 'text_norm'];
/** A token and its number; that of a blank stands alone. */
const TOKEN_LINE = /^(?:[^ \t\r\f\v]+[ \t]+)?(\d+)$/;

/**
 * Checks all without which the library that runs the model would end the process: weights that load and say of themselves
 * what SenseVoice says, and a text for every token of theirs.
 * @throws Error saying which file it is, what was expected and what came.
 */
export async function requireSenseVoice({ weights, tokens }: SenseVoiceFiles): Promise<void> {
  const name = path.basename(weights);
  const metadata = await metadataOf(weights);
  const lacking = METADATA.filter((key) => !metadata.has(key));
  if (lacking.length > 0)
    throw new Error(`${name} is not SenseVoice as sherpa-onnx exports it: it does not say its ${lacking[0]}`);
  const session = await InferenceSession.create(weights, { graphOptimizationLevel: 'disabled', logSeverityLevel: 3 });
  const { inputNames } = session;
  await session.release();
  if (inputNames.join() !== INPUTS.join())
    throw new Error(
      `${name} is not SenseVoice: expected the inputs ${INPUTS.join(', ')}, got ${inputNames.join(', ')}`,
    );
  await requireTokens(tokens, Number(metadata.get('vocab_size')));
}

async function metadataOf(weights: string): Promise<Map<string, string>> {
  const file = await readFile(weights);
  try {
    return new Map(readModel(file).metadata_props.map(({ key, value }) => [key, value]));
  } catch {
    throw new Error(`${path.basename(weights)} is damaged or cut off: its ${file.length} bytes are no ONNX model`);
  }
}

async function requireTokens(tokens: string, count: number): Promise<void> {
  const name = path.basename(tokens);
  const found = new Set<number>();
  for (const [at, line] of (await readFile(tokens, 'utf8')).split('\n').entries()) {
    const [, id] = TOKEN_LINE.exec(line.trim()) ?? [];
    if (id !== undefined) found.add(Number(id));
    else if (line.trim() !== '')
      throw new Error(`${name}, line ${at + 1}: expected a token and its number, got “${line.slice(0, 40)}”`);
  }
  const missing = Array.from({ length: count }, (_, id) => id).find((id) => !found.has(id));
  if (missing !== undefined)
    throw new Error(`${name} is damaged or cut off: expected ${count} tokens, number ${missing} is missing`);
}
