import type { CallAnalysis } from '../../analysis.ts';
import type { PlayerAudio } from '../../audio/player-audio.ts';
import type { Sentence } from '../../errors.ts';
import { joinedText } from '../../language/joined-text.ts';
import { readableTexts } from '../../language/punctuation/readable.ts';
import type { Scorecard, ScoredItem } from '../../scorecard/scorecard.ts';
import type { TimeSpan } from '../../timespan.ts';
import { callTypeText } from '../call-type-text.ts';
import { coverageText } from '../coverage.ts';
import { stateWord } from '../form-lines.ts';
import { bothLanguages, measuredText, thresholdText } from '../format.ts';
import { groupItems } from '../grouping.ts';
import { heardSpan, heardSpans } from '../heard.ts';
import { type MeasureRow, measureRows } from '../measure-rows.ts';
import { isProvisional } from '../outcome.ts';
import type { ScoredCall } from '../report-call.ts';
import { reviewTexts } from '../review-text.ts';
import { areRolesGuessed } from '../roles.ts';
import type { Word } from '../words.ts';

/** Measured value and limit of one piece of evidence, ready to be shown, and from where one hears it. */
export interface EvidenceTexts {
  measured: Sentence | null;
  threshold: Sentence | null;
  fromSeconds: number | null;
}

/** How the page gets at the sound of a call. */
export type PageAudio =
  | { kind: 'embedded'; sampleRateHz: number; channelCount: number }
  | { kind: 'file'; href: string }
  | { kind: 'none' }
  | { kind: 'too-large' };

/** Everything the page of one call shows, as it is embedded: the hand-over itself, the scorecard, and texts made of them. */
export interface CallData {
  analysis: CallAnalysis;
  /** What is said in each turn, with punctuation where the transcript has none. */
  turnTexts: string[];
  scorecard: Scorecard;
  /** The score is not final. */
  provisional: boolean;
  /** Who is agent and who customer is a guess. */
  rolesGuessed: boolean;
  audio: PageAudio;
  measureRows: MeasureRow[];
  /** Ids of the items that need somebody, in the order in which to go through them. */
  groups: { toDeal: string[]; reviewed: string[]; toPeople: string[] };
  /** By item that a person judged: who, when and why, and what the machine had said. */
  reviewTexts: Record<string, { human: Sentence; machine: Sentence }>;
  /** What kind of call it is, with the reason. */
  callTypes: { text: Sentence; reason: Sentence }[];
  /** How much of the call was judged, in words. */
  coverage: Sentence;
  /** By section of the training form: the word for who gives its value. */
  formWords: Record<string, Word>;
  /** By item, in the order of its evidence. */
  evidenceTexts: Record<string, EvidenceTexts[]>;
  /** By item that says what to listen to. */
  heard: Record<string, TimeSpan[]>;
}

export function callData(call: ScoredCall, audio: PageAudio): CallData {
  const { analysis, scorecard } = call;
  const { durationSeconds } = analysis.recording;
  const { toDeal, reviewed, toPeople } = groupItems(scorecard.items);
  const ids = (items: readonly ScoredItem[]): string[] => items.map(({ itemId }) => itemId);
  return {
    analysis,
    turnTexts: turnTexts(analysis),
    scorecard,
    provisional: isProvisional(scorecard),
    rolesGuessed: areRolesGuessed(analysis),
    audio,
    measureRows: measureRows(analysis.measures),
    groups: { toDeal: ids(toDeal), reviewed: ids(reviewed), toPeople: ids(toPeople) },
    reviewTexts: Object.fromEntries(reviewed.map((item) => [item.itemId, reviewTexts(item)!])),
    callTypes: scorecard.callTypes.map((one) => ({
      text: bothLanguages((language) => callTypeText(one, language)),
      reason: one.reason,
    })),
    coverage: bothLanguages((language) => coverageText(scorecard, language)),
    formWords: Object.fromEntries(scorecard.form?.items.map((item) => [item.sectionId, stateWord(item)]) ?? []),
    evidenceTexts: Object.fromEntries(
      scorecard.items.map((item) => [item.itemId, evidenceTexts(item, durationSeconds)]),
    ),
    heard: Object.fromEntries(
      scorecard.items.flatMap(({ itemId, verdict }) =>
        verdict.kind === 'undecided' && verdict.listenTo.length > 0
          ? [[itemId, heardSpans(verdict.listenTo, durationSeconds)] as const]
          : [],
      ),
    ),
  };
}

function turnTexts(analysis: CallAnalysis): string[] {
  const texts = readableTexts(analysis);
  return analysis.conversation.turns.map(({ segments }) =>
    joinedText(segments.map((index) => texts.get(analysis.transcript[index]!)!.trim())),
  );
}

function evidenceTexts({ verdict }: ScoredItem, callSeconds: number): EvidenceTexts[] {
  if (verdict.kind === 'error') return [];
  return verdict.evidence.map((evidence) => ({
    measured: evidence.measured ? bothLanguages((language) => measuredText(evidence, language)!) : null,
    threshold: evidence.threshold ? bothLanguages((language) => thresholdText(evidence, language)!) : null,
    fromSeconds: evidence.span && heardSpan(evidence.span, callSeconds).start,
  }));
}

/**
 * Hands out room for sound in one page. Browsers read a page of 60 MB in about a second; above that, opening it gets
 * slow and some mail gateways refuse it.
 */
export class AudioBudget {
  static readonly LIMIT_BYTES = 60_000_000;
  #used = 0;

  /** What the page does with the sound of this call; embedded sound is counted as it is written, in base64. */
  place(call: ScoredCall): PageAudio {
    const { audio, audioHref } = call;
    if (audio === null) return { kind: 'none' };
    if ('href' in audio) return { kind: 'file', href: audio.href };
    const bytes = base64Length(audio);
    if (this.#used + bytes <= AudioBudget.LIMIT_BYTES) {
      this.#used += bytes;
      return { kind: 'embedded', sampleRateHz: audio.sampleRateHz, channelCount: audio.channelCount };
    }
    return audioHref === undefined ? { kind: 'too-large' } : { kind: 'file', href: audioHref };
  }
}

function base64Length({ muLaw }: PlayerAudio): number {
  return 4 * Math.ceil(muLaw.length / 3);
}
