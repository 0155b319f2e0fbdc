import { remembered } from '../remembered.ts';
import { intersect, merge, padAll, type TimeSpan, totalSeconds } from '../timespan.ts';
import { shown } from './bands.ts';
import type { ChecklistItem, JudgeNode } from './checklist.ts';
import type { CallContext } from './context.ts';
import { doubtfulSpans } from './doubtful-spans.ts';
import { type Finding, undecided } from './finding.ts';
import { operatorsIn } from './node.ts';
import { type Scope, wholeCall } from './scope-schema.ts';
import type { Window } from './window.ts';

type Side = 'agent' | 'customer';

/**
 * A finding that rests on words that can be relied on. A pass because words were not said is open while part of what was
 * said has no such words, and so is a fail for words that were not said beside the evidence, or for those in it.
 */
export function withWords(item: ChecklistItem, finding: Finding, call: CallContext): Finding {
  if (finding.kind === 'pass') {
    const windows = everyWordScopes(item).map((scope) => call.window(scope));
    return unlessDoubtful(finding, (who) => {
      const spans: TimeSpan[] = [];
      for (const window of windows) if (window) spans.push(...doubtfulOf(who, window, call));
      return merge(spans);
    });
  }
  if (finding.kind !== 'fail' && finding.kind !== 'partial') return finding;
  const reach = reachSeconds(item);
  if (reach < 0) return finding;
  const whole = { start: 0, end: call.analysis.recording.durationSeconds };
  const near = padAll(
    finding.evidence.flatMap(({ span }) => span ?? []),
    reach,
    whole,
  );
  return unlessDoubtful(finding, (who) => intersect(doubtfulOf(who, call.window(wholeCall(who))!, call), near));
}

/** How far from the evidence of a fail words may lie that it rests on; below 0 when it rests on none. */
const reachSeconds = remembered(({ judge }: ChecklistItem): number =>
  Math.max(...operatorsIn(judge).map(({ operator }) => operator.failsOnWordsWithinSeconds ?? -1)),
);

const doubtfulOf = (who: Side, window: Window, { analysis }: CallContext): readonly TimeSpan[] =>
  window.participant === who ? doubtfulSpans(window, analysis) : [];

/** The finding as it is, or undecided for the speech of either side that has no words to rely on. */
function unlessDoubtful(finding: Finding, spansOf: (who: Side) => TimeSpan[]): Finding {
  const [ofAgent, ofCustomer] = [spansOf('agent'), spansOf('customer')];
  if (ofAgent.length === 0 && ofCustomer.length === 0) return finding;
  const note = { zh: '有人说话，没有可靠的文字。', en: 'Speech without words to rely on.' };
  const open = [
    ...ofAgent.map((span) => ({ span, participant: 'agent' as const, note })),
    ...ofCustomer.map((span) => ({ span, participant: 'customer' as const, note })),
  ];
  const seconds = shown(totalSeconds(open.map(({ span }) => span)));
  const who = new Set(open.map(({ participant }) => participant));
  const name =
    who.size > 1
      ? { zh: '双方', en: 'both' }
      : who.has('agent')
        ? { zh: '坐席', en: 'the agent' }
        : { zh: '客户', en: 'the customer' };
  return undecided(
    {
      zh: `${name.zh}说的话有一部分没有可靠的文字（${seconds} 秒），请人工听一听。`,
      en: `Part of what ${name.en} said has no words to rely on (${seconds} s); please listen.`,
    },
    merge(open.map(({ span }) => span)),
    [...finding.evidence, ...open],
  );
}

/** Where a pass of the item rests on words not being said. */
const everyWordScopes = remembered(({ judge }: ChecklistItem): readonly Scope[] => scopesOfEveryWord(judge));

function scopesOfEveryWord(node: JudgeNode, denied = false): Scope[] {
  if (node.kind === 'not') return scopesOfEveryWord(node.node, !denied);
  if (node.kind !== 'operator') return node.nodes.flatMap((one) => scopesOfEveryWord(one, denied));
  const { needsEveryWord, scopes } = node.operator;
  const needs = typeof needsEveryWord === 'function' ? needsEveryWord(node.options, denied) : needsEveryWord;
  return needs ? scopes(node.options) : [];
}
