import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Tensor } from 'onnxruntime-node';
import { afterAll, describe, expect, it } from 'vitest';
import { type DecoderFiles, loadDecoder } from '../../src/asr/decoder.ts';
import { fileOf } from '../../src/asr/files.ts';
import { closeness } from '../../src/asr/graph/closeness.ts';
import { fasterDecoder } from '../../src/asr/graph/faster-decoder.ts';
import { MODELS_FOLDER } from '../../src/asr/registry.ts';
import { readModel, writeModel } from '../../src/onnx.ts';
import { available } from '../requires.ts';
import { randomWhisper } from './random-whisper.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lingting-decoder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const WINDOWS = 2;
/** Something like the output of an encoder of tiny, another one for each window. */
const sound = new Tensor(
  'float32',
  Float32Array.from({ length: WINDOWS * 1500 * 384 }, (_, at) => Math.sin(at * 0.37 + at * at * 1e-5)),
  [WINDOWS, 1500, 384],
);

/** Logits after four tokens at once and three more. */
async function logits(files: DecoderFiles): Promise<Float32Array[]> {
  const decoder = await loadDecoder(files);
  const texts = await decoder.begin(sound, [50258, 50260, 50359, 50363]);
  const all = [texts.logits.data as Float32Array];
  for (const tokens of [
    [7, 1234],
    [20_000, 7],
    [3, 3],
  ])
    all.push((await texts.next(tokens)).data as Float32Array);
  await decoder.close();
  return all;
}

function made(file: Uint8Array): DecoderFiles {
  const { decoder, crossAttention } = fasterDecoder(file)!;
  const files = { decoder: path.join(folder, 'decoder.onnx'), crossAttention: path.join(folder, 'cross.onnx') };
  writeFileSync(files.decoder, decoder);
  writeFileSync(files.crossAttention, crossAttention);
  return files;
}

describe.runIf(available('python3-onnx'))('a decoder in the layout of Optimum', () => {
  const stock = (dtype: 'fp32' | 'q8') => path.join(randomWhisper('tiny', true), fileOf('decoder', dtype));

  it.each([
    // Rounded to bytes, the smallest difference of a sum may become one of a step.
    ['fp32', 'windows and heads apart', 0.999_999_9],
    ['q8', 'windows and heads in one', 0.9995],
  ] as const)('writes the same in two graphs: %s, %s', async (dtype, _, least) => {
    const exact = await logits({ decoder: stock(dtype), crossAttention: null });
    const found = await logits(made(readFileSync(stock(dtype))));
    for (const [at, one] of exact.entries()) {
      expect(found[at]!.length).toBe(one.length);
      expect(closeness(found[at]!, one).cosine).toBeGreaterThan(least);
    }
    // The windows differ, and so does what is written of them.
    const half = exact[1]!.length / 2;
    expect(closeness(exact[1]!.subarray(half), exact[1]!.subarray(0, half)).cosine).toBeLessThan(0.9);
  });

  it('has no decision left in it, and no weight twice', () => {
    const file = readFileSync(stock('q8'));
    const { decoder, crossAttention } = fasterDecoder(file)!;
    const kinds = [decoder, crossAttention].flatMap((one) => readModel(one).graph.node.map(({ op_type }) => op_type));
    expect(kinds).not.toContain('If');
    expect(decoder.length + crossAttention.length).toBeLessThan(file.length * 1.05);
  });

  it('is read and written without loss, floats of its operations too, and left alone where it is not understood', () => {
    const file = readFileSync(stock('fp32'));
    // What is not named in the schema comes last: in another order, and nothing is missing.
    expect(writeModel(readModel(file)).length).toBe(file.length);
    const broken = (change: (graph: ReturnType<typeof readModel>['graph']) => void): Uint8Array => {
      const model = readModel(file);
      change(model.graph.node[0]!.attribute.find(({ name }) => name === 'then_branch')!.g!);
      return writeModel(model);
    };
    const tilted = broken(({ node }) => {
      for (const one of node) if (one.op_type === 'Transpose') one.op_type = 'Tilt';
    });
    const unremembered = broken(({ node }) => {
      for (const one of node) if (one.op_type === 'Concat') one.op_type = 'Join';
    });
    expect(fasterDecoder(tilted)).toBeNull();
    expect(fasterDecoder(unremembered)).toBeNull();
    expect(
      fasterDecoder(readFileSync(path.join(MODELS_FOLDER, 'lingting-demo-zh', fileOf('encoder', 'fp32')))),
    ).toBeNull();
  });
});
