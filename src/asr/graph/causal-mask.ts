import { FLOAT, floats, integers, type OnnxTensor, type StoredGraph, type StoredNode, storedNode } from '../../onnx.ts';
import { Links } from './links.ts';
import { sourceOf } from './walk.ts';

/** Low enough for nothing to be left of a word that is hidden, and finite. */
const HIDDEN = -1e9;
const PAST_KEY = /^past_key_values\.\d+\.decoder\.key$/;

/**
 * Keeps the tokens that go into a decoder together from hearing those after them: one with a cache was made for one token at
 * a time, and may lack a mask. A second mask over the first changes nothing.
 * @returns null when its attention is not understood.
 */
export function withCausalMask(graph: StoredGraph): StoredGraph | null {
  const links = new Links(graph);
  const isScores = ({ op_type, input }: StoredNode): boolean => {
    const words = op_type === 'MatMul' ? links.maker(sourceOf(links, input[1]!).name) : undefined;
    return words?.op_type === 'Concat' && PAST_KEY.test(words.input[0]!);
  };
  const scores = graph.node.filter(isScores);
  if (scores.length !== graph.input.filter(({ name }) => PAST_KEY.test(name)).length) return null;
  return {
    ...graph,
    node: [...MASK, ...graph.node.flatMap((node) => (scores.includes(node) ? masked(node) : [node]))],
    initializer: [...graph.initializer, ...CONSTANTS],
  };
}

function masked(node: StoredNode): StoredNode[] {
  const all = `${node.output[0]}_unmasked`;
  return [{ ...node, output: [all] }, storedNode({ op_type: 'Add', input: [all, 'mask'], output: node.output })];
}

const one = (tensor: OnnxTensor): OnnxTensor => ({ ...tensor, dims: [] });
const CONSTANTS = [
  one(integers('mask_0', [0])),
  one(integers('mask_1', [1])),
  one(integers('mask_2', [2])),
  integers('mask_column', [-1, 1]),
  one(floats('mask_hidden', [1], Float32Array.of(HIDDEN))),
];

/** `mask`, `[tokens, words so far]`: `HIDDEN` where a word comes later than the token. */
const MASK = [
  storedNode({ op_type: 'Shape', input: ['input_ids'], output: ['mask_ids'] }),
  storedNode({ op_type: 'Shape', input: ['past_key_values.0.decoder.key'], output: ['mask_key'] }),
  storedNode({ op_type: 'Gather', input: ['mask_ids', 'mask_1'], output: ['mask_tokens'] }),
  storedNode({ op_type: 'Gather', input: ['mask_key', 'mask_2'], output: ['mask_past'] }),
  storedNode({ op_type: 'Add', input: ['mask_past', 'mask_tokens'], output: ['mask_end'] }),
  storedNode({ op_type: 'Range', input: ['mask_0', 'mask_end', 'mask_1'], output: ['mask_words'] }),
  storedNode({ op_type: 'Range', input: ['mask_past', 'mask_end', 'mask_1'], output: ['mask_row'] }),
  storedNode({ op_type: 'Reshape', input: ['mask_row', 'mask_column'], output: ['mask_at'] }),
  storedNode({ op_type: 'Greater', input: ['mask_words', 'mask_at'], output: ['mask_later'] }),
  storedNode({ op_type: 'Cast', input: ['mask_later'], output: ['mask_share'], attributes: { to: FLOAT } }),
  storedNode({ op_type: 'Mul', input: ['mask_share', 'mask_hidden'], output: ['mask'] }),
];
