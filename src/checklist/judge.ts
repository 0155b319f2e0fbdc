import type { CallAnalysis } from '../analysis.ts';
import type { Lexicons } from '../language/lexicon.ts';
import { merge, totalSeconds } from '../timespan.ts';
import { shown } from './bands.ts';
import { type Checklist, type ChecklistItem, DEFAULT_PROFILE, type JudgeNode, type Profile } from './checklist.ts';
import { judgeNode } from './compose.ts';
import { excuse, unmet } from './condition.ts';
import { CallContext } from './context.ts';
import { type Finding, found, notApplicable, undecided } from './finding.ts';
import { operatorsIn } from './node.ts';
import { untranscribed } from './untranscribed.ts';
import type { Verdict } from './verdict.ts';

/** The judgement of one item; `fatal` says whether failing it would count as fatal on this very call. */
export interface ItemVerdict {
  itemId: string;
  verdict: Verdict;
  fatal: boolean;
}

/** Below this nobody can be held to what "the agent" said. */
const LEAST_ATTRIBUTION_CONFIDENCE = 0.8;

/**
 * Judges every item of the checklist on one call. Pure and synchronous; an item that breaks becomes an `error`
 * verdict and the others are judged.
 */
export function judge(
  checklist: Checklist,
  lexicons: Lexicons,
  analysis: CallAnalysis,
  profile: Profile = DEFAULT_PROFILE,
): ItemVerdict[] {
  const call = new CallContext(analysis, lexicons, profile);
  return checklist.items.map((item) => {
    try {
      const finding = judgeItem(item, call);
      return { itemId: item.id, verdict: verdictOf(finding), fatal: isFatal(item, finding, call) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { itemId: item.id, verdict: { kind: 'error', code: 'operator-failed', message }, fatal: item.fatal };
    }
  });
}

function judgeItem(item: ChecklistItem, call: CallContext): Finding {
  const { language } = call.analysis;
  if (item.languages && !item.languages.includes(language))
    return notApplicable({ zh: '这种语言没有这一项。', en: 'The item does not exist in this language.' });
  if (dependsOnRoles(item) && isMixed(call))
    return undecided(
      { zh: '双方在同一声道，分不清谁说的。', en: 'Both speak on one channel; who said what cannot be told.' },
      [{ start: 0, end: call.analysis.recording.durationSeconds }],
    );
  const reason = unmet(item.when, call);
  if (reason) return notApplicable(reason);
  const finding = withoutWords(item, withPartial(item, call), call);
  if (finding.kind === 'notApplicable') return finding;
  if (dependsOnRoles(item) && call.analysis.attribution.confidence < LEAST_ATTRIBUTION_CONFIDENCE)
    return undecided(
      { zh: '不能确定谁是坐席、谁是客户。', en: 'It is not certain who is the agent and who the customer.' },
      finding.evidence.flatMap(({ span }) => span ?? []),
      finding.evidence,
    );
  const excused = finding.kind === 'pass' ? null : excuse(item.excusedWhen, call);
  if (excused) return notApplicable(excused, finding.evidence);
  if (finding.kind !== 'fail') return finding;
  if (item.reviewWhen && unmet(item.reviewWhen, call) === null)
    return undecided(
      finding.explanation,
      finding.evidence.flatMap(({ span }) => span ?? []),
      finding.evidence,
    );
  if (finding.evidence.length === 0)
    return undecided({ zh: '没有证据，请人工确认。', en: 'There is no evidence; please check.' }, []);
  return finding;
}

function isMixed({ analysis }: CallContext): boolean {
  const { turns } = analysis.conversation;
  return turns.length > 0 && turns.every(({ participant }) => participant === 'mixed');
}

function withPartial(item: ChecklistItem, call: CallContext): Finding {
  const finding = judgeNode(item.judge, call);
  if (finding.kind !== 'fail' || !item.partial) return finding;
  const second = judgeNode(item.partial, call);
  if (second.kind === 'undecided') return second;
  if (second.kind !== 'pass' && second.kind !== 'partial') return finding;
  return found('partial', finding.explanation, [...second.evidence, ...finding.evidence]);
}

/** A pass that rests on words not being said is open while part of what was said has no words at all. */
function withoutWords(item: ChecklistItem, finding: Finding, call: CallContext): Finding {
  if (finding.kind !== 'pass') return finding;
  const scopes = operatorsIn(item.judge).flatMap(({ operator, options }) =>
    operator.needsEveryWord ? operator.scopes(options) : [],
  );
  const windows = scopes.flatMap((scope) => call.window(scope) ?? []);
  const open = merge(windows.flatMap((window) => untranscribed(call.analysis, window)));
  if (open.length === 0) return finding;
  const seconds = shown(totalSeconds(open));
  return undecided(
    {
      zh: `坐席说的话有一部分没有转写出来（${seconds} 秒），请人工听一听。`,
      en: `Part of what the agent said was not transcribed (${seconds} s); please listen.`,
    },
    open,
    [
      ...finding.evidence,
      ...open.map((span) => ({
        span,
        participant: 'agent' as const,
        note: { zh: '有人说话，没有文字。', en: 'Speech without words.' },
      })),
    ],
  );
}

const dependsOnRoles = (item: ChecklistItem): boolean =>
  [item.judge, item.partial].some((node: JudgeNode | null) =>
    node ? operatorsIn(node).some(({ operator }) => operator.dependsOnRoles) : false,
  );

function isFatal(item: ChecklistItem, finding: Finding, call: CallContext): boolean {
  if (!item.fatal || !item.fatalIf || finding.kind !== 'fail') return item.fatal;
  return judgeNode(item.fatalIf, call).kind === 'pass';
}

function verdictOf(finding: Finding): Verdict {
  switch (finding.kind) {
    case 'pass':
      return { ...finding, kind: 'scored', outcome: 'pass', score: 1, rating: 5 };
    case 'partial':
      return { ...finding, kind: 'scored', outcome: 'partial', score: 0.5, rating: 3 };
    case 'fail':
      return { ...finding, kind: 'scored', outcome: 'fail', score: 0, rating: 1 };
    default:
      return finding;
  }
}
