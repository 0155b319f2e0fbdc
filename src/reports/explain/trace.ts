import type { Language } from '../../analysis.ts';
import type { ChecklistItem, JudgeNode } from '../../checklist/checklist.ts';
import { judgeNode } from '../../checklist/compose.ts';
import { unmet } from '../../checklist/condition.ts';
import type { CallContext } from '../../checklist/context.ts';
import { reasonOf } from '../../checklist/finding.ts';
import { judgeOrError } from '../../checklist/judge.ts';
import type { Evidence } from '../../checklist/verdict.ts';
import { withMinus } from '../../language/true-minus.ts';
import { outcomeOf } from '../../scorecard/outcome.ts';
import { overlapSeconds } from '../../timespan.ts';
import { clock, measuredText, thresholdText } from '../format.ts';

const INDENT = '  ';

/**
 * How one item came to its verdict on one call: the conditions, then every judgement of it with what was heard inside its
 * scope, which phrases were found or nearly found, and what they were held against. Lines are not wrapped.
 */
export function traceItem(item: ChecklistItem, call: CallContext, language: Language): string[] {
  const { verdict } = judgeOrError(item, call);
  const proposal = verdict.kind === 'undecided' && verdict.proposal ? ` (${verdict.proposal})` : '';
  const because =
    verdict.kind === 'error'
      ? verdict.message
      : 'reason' in verdict
        ? verdict.reason[language]
        : verdict.explanation[language];
  const conditions = (['when', 'excusedWhen', 'reviewWhen'] as const).flatMap((key) => {
    if (!item[key]) return [];
    const reason = unmet(item[key], call);
    return `${key}: ${reason === null ? '✓' : `✗ ${reason[language]}`}`;
  });
  const parts = [
    ['judge', item.judge],
    ['partial', item.partial],
    ['fatalIf', item.fatalIf],
  ] as const;
  return [
    `${item.title[language]}  ${item.id}: ${outcomeOf(verdict)}${proposal}`,
    `${INDENT}${because}`,
    ...conditions.map((line) => INDENT + line),
    ...parts.flatMap(([key, node]) =>
      node ? [`${INDENT}${key}`, ...traceNode(node, call, language, INDENT + INDENT)] : [],
    ),
  ];
}

function traceNode(node: JudgeNode, call: CallContext, language: Language, indent: string): string[] {
  const finding = judgeNode(node, call);
  const name = node.kind === 'operator' ? node.operator.name : node.kind;
  const lines = [
    `${indent}${name}: ${finding.kind}. ${reasonOf(finding)[language]}`,
    ...finding.evidence.map((one) => `${indent}${INDENT}→ ${evidenceLine(one, language)}`),
  ];
  if (node.kind === 'operator') return [...lines, ...heardIn(node, call, indent + INDENT)];
  const below = node.kind === 'not' ? [node.node] : node.nodes;
  return [...lines, ...below.flatMap((one) => traceNode(one, call, language, indent + INDENT))];
}

function evidenceLine(evidence: Evidence, language: Language): string {
  const { span, participant, quote, expected } = evidence;
  return [
    span ? `${clock(span.start)}–${clock(span.end)}` : '',
    participant ?? '',
    quote === undefined ? '' : `“${quote}”`,
    expected === undefined ? '' : `≈ ${expected}`,
    measuredText(evidence, language) ?? '',
    thresholdText(evidence, language) ?? '',
  ]
    .filter((part) => part !== '')
    .join('  ');
}

/** What was said in the scopes of an operator, and what of its phrases was found there, or nearly. */
function heardIn(node: Extract<JudgeNode, { kind: 'operator' }>, call: CallContext, indent: string): string[] {
  const classes = node.operator.phraseClasses(node.options);
  return node.operator.scopes(node.options).flatMap((scope) => {
    const window = call.window(scope);
    if (!window) return [`${indent}∅`];
    const found = call.find(scope, classes).map((hit) => ({ hit, mark: '✓' }));
    const close = call.find(scope, classes, 'nearly').filter(({ score }) => score < 1);
    const nearly = close.flatMap((hit) =>
      found.some((one) => overlapSeconds(one.hit.span, hit.span) > 0 && one.hit.heard === hit.heard)
        ? []
        : { hit, mark: '?' },
    );
    return [
      ...window.segments.map(
        ({ start, text, meanLogProbability }) =>
          `${indent}${clock(start)} ${window.participant}: ${text}${meanLogProbability === null ? '' : ` (${withMinus(meanLogProbability.toFixed(2))})`}`,
      ),
      ...[...found, ...nearly].map(
        ({ hit, mark }) =>
          `${indent}${mark} [${hit.classId}] “${hit.heard}” ≈ “${hit.expected}” ${Math.round(100 * hit.score)}%`,
      ),
    ];
  });
}
