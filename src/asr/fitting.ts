import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';

/** What must lie beside the ONNX files, in JSON. */
export const CONFIG_FILES = [
  'config.json',
  'generation_config.json',
  'preprocessor_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
] as const;

/**
 * Checks that the JSON files of a model's folder can be read and are those of a Whisper model.
 * @throws Error saying which file it is, what was expected and what came.
 */
export async function requireConfigs(folder: string): Promise<void> {
  for (const name of CONFIG_FILES) {
    const value = parsed(name, await readFile(path.join(folder, name), 'utf8'));
    if (name === 'config.json' && value.model_type !== 'whisper')
      throw new Error(`config.json is that of another model: expected model_type whisper, got ${value.model_type}`);
  }
}

function parsed(name: string, text: string): { model_type?: unknown } {
  try {
    return JSON.parse(text) as { model_type?: unknown };
  } catch {
    throw new Error(`${name} is damaged or cut off: expected JSON, got ${text.length} characters that are not`);
  }
}

/** What the two halves of a Whisper model in the layout of Optimum take and give, caches aside. */
const PORTS = {
  encoder: { inputs: ['input_features'], outputs: ['last_hidden_state'] },
  decoder: { inputs: ['input_ids', 'encoder_hidden_states', 'use_cache_branch'], outputs: ['logits'] },
} as const;

/**
 * Checks that loaded models are encoder and decoder of one Whisper model.
 * @param sessions without the decoder where it is one that was made here.
 * @param files their paths.
 * @param mels bands of the spectrogram that its `preprocessor_config.json` asks for.
 * @throws Error saying which file it is, what was expected and what it has.
 */
export function requireWhisper(
  sessions: { readonly encoder: InferenceSession; readonly decoder: InferenceSession | null },
  files: Readonly<Record<'encoder' | 'decoder', string>>,
  mels: number,
): void {
  for (const part of ['encoder', 'decoder'] as const) {
    const session = sessions[part];
    if (!session) continue;
    const { inputNames, outputNames, inputMetadata, outputMetadata } = session;
    const file = path.basename(files[part]);
    const lacks = (wanted: readonly string[], there: readonly string[]) => wanted.some((name) => !there.includes(name));
    if (lacks(PORTS[part].inputs, inputNames) || lacks(PORTS[part].outputs, outputNames))
      throw new Error(
        `${file} is not the ${part} of a Whisper model: expected ${PORTS[part].inputs.join(', ')} → ${PORTS[part].outputs.join(', ')}, got ${inputNames.slice(0, 3).join(', ')} → ${outputNames.slice(0, 3).join(', ')}`,
      );
    const half = [...inputMetadata, ...outputMetadata].find((one) => one.isTensor && one.type === 'float16');
    if (half) throw new Error(`${file} takes or gives float16 (${half.name}), expected float32`);
  }
  const [features] = sessions.encoder.inputMetadata;
  const bands = features?.isTensor ? features.shape[1] : mels;
  if (typeof bands === 'number' && bands !== mels)
    throw new Error(`${path.basename(files.encoder)} takes ${bands} bands, preprocessor_config.json makes ${mels}`);
}
