import type { Sentence } from '../errors.ts';
import type { JudgeNode } from './checklist.ts';
import type { CallContext } from './context.ts';
import { type Finding, found, notApplicable, reasonOf, undecided } from './finding.ts';

/** Judges a node: its operator, or the findings of several put together. */
export function judgeNode(node: JudgeNode, call: CallContext): Finding {
  switch (node.kind) {
    case 'operator':
      return node.operator.judge(node.options, call);
    case 'not':
      return inverted(judgeNode(node.node, call));
    case 'all':
      return every(node.nodes.map((one) => judgeNode(one, call)));
    case 'any':
      return atLeast(
        1,
        node.nodes.map((one) => judgeNode(one, call)),
      );
    case 'atLeast':
      return atLeast(
        node.count,
        node.nodes.map((one) => judgeNode(one, call)),
      );
    case 'graded':
      return graded(
        node,
        node.nodes.map((one) => judgeNode(one, call)),
      );
    case 'misses':
      return missed(
        node.partial,
        node.nodes.map((one) => judgeNode(one, call)),
      );
    case 'given': {
      const that = judgeNode(node.nodes[0], call);
      return that.kind === 'pass' || that.kind === 'partial'
        ? judgeNode(node.nodes[1], call)
        : notApplicable(reasonOf(that), that.evidence);
    }
    case 'sequence':
      return inOrder(node.nodes.map((one) => judgeNode(one, call)));
  }
}

type Kind = Finding['kind'];
const of = (findings: readonly Finding[], kind: Kind): Finding[] => findings.filter((one) => one.kind === kind);

function reasons(findings: readonly Finding[]): Sentence {
  const said = findings.map(reasonOf);
  return { zh: [...new Set(said.map(({ zh }) => zh))].join(''), en: [...new Set(said.map(({ en }) => en))].join(' ') };
}
const evidenceIn = (findings: readonly Finding[]) => findings.flatMap(({ evidence }) => evidence);

function doubt(findings: readonly Finding[]): Finding {
  const open = findings.flatMap((one) => (one.kind === 'undecided' ? one.listenTo : []));
  return undecided(reasons(findings), open, evidenceIn(findings));
}

/** The worst finding decides: fail, undecided, partial, pass. Those that do not apply are left out. */
export function every(findings: readonly Finding[]): Finding {
  for (const kind of ['fail', 'undecided', 'partial', 'pass'] as const) {
    const those = of(findings, kind);
    if (those.length === 0) continue;
    return kind === 'undecided' ? doubt(those) : found(kind, reasons(those), evidenceIn(those));
  }
  return notApplicable(reasons(findings), evidenceIn(findings));
}

/** Enough passes pass; enough with the partial ones are partial; enough with the undecided ones are undecided. */
function atLeast(count: number, findings: readonly Finding[]): Finding {
  const passed = of(findings, 'pass');
  const partial = of(findings, 'partial');
  const open = of(findings, 'undecided');
  if (passed.length >= count) return found('pass', reasons(passed), evidenceIn(passed));
  if (passed.length + partial.length >= count) return found('partial', reasons(partial), evidenceIn(partial));
  if (passed.length + partial.length + open.length >= count) return doubt(open);
  const failed = of(findings, 'fail');
  if (failed.length === 0) return notApplicable(reasons(findings), evidenceIn(findings));
  return found('fail', reasons(failed), evidenceIn(failed));
}

/** Counts passes against two limits; what is undecided could still reach the better one. */
function graded({ pass, partial }: { pass: number; partial: number }, findings: readonly Finding[]): Finding {
  const met = of(findings, 'pass').length + of(findings, 'partial').length / 2;
  const open = of(findings, 'undecided');
  const lacking = [...of(findings, 'fail'), ...of(findings, 'partial')];
  const passed = [...of(findings, 'pass'), ...of(findings, 'partial')];
  if (met >= pass) return found('pass', reasons(passed), evidenceIn(passed));
  if (met + open.length >= pass || (met < partial && met + open.length >= partial)) return doubt(open);
  if (met >= partial) return found('partial', reasons(lacking), [...evidenceIn(passed), ...evidenceIn(lacking)]);
  if (lacking.length === 0) return notApplicable(reasons(findings), evidenceIn(findings));
  return found('fail', reasons(lacking), evidenceIn(lacking));
}

/** Counts what is missed (partly: half) against the most that is still partial; what does not apply is not missed. */
function missed(most: number, findings: readonly Finding[]): Finding {
  const lacking = [...of(findings, 'fail'), ...of(findings, 'partial')];
  const count = of(findings, 'fail').length + of(findings, 'partial').length / 2;
  const open = of(findings, 'undecided');
  const passed = of(findings, 'pass');
  if (count > most) return found('fail', reasons(lacking), evidenceIn(lacking));
  if (open.length > 0 && (count === 0 || count + open.length > most)) return doubt(open);
  if (count > 0) return found('partial', reasons(lacking), evidenceIn(lacking));
  if (passed.length === 0) return notApplicable(reasons(findings), evidenceIn(findings));
  return found('pass', reasons(passed), evidenceIn(passed));
}

function inverted(finding: Finding): Finding {
  if (finding.kind === 'pass') return found('fail', finding.explanation, finding.evidence);
  if (finding.kind === 'fail') return found('pass', finding.explanation, finding.evidence);
  return finding;
}

/** All must pass, if only in part, and each must be heard not earlier than the one before. */
function inOrder(findings: readonly Finding[]): Finding {
  const whole = every(findings);
  if (whole.kind !== 'pass' && whole.kind !== 'partial') return whole;
  const heard = findings.filter(({ kind }) => kind === 'pass' || kind === 'partial');
  const starts = heard.map(({ evidence }) => evidence[0]?.span?.start ?? null).filter((start) => start !== null);
  const wrong = starts.findIndex((start, index) => index > 0 && start < starts[index - 1]!);
  if (wrong < 0) return whole;
  return found('fail', { zh: '说了，但次序不对。', en: 'Said, but in the wrong order.' }, evidenceIn(heard));
}
