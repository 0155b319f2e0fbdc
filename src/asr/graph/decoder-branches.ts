import { constantIn, type StoredGraph, type StoredNode } from '../../onnx.ts';

/** The two whole decoders inside a merged one, each as a graph of its own with the model's names for what comes out. */
export interface DecoderBranches {
  /** Begins: makes keys and values of the sound, too. */
  readonly first: StoredGraph;
  /** Goes on with the keys and values of what was before. */
  readonly cached: StoredGraph;
}

/** Cuts a decoder that Optimum merged (one `If` on `use_cache_branch`) in two; null when it is none. */
export function decoderBranches(graph: StoredGraph): DecoderBranches | null {
  const decision = graph.node.find(({ op_type }) => op_type === 'If');
  if (!decision || graph.node.some((node) => node !== decision && !constantIn(node))) return null;
  const branch = (name: string): StoredGraph | null => {
    const found = decision.attribute.find((one) => one.name === name)?.g;
    return found ? alone(graph, decision, found) : null;
  };
  const [first, cached] = [branch('else_branch'), branch('then_branch')];
  return first && cached && { first, cached };
}

/** A branch with what it takes from around it. */
function alone(outer: StoredGraph, decision: StoredNode, branch: StoredGraph): StoredGraph {
  const constants = outer.node.filter((node) => node !== decision);
  return named(
    {
      ...branch,
      node: [...constants, ...branch.node],
      initializer: [...outer.initializer, ...branch.initializer],
      input: outer.input,
    },
    decision.output,
  );
}

/** Gives what comes out other names, and does not copy a value only to name it. */
function named(graph: StoredGraph, names: readonly string[]): StoredGraph {
  const makers = new Map(graph.node.flatMap((node) => node.output.map((name) => [name, node] as const)));
  const renamed = new Map<string, string>();
  const copies = new Set<StoredNode>();
  graph.output.forEach((output, at) => {
    const maker = makers.get(output.name);
    const source = maker?.op_type === 'Identity' ? maker.input[0]! : output.name;
    const isCopy = source !== output.name && makers.has(source) && !renamed.has(source);
    if (isCopy) copies.add(maker!);
    renamed.set(isCopy ? source : output.name, names[at]!);
  });
  const rename = (name: string): string => renamed.get(name) ?? name;
  return {
    ...graph,
    node: graph.node
      .filter((node) => !copies.has(node))
      .map((node) => ({ ...node, input: node.input.map(rename), output: node.output.map(rename) })),
    output: graph.output.map((output, at) => ({ ...output, name: names[at]! })),
  };
}
