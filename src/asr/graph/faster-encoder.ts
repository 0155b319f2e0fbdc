import { readModel, type StoredModel, writeModel } from '../../onnx.ts';
import { withFusedAttention } from './attention.ts';
import { pruned } from './links.ts';
import { withSignedBytes } from './signed-bytes.ts';

/** How an encoder is made faster: attention in one operation, and products with weights in signed bytes besides. */
export type FasterGraph = 'fused' | 'fused-int8';

/**
 * Makes a faster encoder of one in the layout of Optimum, with the same inputs and outputs.
 *
 * @param file of the encoder; its large values must be inside.
 * @param heads of its attention.
 * @returns the file; null when the graph is not understood.
 */
export function fasterEncoder(file: Uint8Array, heads: number, graph: FasterGraph): Uint8Array | null {
  const model = readModel(file);
  const fused = withFusedAttention(model.graph, heads);
  if (!fused) return null;
  const { opset_import: operators } = model;
  const made: StoredModel = {
    ...model,
    graph: pruned(graph === 'fused' ? fused : withSignedBytes(fused)),
    opset_import: operators.some(({ domain }) => domain === 'com.microsoft')
      ? operators
      : [...operators, { domain: 'com.microsoft', version: 1 }],
  };
  return writeModel(made);
}
