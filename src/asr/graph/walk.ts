import type { StoredNode } from '../../onnx.ts';
import type { Links } from './links.ts';

/** Operations that only turn, cut up or scale what they are given: their first input, or either one. */
export const RESHAPES = ['Reshape', 'Transpose', 'Identity', 'Cast', 'Squeeze', 'Unsqueeze', 'Dropout'];
const SCALES = ['Mul', 'Div'];

/** The operation of that kind which a value comes from, through turning and scaling. */
export function above(links: Links, name: string, wanted: (node: StoredNode) => boolean): StoredNode | null {
  const maker = links.maker(name);
  if (!maker || wanted(maker)) return maker ?? null;
  const from = RESHAPES.includes(maker.op_type) ? [maker.input[0]!] : SCALES.includes(maker.op_type) ? maker.input : [];
  for (const input of from) {
    const found = above(links, input, wanted);
    if (found) return found;
  }
  return null;
}

/** The value, whole heads side by side, that a weight matrix gave: with its bias where it has one. */
export function projection(links: Links, name: string): string | null {
  const found = above(links, name, ({ op_type, input }) => {
    if (op_type === 'MatMul') return links.constant(input[1]!) !== null;
    if (op_type === 'Add') return input.some((one) => links.constant(one)?.dims.length === 1);
    return op_type === 'Mul' && input.some((one) => isSumOfBytes(links, one));
  });
  return found?.output[0] ?? null;
}

/** A product of bytes, about to be scaled. */
function isSumOfBytes(links: Links, name: string): boolean {
  const cast = links.maker(name);
  return cast?.op_type === 'Cast' && links.maker(cast.input[0]!)?.op_type === 'MatMulInteger';
}

/** What a value was before it was turned and cut up, and how it was turned. */
export interface Source {
  readonly name: string;
  readonly turns: readonly (readonly number[])[];
}

/** Goes up from a value through all that only turns it or cuts it up. */
export function sourceOf(links: Links, name: string): Source {
  const turns: (readonly number[])[] = [];
  for (let node = links.maker(name); node && RESHAPES.includes(node.op_type); node = links.maker(name)) {
    if (node.op_type === 'Transpose') turns.push(node.attribute.find((one) => one.name === 'perm')?.ints ?? []);
    name = node.input[0]!;
  }
  return { name, turns };
}
