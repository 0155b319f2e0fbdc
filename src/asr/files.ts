import type { WhisperEntry } from './registry.ts';

export type ModelDtype = WhisperEntry['dtype'];

/** How transformers.js spells each number type in a file name. */
const SUFFIXES = { fp32: '', q8: '_quantized', int8: '_int8' } as const;
const STEMS = { encoder: 'encoder_model', decoder: 'decoder_model_merged' } as const;

/** Path of an ONNX file inside a model folder, e.g. `onnx/decoder_model_merged_quantized.onnx`. */
export function fileOf(part: keyof typeof STEMS, dtype: keyof typeof SUFFIXES): string {
  return `onnx/${STEMS[part]}${SUFFIXES[dtype]}.onnx`;
}

/** Whether a file holds the weights of a graph that are too large to lie in it: `encoder_model.onnx_data`, `….onnx.data`. */
export function isBeside(file: string, graph: string): boolean {
  return file.startsWith(`${graph}_data`) || file.startsWith(`${graph}.data`);
}
