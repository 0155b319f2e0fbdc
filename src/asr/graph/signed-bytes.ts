import {
  bytes,
  FLOAT,
  floats,
  type OnnxTensor,
  type StoredGraph,
  type StoredNode,
  storedNode,
  UINT8,
} from '../../onnx.ts';
import { Links } from './links.ts';

/**
 * Multiplies by weights in signed bytes, which the processor has instructions for, instead of by floats or unsigned bytes.
 * Floats are rounded with one scale for each column; unsigned bytes keep their values. Convolutions stay as they are: they
 * suffer most and cost least.
 */
export function withSignedBytes(graph: StoredGraph): StoredGraph {
  const links = new Links(graph);
  const weights: OnnxTensor[] = [];
  /** What stands in the place of an operation. */
  const instead = new Map<StoredNode, StoredNode[]>();
  const inBytes = new Set<string>();
  for (const node of graph.node) {
    const [values, matrix] = node.input as [string, string];
    const weight = links.constant(matrix);
    if (node.op_type === 'MatMulInteger' && weight) {
      instead.set(node, [signedProduct(links, node, weight, weights)]);
    } else if (node.op_type === 'MatMul' && weight?.dims.length === 2 && weight.data_type === FLOAT) {
      const sum = biased(links, node);
      weights.push(...roundedColumns(weight, node.output[0]!));
      const product = storedNode({
        op_type: 'MatMulIntegerToFloat',
        domain: 'com.microsoft',
        input: [
          `${values}_bytes`,
          `${node.output[0]}_weight`,
          `${values}_scale`,
          `${node.output[0]}_scale`,
          `${values}_zero`,
          '',
          ...(sum ? [sum.bias] : []),
        ],
        output: sum ? sum.node.output : node.output,
      });
      const rounding = storedNode({
        op_type: 'DynamicQuantizeLinear',
        input: [values],
        output: [`${values}_bytes`, `${values}_scale`, `${values}_zero`],
      });
      const before = inBytes.has(values) ? [] : [rounding];
      inBytes.add(values);
      instead.set(node, sum ? before : [...before, product]);
      if (sum) instead.set(sum.node, [product]);
    }
  }
  return {
    ...graph,
    node: graph.node.flatMap((node) => instead.get(node) ?? [node]),
    initializer: [...graph.initializer, ...weights],
  };
}

/** The bias that is added to a product and to nothing else. */
function biased(links: Links, product: StoredNode): { node: StoredNode; bias: string } | null {
  const takers = links.takersOf(product.output[0]!);
  const [node] = takers;
  if (takers.length !== 1 || node!.op_type !== 'Add') return null;
  const bias = node!.input.find((name) => links.constant(name)?.dims.length === 1);
  return bias === undefined ? null : { node: node!, bias };
}

/** A product with unsigned bytes as one with signed: all 128 less, what stands for zero too, which is its first bit turned. */
function signedProduct(links: Links, node: StoredNode, weight: OnnxTensor, weights: OnnxTensor[]): StoredNode {
  const zero = links.constant(node.input[3] ?? '');
  if (weight.data_type !== UINT8 || zero?.data_type !== UINT8) return node;
  const signed = [weight, zero].map(({ dims, raw_data }, at) => {
    const values = new Int8Array(raw_data);
    for (let one = 0; one < values.length; one++) values[one]! ^= 0x80;
    return bytes(`${node.output[0]}_${at === 0 ? 'weight' : 'zero'}`, dims, values);
  });
  weights.push(...signed);
  return { ...node, input: [node.input[0]!, signed[0]!.name, node.input[2]!, signed[1]!.name] };
}

/** Weights `[rows, columns]` in bytes, -127…127, and the scale of each column. */
function roundedColumns({ dims, raw_data }: OnnxTensor, name: string): [OnnxTensor, OnnxTensor] {
  const [rows, columns] = dims as [number, number];
  const values = new Float32Array(Uint8Array.from(raw_data).buffer);
  const scales = new Float32Array(columns);
  for (let at = 0; at < values.length; at++)
    scales[at % columns] = Math.max(scales[at % columns]!, Math.abs(values[at]!) / 127);
  const rounded = new Int8Array(rows * columns);
  for (let at = 0; at < values.length; at++) {
    const scale = scales[at % columns]!;
    rounded[at] = scale === 0 ? 0 : Math.round(values[at]! / scale);
  }
  return [bytes(`${name}_weight`, dims, rounded), floats(`${name}_scale`, [columns], scales)];
}
