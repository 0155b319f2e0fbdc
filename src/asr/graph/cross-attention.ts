import { floatsOf, integers, type StoredGraph, type StoredNode, storedNode } from '../../onnx.ts';
import { Links } from './links.ts';
import { projection, type Source, sourceOf } from './walk.ts';

/** Into how many heads the width of a decoder is cut, and how wide each of them is. */
export interface HeadSize {
  readonly heads: number;
  readonly width: number;
}

const SOUND = /^(?:past_key_values|present)\.\d+\.encoder\.(key|value)$/;
/** Turns the last two dimensions. */
const TURN = { 3: [0, 2, 1], 4: [0, 1, 3, 2] } as const;
/** The shape that a value has anyway. */
const SAME = { 3: integers('same_shape', [0, 0, -1]), 4: integers('same_shape', [0, 0, 0, -1]) } as const;

/**
 * Makes a decoder with a cache take keys and values of the sound as `[windows, heads, width, frames]`; null when its attention
 * is not understood.
 */
export function withWideKeys(cached: StoredGraph, { heads, width }: HeadSize): StoredGraph | null {
  const links = new Links(cached);
  const products = new Map<StoredNode, Source>();
  for (const node of cached.node) {
    const source = node.op_type === 'MatMul' ? sourceOf(links, node.input[1]!) : null;
    if (source && SOUND.test(source.name)) products.set(node, source);
  }
  const isKey = ({ name }: Source): boolean => SOUND.exec(name)![1] === 'key';
  const rank = [...products.values()].find(isKey)?.turns[0]?.length;
  if (rank !== 3 && rank !== 4) return null;
  const isAsExpected = (source: Source): boolean =>
    `${source.turns.join(';')}` === (isKey(source) ? `${TURN[rank]}` : '');
  const taken = cached.input.filter(({ name }) => SOUND.test(name));
  if (products.size !== taken.length || ![...products.values()].every(isAsExpected)) return null;
  return {
    ...cached,
    node: [
      ...(rank === 3 ? headsTogether(taken) : []),
      ...cached.node.flatMap((node) => {
        const source = products.get(node);
        if (!source) return [node];
        const name = rank === 3 ? together(source) : source.name;
        return isKey(source) ? scores(node, name) : mixture(node, name, rank);
      }),
    ],
    initializer: [
      ...cached.initializer,
      SAME[rank],
      integers('third', [3]),
      integers('fourth', [4]),
      integers('heads_of_all', [-1, width]),
    ],
    input: cached.input.map((one) =>
      SOUND.test(one.name) ? floatsOf(one.name, ['windows', heads, width, 'frames']) : one,
    ),
    output: cached.output.filter(({ name }) => !SOUND.test(name)),
  };
}

/** Keys or values, windows and heads in one dimension. */
const together = ({ name }: { name: string }): string => `${name}_together`;

/** How many frames there are must be said: a reshape finds out one dimension only. */
function headsTogether(inputs: StoredGraph['input']): StoredNode[] {
  return [
    storedNode({ op_type: 'Shape', input: [inputs[0]!.name], output: ['sound_shape'] }),
    storedNode({ op_type: 'Slice', input: ['sound_shape', 'third', 'fourth'], output: ['frames'] }),
    storedNode({
      op_type: 'Concat',
      attributes: { axis: 0 },
      input: ['heads_of_all', 'frames'],
      output: ['together_shape'],
    }),
    ...inputs.map((input) =>
      storedNode({ op_type: 'Reshape', input: [input.name, 'together_shape'], output: [together(input)] }),
    ),
  ];
}

/*
 * A row times a matrix runs along the memory of the matrix, but only where nothing else is asked of the product. The runtime
 * draws scaling and turning before a product into it; it does not look behind a reshape, which costs nothing.
 */

/** Query × key. */
function scores({ input, output }: StoredNode, key: string): StoredNode[] {
  const query = `${output[0]}_query`;
  return [
    storedNode({ op_type: 'Reshape', input: [input[0]!, 'same_shape'], output: [query] }),
    storedNode({ op_type: 'MatMul', input: [query, key], output }),
  ];
}

/** Shares × value, both turned over: value × shares. */
function mixture({ input, output }: StoredNode, value: string, rank: 3 | 4): StoredNode[] {
  const turn = { op_type: 'Transpose', attributes: { perm: TURN[rank] } };
  const [turned, shares, mixed] = [`${output[0]}_turned`, `${output[0]}_shares`, `${output[0]}_mixed`];
  return [
    storedNode({ ...turn, input: [input[0]!], output: [turned] }),
    storedNode({ op_type: 'Reshape', input: [turned, 'same_shape'], output: [shares] }),
    storedNode({ op_type: 'MatMul', input: [value, shares], output: [mixed] }),
    storedNode({ ...turn, input: [mixed], output }),
  ];
}

/**
 * Of the decoder that begins, what makes the keys and values of the sound, in the layout the other one takes; null when it is
 * not understood.
 */
export function keysAndValues(first: StoredGraph, { heads, width }: HeadSize): StoredGraph | null {
  const links = new Links(first);
  const output = first.output.filter(({ name }) => SOUND.test(name));
  const makers = new Set(output.map(({ name }) => links.maker(name)));
  const made: StoredNode[] = [];
  for (const { name } of output) {
    const projected = projection(links, name);
    if (!projected) return null;
    const apart = `${name}_heads`;
    made.push(
      storedNode({ op_type: 'Reshape', input: [projected, 'heads_apart'], output: [apart] }),
      storedNode({ op_type: 'Transpose', attributes: { perm: [0, 2, 3, 1] }, input: [apart], output: [name] }),
    );
  }
  return {
    ...first,
    node: [...first.node.filter((node) => !makers.has(node)), ...made],
    initializer: [...first.initializer, integers('heads_apart', [0, 0, heads, width])],
    output,
  };
}
