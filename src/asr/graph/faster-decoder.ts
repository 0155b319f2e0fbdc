import { readModel, type StoredGraph, type StoredModel, writeModel } from '../../onnx.ts';
import { withCausalMask } from './causal-mask.ts';
import { type HeadSize, keysAndValues, withWideKeys } from './cross-attention.ts';
import { decoderBranches } from './decoder-branches.ts';
import { pruned } from './links.ts';

/** A decoder in two graphs. */
export interface FasterDecoder {
  /** Makes of `encoder_hidden_states` the keys and values of a window, once: `present.N.encoder.key` and `.value`. */
  readonly crossAttention: Uint8Array;
  /**
   * Takes tokens, keys and values, and gives what a merged decoder gives from its cached branch: for any number of tokens,
   * and after nothing, too.
   */
  readonly decoder: Uint8Array;
}

/**
 * Makes a faster decoder of a merged one in the layout of Optimum, which computes the same. Weights that an `If` shares are
 * packed and turned over at every token, and values are copied on their way out of it: here there is no `If`. Keys and values
 * of the sound are laid out so that a single row of queries runs along them, width of a head before frames.
 *
 * @param file of the decoder; its large values must be inside.
 * @returns the files; null when the graph is not understood.
 */
export function fasterDecoder(file: Uint8Array): FasterDecoder | null {
  const model = readModel(file);
  const branches = decoderBranches(model.graph);
  const size = branches && headSize(branches.cached);
  const wide = size && withWideKeys(branches.cached, size);
  const decoder = wide && withCausalMask(wide);
  const crossAttention = size && keysAndValues(branches.first, size);
  if (!decoder || !crossAttention) return null;
  const fileOf = (graph: StoredGraph): Uint8Array => writeModel({ ...model, graph: pruned(graph) } as StoredModel);
  return { crossAttention: fileOf(crossAttention), decoder: fileOf(decoder) };
}

/** Heads and their width, as the inputs say them. */
function headSize({ input }: StoredGraph): HeadSize | null {
  const past = input.find(({ name }) => name === 'past_key_values.0.decoder.key');
  const dims = past?.type?.tensor_type?.shape?.dim.map(({ dim_value }) => dim_value);
  const [heads, width] = [dims?.[1], dims?.[3]];
  return heads && width ? { heads, width } : null;
}
