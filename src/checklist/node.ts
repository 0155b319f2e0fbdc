import type { Sentence } from '../errors.ts';
import { nearestName } from '../language/nearest-name.ts';
import { cameInWords } from '../language/validator-words.ts';
import { type YamlIssue, yamlIssue } from '../language/yaml-file.ts';
import { remembered } from '../remembered.ts';
import type { ChecklistItem, JudgeNode } from './checklist.ts';
import { OPERATORS } from './operators/index.ts';

const LISTS = ['all', 'any', 'sequence'] as const;
const COMPOSITIONS = [...LISTS, 'atLeast', 'given', 'graded', 'misses', 'not'];

/** Reads a `judge` value. Returns the node, or what is wrong and where (below `path`). */
export function readNode(
  value: unknown,
  path: readonly PropertyKey[],
): { node: JudgeNode; issue: null } | { node: null; issue: YamlIssue } {
  const wrong = (at: readonly PropertyKey[], en: string, zh: string): { node: null; issue: YamlIssue } => ({
    node: null,
    issue: { path: at, problem: { en, zh } },
  });
  if (typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).length !== 1)
    return wrong(
      path,
      `expected exactly one operator or one of ${COMPOSITIONS.join(', ')}; got ${severalOr(value).en}.`,
      `应恰好写一个算子，或 ${COMPOSITIONS.join('、')} 之一；实际：${severalOr(value).zh}。`,
    );
  const [name, options] = Object.entries(value)[0] as [string, unknown];
  const at = [...path, name];
  const several = (list: unknown, below: readonly PropertyKey[]) => {
    if (!Array.isArray(list) || list.length === 0)
      return wrong(below, 'expected a list of judgements; got none.', '应为判断的列表，实际为空。');
    const nodes: JudgeNode[] = [];
    for (const [index, one] of list.entries()) {
      const read = readNode(one, [...below, index]);
      if (read.issue) return read;
      nodes.push(read.node);
    }
    return { nodes, issue: null };
  };
  if (name === 'not') {
    const read = readNode(options, at);
    return read.issue ? read : { node: { kind: 'not', node: read.node }, issue: null };
  }
  const kind = LISTS.find((one) => one === name);
  if (kind) {
    const read = several(options, at);
    return read.issue ? read : { node: { kind, nodes: read.nodes }, issue: null };
  }
  if (name === 'atLeast') {
    const { count, of } = (options ?? {}) as { count?: unknown; of?: unknown };
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 1)
      return wrong([...at, 'count'], 'expected a whole number from 1.', '应为不小于 1 的整数。');
    const read = several(of, [...at, 'of']);
    return read.issue ? read : { node: { kind: 'atLeast', count, nodes: read.nodes }, issue: null };
  }
  if (name === 'graded') {
    const { pass, partial, of } = (options ?? {}) as { pass?: unknown; partial?: unknown; of?: unknown };
    if (typeof pass !== 'number' || typeof partial !== 'number' || !(partial > 0 && partial <= pass))
      return wrong(
        at,
        'expected pass and partial, 0 < partial <= pass.',
        '应有 pass 与 partial，且 0 < partial <= pass。',
      );
    const read = several(of, [...at, 'of']);
    if (read.issue) return read;
    if (pass > read.nodes.length)
      return wrong([...at, 'pass'], `expected at most ${read.nodes.length}.`, `应不超过 ${read.nodes.length}。`);
    return { node: { kind: 'graded', pass, partial, nodes: read.nodes }, issue: null };
  }
  if (name === 'misses') {
    const { partial, of } = (options ?? {}) as { partial?: unknown; of?: unknown };
    if (typeof partial !== 'number' || !(partial > 0))
      return wrong([...at, 'partial'], 'expected a number above 0.', '应为大于 0 的数。');
    const read = several(of, [...at, 'of']);
    return read.issue ? read : { node: { kind: 'misses', partial, nodes: read.nodes }, issue: null };
  }
  if (name === 'given') {
    const { that, judge } = (options ?? {}) as { that?: unknown; judge?: unknown };
    const given = readNode(that, [...at, 'that']);
    if (given.issue) return given;
    const judged = readNode(judge, [...at, 'judge']);
    return judged.issue ? judged : { node: { kind: 'given', nodes: [given.node, judged.node] }, issue: null };
  }
  const operator = OPERATORS.get(name);
  if (!operator) {
    const near = nearestName(name, [...OPERATORS.keys(), ...COMPOSITIONS]);
    return wrong(at, `unknown operator "${name}"; ${near.en}.`, `未知的算子“${name}”；${near.zh}。`);
  }
  const checkedOptions = operator.options.safeParse(options ?? {});
  if (checkedOptions.success)
    return { node: { kind: 'operator', operator, options: checkedOptions.data }, issue: null };
  const issue = yamlIssue(checkedOptions.error.issues[0]!, options ?? {}, operator.options);
  return { node: null, issue: { path: [...at, ...issue.path], problem: issue.problem } };
}

/** What stands where one operator is expected: the names of several, or what else came. */
function severalOr(value: unknown): Sentence {
  const names = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  if (names.length === 0) return cameInWords(value);
  return { en: names.slice(0, NAMES_SHOWN).join(', '), zh: names.slice(0, NAMES_SHOWN).join('、') };
}
const NAMES_SHOWN = 6;

type OperatorNode = Extract<JudgeNode, { kind: 'operator' }>;

/** Every operator use inside a node. */
export const operatorsIn: (node: JudgeNode) => readonly OperatorNode[] = remembered((node) => {
  if (node.kind === 'operator') return [node];
  return node.kind === 'not' ? operatorsIn(node.node) : node.nodes.flatMap((one) => operatorsIn(one));
});

/** Every judgement of an item: its own, the second and the fatal one, and those inside its conditions. */
export function nodesOf(item: ChecklistItem): JudgeNode[] {
  const conditions = [item.when, item.excusedWhen, item.reviewWhen].map((one) => one?.judged);
  return [item.judge, item.partial, item.fatalIf, ...conditions].filter((node) => node !== null && node !== undefined);
}
