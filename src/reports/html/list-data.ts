import type { CallMetadata } from '../../analysis.ts';
import type { Sentence } from '../../errors.ts';
import type { Scorecard } from '../../scorecard/scorecard.ts';
import { failsThatCount, markOf } from '../grouping.ts';
import { isProvisional } from '../outcome.ts';
import { recordingName } from '../recording-name.ts';
import type { ReportCall } from '../report-call.ts';
import { type Totals, TotalsCounter } from '../totals.ts';

/** A call in the list of the page. */
export type ListRow =
  | {
      ok: true;
      /** Number of the call in the page; its data elements carry it. */
      number: number;
      callId: string;
      /** As `recordingName`. */
      recording: string;
      agent: string | null;
      direction: CallMetadata['direction'] | null;
      startTime: string | null;
      durationSeconds: number;
      score: number | null;
      /** Why the score is null, zero or provisional. */
      scoreNote: Sentence | null;
      provisional: boolean;
      fatal: boolean;
      headline: Scorecard['headline'];
      fails: number;
      undecided: number;
      needsReview: boolean;
      demo: boolean;
    }
  | { ok: false; excluded: boolean; number: number; callId: string; recording: string; sentence: Sentence };

/** What the first page shows. */
export interface ListData {
  totals: Totals;
  rows: ListRow[];
  /** Items that failed, with the number of calls, most frequent first. */
  failures: { title: Sentence; calls: number }[];
  /** Distinct values over all calls, for the provenance. */
  toolVersions: string[];
  models: string[];
  checklists: { title: Sentence; version: string; sha256: string }[];
}

const FAILURES_SHOWN = 5;

/** Gathers what the first page shows while the calls go by, one at a time. */
export class ListGatherer {
  #totals = new TotalsCounter();
  #rows: ListRow[] = [];
  #failures = new Map<string, { title: Sentence; calls: number }>();
  #toolVersions = new Set<string>();
  #models = new Set<string>();
  #checklists = new Map<string, { title: Sentence; version: string; sha256: string }>();

  /** Adds a call and returns its number in the page. */
  add(call: ReportCall): number {
    const number = this.#rows.length;
    this.#totals.add(call);
    if (!call.ok) {
      const { callId, excluded, file, sentence } = call;
      this.#rows.push({ ok: false, excluded, number, callId, recording: recordingName(file), sentence });
      return number;
    }
    const { analysis, scorecard } = call;
    this.#rows.push({
      ok: true,
      number,
      callId: scorecard.callId,
      recording: recordingName(call.file),
      agent: analysis.call.agentName ?? analysis.call.agentId ?? null,
      direction: analysis.call.direction ?? null,
      startTime: analysis.call.startTime ?? null,
      durationSeconds: analysis.recording.durationSeconds,
      score: scorecard.score,
      scoreNote: scorecard.scoreNote,
      provisional: isProvisional(scorecard),
      fatal: scorecard.fatalItemIds.length > 0,
      headline: scorecard.headline,
      fails: failsThatCount(scorecard),
      undecided: scorecard.counts.undecided,
      needsReview: scorecard.needsReview,
      demo: analysis.transcriptSource.demo,
    });
    this.#addFailures(scorecard);
    const { provenance } = analysis;
    this.#toolVersions.add(provenance.toolVersion);
    for (const [id, sha256] of Object.entries(provenance.models)) this.#models.add(`${id} · ${sha256.slice(0, 12)}`);
    const { title, version, sha256 } = scorecard.checklist;
    this.#checklists.set(sha256, { title, version, sha256 });
    return number;
  }

  #addFailures({ items }: Scorecard): void {
    for (const item of items) {
      if (markOf(item) !== 'fail') continue;
      const { itemId, failureTitle } = item;
      const seen = this.#failures.get(itemId);
      if (seen) seen.calls++;
      else this.#failures.set(itemId, { title: failureTitle, calls: 1 });
    }
  }

  data(): ListData {
    return {
      totals: this.#totals.totals(),
      rows: this.#rows,
      failures: [...this.#failures.values()].sort((a, b) => b.calls - a.calls).slice(0, FAILURES_SHOWN),
      toolVersions: [...this.#toolVersions],
      models: [...this.#models],
      checklists: [...this.#checklists.values()],
    };
  }
}
