import { readFileSync } from 'node:fs';
import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileOf } from '../../src/asr/files.ts';
import { closeness } from '../../src/asr/graph/closeness.ts';
import { type FasterGraph, fasterEncoder } from '../../src/asr/graph/faster-encoder.ts';
import { MODELS_FOLDER } from '../../src/asr/registry.ts';
import { readModel, writeModel } from '../../src/onnx.ts';
import { available } from '../requires.ts';
import { areByteProductsExact } from './byte-products.ts';
import { randomWhisper } from './random-whisper.ts';

/** Something like a log-mel spectrogram: smooth, between -1 and 1. */
const features = new Tensor(
  'float32',
  Float32Array.from({ length: 80 * 3000 }, (_, at) => Math.sin(at * 0.013) * Math.cos(at * at * 1e-6)),
  [1, 80, 3000],
);
async function output(file: Uint8Array): Promise<Float32Array> {
  const session = await InferenceSession.create(file);
  const { last_hidden_state } = await session.run({ input_features: features });
  await session.release();
  return last_hidden_state!.data as Float32Array;
}
const operations = (file: Uint8Array): string[] => readModel(file).graph.node.map(({ op_type }) => op_type);
const count = (all: readonly string[], one: string): number => all.filter((name) => name === one).length;

describe.runIf(available('python3-onnx'))('an encoder in the layout of Optimum', () => {
  const HEADS = 6;
  const LAYERS = 4;
  let isExact: boolean;
  let stock: Record<'fp32' | 'q8', { file: Uint8Array; output: Float32Array }>;
  const made = (dtype: 'fp32' | 'q8', graph: FasterGraph) => fasterEncoder(stock[dtype].file, HEADS, graph)!;
  beforeAll(async () => {
    const folder = randomWhisper('tiny', true);
    const read = async (dtype: 'fp32' | 'q8') => {
      const file = readFileSync(path.join(folder, fileOf('encoder', dtype)));
      return { file, output: await output(file) };
    };
    stock = { fp32: await read('fp32'), q8: await read('q8') };
    isExact = await areByteProductsExact();
  });

  it('gives the same with its attention in one operation', async () => {
    const fused = made('fp32', 'fused');
    expect(count(operations(fused), 'MultiHeadAttention')).toBe(LAYERS);
    expect(count(operations(fused), 'Softmax')).toBe(0);
    expect(closeness(await output(fused), stock.fp32.output)).toMatchObject({ cosine: expect.closeTo(1, 7) });
  });

  it('gives nearly the same with weights in signed bytes, in a third of the bytes', async () => {
    const file = made('fp32', 'fused-int8');
    const all = operations(file);
    // Query, key, value, output, and two of the feed-forward; what goes into query, key and value is rounded once.
    expect(count(all, 'MatMulIntegerToFloat')).toBe(6 * LAYERS);
    expect(count(all, 'DynamicQuantizeLinear')).toBe(4 * LAYERS);
    expect(count(all, 'MatMul')).toBe(0);
    expect(file.length).toBeLessThan(stock.fp32.file.length * 0.37);
    const { cosine } = closeness(await output(file), stock.fp32.output);
    expect(cosine).toBeGreaterThan(isExact ? 0.999 : 0.99);
    expect(cosine).toBeLessThan(0.99999);
  });

  it('keeps the values of unsigned bytes when it makes them signed', async () => {
    const all = readModel(made('q8', 'fused-int8')).graph;
    expect(all.node.filter(({ op_type }) => op_type === 'MatMulInteger')).toHaveLength(6 * LAYERS);
    const [signed, fused] = [await output(made('q8', 'fused-int8')), await output(made('q8', 'fused'))];
    expect(closeness(signed, fused).largestDifference).toBeLessThan(isExact ? 1e-3 : 0.5);
    expect(closeness(signed, stock.q8.output).cosine).toBeGreaterThan(isExact ? 0.9999 : 0.999);
  });

  it('is read and written without loss, and left alone where its attention is not understood', () => {
    const model = readModel(stock.fp32.file);
    expect(Buffer.compare(writeModel(model), stock.fp32.file)).toBe(0);
    for (const node of model.graph.node) if (node.op_type === 'Transpose') node.op_type = 'Tilt';
    expect(fasterEncoder(writeModel(model), HEADS, 'fused')).toBeNull();
  });
});

it.each(['fused', 'fused-int8'] as const)(
  'the encoder of the demo model is written another way, and left alone: %s',
  (graph) => {
    const stock = readFileSync(path.join(MODELS_FOLDER, 'lingting-demo-zh', fileOf('encoder', 'fp32')));
    expect(fasterEncoder(stock, 4, graph)).toBeNull();
  },
);
