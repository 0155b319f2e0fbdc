import type { CallAnalysis } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import type { Lexicons } from '../language/lexicon.ts';
import { remembered } from '../remembered.ts';
import { merge, type TimeSpan } from '../timespan.ts';
import { CALL_TYPE_TITLES, type CallType, LEAST_TYPE_CONFIDENCE, type RecognisedType } from './call-types.ts';
import type { Checklist, ChecklistItem, JudgeNode, Overlay, Section } from './checklist.ts';
import { judgeNode } from './compose.ts';
import { excuse, unmet } from './condition.ts';
import { CallContext } from './context.ts';
import { maybeOtherLanguage, OTHER_LANGUAGE } from './doubtful-spans.ts';
import { type Finding, found, notApplicable, undecided } from './finding.ts';
import { operatorsIn } from './node.ts';
import { DEFAULT_PROFILE, type Profile } from './profile.ts';
import type { Evidence, Verdict } from './verdict.ts';
import { withWords } from './with-words.ts';

/** The judgement of one item; `fatal` says whether failing it would count as fatal on this very call. */
export interface ItemVerdict {
  itemId: string;
  verdict: Verdict;
  fatal: boolean;
}

/** All verdicts of one call, in the order of the sections, with what kind of call it is. */
export interface Judgement {
  callTypes: readonly RecognisedType[];
  /** The sections that apply: those of the checklist, or of an overlay in their place. */
  sections: readonly Section[];
  /** Sections an overlay took the place of; their items do not apply. */
  replaced: readonly Section[];
  verdicts: ItemVerdict[];
}

/** What an earlier judgement of the same call found that still holds; it is taken over instead of being judged again. */
export interface Known {
  callTypes: readonly RecognisedType[] | null;
  verdicts: ReadonlyMap<string, ItemVerdict>;
}

const NOTHING: Known = { callTypes: null, verdicts: new Map() };

/**
 * Judges the items of the checklist on one call. Pure and synchronous; an item that breaks becomes an `error` verdict
 * and the others are judged. The first overlay whose call type is recognised takes the place of the sections it names.
 */
export function judge(
  checklist: Checklist,
  lexicons: Lexicons,
  analysis: CallAnalysis,
  profile: Profile = DEFAULT_PROFILE,
  known: Known = NOTHING,
): Judgement {
  const call = new CallContext(analysis, lexicons, profile, findingIn(checklist.library));
  const callTypes = known.callTypes ?? call.types;
  const { sections, replaced, overlay } = sectionsFor(checklist, callTypes);
  const judgedIds = new Set(sections.flatMap(({ itemIds }) => itemIds));
  const instead = (id: string): ItemVerdict => ({ itemId: id, verdict: leftOut(overlay!.callType), fatal: false });
  return {
    callTypes,
    sections,
    replaced,
    verdicts: [
      ...[...judgedIds].map((id) => known.verdicts.get(id) ?? judgeOrError(checklist.library.get(id)!, call)),
      ...replaced.flatMap(({ itemIds }) => itemIds.filter((id) => !judgedIds.has(id)).map(instead)),
    ],
  };
}

/** The verdict of an item that is not looked at because an overlay took its section's place. */
export function leftOut(callType: CallType): Verdict {
  const { zh, en } = CALL_TYPE_TITLES[callType];
  return {
    kind: 'notApplicable',
    reason: { zh: `${zh}不看这一项。`, en: `Not looked at on a call of this type: ${en}.` },
    evidence: [],
  };
}

function sectionsFor(
  { sections, overlays }: Checklist,
  callTypes: readonly RecognisedType[],
): { sections: Section[]; replaced: Section[]; overlay: Overlay | null } {
  const isOfType = ({ callType }: Overlay): boolean =>
    callTypes.some(({ type, confidence }) => type === callType && confidence >= LEAST_TYPE_CONFIDENCE);
  const overlay = overlays.find(isOfType) ?? null;
  if (!overlay) return { sections: [...sections], replaced: [], overlay };
  const isReplaced = ({ id }: Section): boolean => overlay.replaces === 'all' || overlay.replaces.includes(id);
  return {
    sections: [...sections.filter((one) => !isReplaced(one)), ...overlay.sections],
    replaced: sections.filter(isReplaced),
    overlay,
  };
}

/** How a call finds out what another of these items found. */
export function findingIn(items: ReadonlyMap<string, ChecklistItem>) {
  return (itemId: string, call: CallContext): Finding | null => {
    const item = items.get(itemId);
    return item ? judgeItem(item, call) : null;
  };
}

/** Judges one item on a call; what breaks inside it becomes an `error` verdict. */
export function judgeOrError(item: ChecklistItem, call: CallContext): ItemVerdict {
  const fatal = item.severity === 'fatal';
  try {
    const finding = withAttribution(item, call.findingOf(item.id) ?? judgeItem(item, call), call);
    return { itemId: item.id, verdict: verdictOf(item, finding), fatal: isFatal(item, finding, call) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { itemId: item.id, verdict: { kind: 'error', code: 'operator-failed', message }, fatal };
  }
}

/** A finding whose evidence says how sure it is who was heard, where that matters. */
function withAttribution(item: ChecklistItem, finding: Finding, { analysis }: CallContext): Finding {
  if (!dependsOnRoles(item)) return finding;
  const { by = 'channel', confidence } = analysis.attribution;
  return {
    ...finding,
    evidence: finding.evidence.map((one) =>
      one.participant === 'agent' || one.participant === 'customer' ? { ...one, attribution: { by, confidence } } : one,
    ),
  };
}

function judgeItem(item: ChecklistItem, call: CallContext): Finding {
  const { language } = call.analysis;
  const isOn = call.profile.rules[item.id] ?? !item.option;
  if (!isOn) return notApplicable({ zh: '本单位没有启用这一项。', en: 'The item is not switched on here.' });
  if (item.languages && !item.languages.includes(language))
    return notApplicable({ zh: '这种语言没有这一项。', en: 'The item does not exist in this language.' });
  if (dependsOnRoles(item) && isMixed(call))
    return undecided(
      { zh: '双方在同一声道，分不清谁说的。', en: 'Both speak on one channel; who said what cannot be told.' },
      [{ start: 0, end: call.analysis.recording.durationSeconds }],
    );
  const reason = unmet(item.when, call);
  if (reason) return notApplicable(reason);
  const finding = withWords(item, withPartial(item, call), call);
  if (finding.kind === 'notApplicable') return finding;
  if (dependsOnRoles(item) && !call.areSidesSure)
    return doubted(finding, {
      zh: '不能确定谁是坐席、谁是客户。',
      en: 'It is not certain who is the agent and who the customer.',
    });
  const excused = finding.kind === 'pass' ? null : excuse(item.excusedWhen, call);
  if (excused) return notApplicable(excused, finding.evidence);
  if (finding.kind !== 'pass' && isByLevel(finding, call))
    return doubted(finding, {
      zh: '有声段仅按音量判定，噪声可能被算作说话，请人工确认。',
      en: 'Speech was found by its level only, and noise may count as speech; please check.',
    });
  if (finding.kind !== 'fail' && finding.kind !== 'partial') return finding;
  if (maybeOtherLanguage(call.analysis) && restsOnWords(finding))
    return doubted(finding, {
      zh: `${finding.explanation.zh}${OTHER_LANGUAGE.zh}`,
      en: `${finding.explanation.en} ${OTHER_LANGUAGE.en}`,
    });
  // A single turn may be the other's, however sure it is which voice is the agent's.
  if (dependsOnRoles(item) && call.analysis.attribution.by === 'diarised')
    return doubted(finding, {
      zh: `${finding.explanation.zh}双方在同一声道，按声音区分，请人工确认是谁说的。`,
      en: `${finding.explanation.en} Both are on one channel and were told apart by their voices; please check who it was.`,
    });
  if (finding.kind !== 'fail') return finding;
  if (item.reviewWhen && unmet(item.reviewWhen, call) === null) return doubted(finding, finding.explanation);
  if (finding.evidence.length === 0)
    return undecided({ zh: '没有证据，请人工确认。', en: 'There is no evidence; please check.' }, []);
  return finding;
}

/** True when what was found rests on when somebody speaks, and not on words alone, where that is known by the level only. */
const isByLevel = ({ kind, evidence }: Finding, { analysis }: CallContext): boolean =>
  analysis.provenance.voiceActivity === 'level' &&
  kind !== 'undecided' &&
  evidence.some(({ span, measured, quote }) => span !== null && (measured !== undefined || quote === undefined));

/** True when what was found rests on words that were heard, or on how sure the recogniser was of them. */
const restsOnWords = ({ evidence }: Finding): boolean =>
  evidence.some(
    ({ span, quote, measured }) => span !== null && (quote !== undefined || measured?.unit === 'logProbability'),
  );

/** What was found, left to a person, with all that speaks for it. */
const doubted = ({ evidence }: Finding, why: Sentence): Finding => undecided(why, placesOf(evidence), evidence);

/** Where to listen to what evidence lies in; places that overlap are one. */
const placesOf = (evidence: readonly Evidence[]): TimeSpan[] => merge(evidence.flatMap(({ span }) => span ?? []));

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

const dependsOnRoles = remembered((item: ChecklistItem): boolean =>
  [item.judge, item.partial].some((node: JudgeNode | null) =>
    node ? operatorsIn(node).some(({ operator }) => operator.dependsOnRoles) : false,
  ),
);

function isFatal(item: ChecklistItem, finding: Finding, call: CallContext): boolean {
  if (!item.fatalIf || finding.kind !== 'fail') return item.severity === 'fatal';
  return judgeNode(item.fatalIf, call).kind === 'pass';
}

/** The verdict of a finding: what an assisted item fails, and all of a human one, is only proposed. */
function verdictOf(item: ChecklistItem, finding: Finding): Verdict {
  if (finding.kind === 'notApplicable' || finding.kind === 'undecided') return finding;
  const { kind, explanation, evidence } = finding;
  if (item.treatment === 'human' || (item.treatment === 'assisted' && kind === 'fail'))
    return {
      kind: 'undecided',
      reason: explanation,
      evidence,
      listenTo: placesOf(evidence),
      proposal: kind,
    };
  const [score, rating] = SCORES[kind];
  return { kind: 'scored', outcome: kind, score, rating, explanation, evidence };
}

const SCORES = { pass: [1, 5], partial: [0.5, 3], fail: [0, 1] } as const;
