import { constantIn, type OnnxTensor, type StoredGraph, type StoredNode } from '../../onnx.ts';

/** Who makes and who takes each value of a graph, as it was when this was made. */
export class Links {
  private readonly makers = new Map<string, StoredNode>();
  private readonly takers = new Map<string, StoredNode[]>();
  private readonly constants = new Map<string, OnnxTensor>();

  constructor({ node, initializer }: StoredGraph) {
    for (const tensor of initializer) this.constants.set(tensor.name, tensor);
    for (const one of node) {
      for (const name of one.output) this.makers.set(name, one);
      for (const name of one.input) this.takers.set(name, [...(this.takers.get(name) ?? []), one]);
      const tensor = constantIn(one);
      if (tensor) this.constants.set(tensor.name, tensor);
    }
  }

  /** The operation whose result a value is; undefined for inputs and stored weights. */
  maker(name: string): StoredNode | undefined {
    return this.makers.get(name);
  }

  /** The operations that compute with a value; asking for its shape is no computing. */
  takersOf(name: string): StoredNode[] {
    return (this.takers.get(name) ?? []).filter(({ op_type }) => op_type !== 'Shape');
  }

  /** The constant behind a name; null when it is computed. */
  constant(name: string): OnnxTensor | null {
    const found = this.constants.get(name);
    if (found) return found;
    const maker = this.makers.get(name);
    return maker?.op_type === 'Identity' ? this.constant(maker.input[0]!) : null;
  }
}

/** Leaves out what no output needs: operations, weights, and inputs. */
export function pruned(graph: StoredGraph): StoredGraph {
  const needed = new Set(graph.output.map(({ name }) => name));
  const kept = graph.node.toReversed().filter(({ input, output }) => {
    if (!output.some((name) => needed.has(name))) return false;
    for (const name of input) needed.add(name);
    return true;
  });
  return {
    ...graph,
    node: kept.reverse(),
    initializer: graph.initializer.filter(({ name }) => needed.has(name)),
    input: graph.input.filter(({ name }) => needed.has(name)),
  };
}
