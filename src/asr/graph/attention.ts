import { type StoredGraph, type StoredNode, storedNode } from '../../onnx.ts';
import { Links } from './links.ts';
import { above, projection, RESHAPES } from './walk.ts';

/**
 * Makes one `MultiHeadAttention` of each attention of an encoder: softmax(query × key) × value with all the turning and
 * scaling around it, however it is written. The scale is 1 / √width of a head, as in every Whisper model; that nothing else
 * was done to the values is for the caller to check, by running both graphs.
 *
 * @param heads into which the width is cut.
 * @returns the graph, its old operations still in it where nobody needs them any more; null when there is no attention, or
 *   one that is not understood.
 */
export function withFusedAttention(graph: StoredGraph, heads: number): StoredGraph | null {
  const links = new Links(graph);
  const fused = new Map<StoredNode, StoredNode>();
  for (const node of graph.node) {
    if (node.op_type !== 'Softmax') continue;
    const products = above(links, node.input[0]!, isProduct(links));
    const mixed = below(links, node.output[0]!, isProduct(links));
    if (!products || !mixed) return null;
    const [query, key] = products.input.map((name) => projection(links, name));
    const value = projection(links, mixed.input[1]!);
    const last = lastReshape(links, mixed);
    if (!query || !key || !value || !last) return null;
    const attention = { op_type: 'MultiHeadAttention', domain: 'com.microsoft', input: [query, key, value] };
    fused.set(last, storedNode({ ...attention, output: last.output, attributes: { num_heads: heads } }));
  }
  return fused.size === 0 ? null : { ...graph, node: graph.node.map((node) => fused.get(node) ?? node) };
}

/** A product of two values that are both computed. */
const isProduct =
  (links: Links) =>
  ({ op_type, input }: StoredNode): boolean =>
    op_type === 'MatMul' && input.every((name) => links.constant(name) === null);

/** The operation of that kind which a value goes into, through turning. */
function below(links: Links, name: string, wanted: (node: StoredNode) => boolean): StoredNode | null {
  for (const taker of links.takersOf(name)) {
    if (wanted(taker)) return taker;
    const found = RESHAPES.includes(taker.op_type) ? below(links, taker.output[0]!, wanted) : null;
    if (found) return found;
  }
  return null;
}

/** The last of the operations that put the heads side by side again. */
function lastReshape(links: Links, mixed: StoredNode): StoredNode | null {
  let last: StoredNode | null = null;
  for (let next: StoredNode = mixed; ; last = next) {
    const takers = links.takersOf(next.output[0]!);
    if (takers.length !== 1 || !RESHAPES.includes(takers[0]!.op_type)) return last;
    next = takers[0]!;
  }
}
