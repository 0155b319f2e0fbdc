import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileOf } from '../../../src/asr/files.ts';
import { fasterDecoder } from '../../../src/asr/graph/faster-decoder.ts';
import { fasterEncoder } from '../../../src/asr/graph/faster-encoder.ts';
import { MODELS_FOLDER } from '../../../src/asr/registry.ts';
import { randomWhisper, type Size } from '../../asr/random-whisper.ts';

/** Files that are made here. */
export const FASTER = {
  encoder: 'onnx/encoder_model_faster.onnx',
  decoder: 'onnx/decoder_model_faster.onnx',
  crossAttention: 'onnx/cross_attention_model.onnx',
} as const;

/**
 * A folder for measuring: the files of a pulled model where it has an fp32 decoder, too (the stock pipeline's), else those of
 * a random one of its shape; no text comes to its end, so that every engine writes as many tokens; with the faster encoder and
 * decoder.
 */
export function benchModel(size: Size): { folder: string; isRandom: boolean } {
  const pulled = path.join(process.env.LINGTING_MODELS || MODELS_FOLDER, `whisper-${size}`);
  const isRandom = !existsSync(path.join(pulled, fileOf('decoder', 'fp32')));
  const source = isRandom ? randomWhisper(size, true) : pulled;
  const folder = mkdtempSync(path.join(tmpdir(), 'lingting-bench-'));
  mkdirSync(path.join(folder, 'onnx'));
  const files = [...readdirSync(source), ...readdirSync(path.join(source, 'onnx')).map((file) => `onnx/${file}`)];
  for (const file of files.filter((name) => name !== 'onnx' && name !== 'generation_config.json'))
    symlinkSync(path.join(source, file), path.join(folder, file));
  const generation = JSON.parse(readFileSync(path.join(source, 'generation_config.json'), 'utf8'));
  generation.suppress_tokens = [...(generation.suppress_tokens ?? []), generation.eos_token_id];
  writeFileSync(path.join(folder, 'generation_config.json'), JSON.stringify(generation));
  const { encoder_attention_heads } = JSON.parse(readFileSync(path.join(source, 'config.json'), 'utf8'));
  const exact = readFileSync(path.join(source, fileOf('encoder', 'fp32')));
  writeFileSync(path.join(folder, FASTER.encoder), fasterEncoder(exact, encoder_attention_heads, 'fused-int8')!);
  const made = fasterDecoder(readFileSync(path.join(source, fileOf('decoder', 'q8'))))!;
  writeFileSync(path.join(folder, FASTER.decoder), made.decoder);
  writeFileSync(path.join(folder, FASTER.crossAttention), made.crossAttention);
  return { folder, isRandom };
}
