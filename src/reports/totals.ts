import type { ReportCall, ScoredCall } from './report-call.ts';

/** Counts over all calls of a report. */
export interface Totals {
  /** Calls with a score. */
  scored: number;
  /** Judged, but with too much in doubt for a score. */
  unscored: number;
  failed: number;
  /** No conversations: left out by a rule. */
  excluded: number;
  /** Calls that a person should look at. */
  toReview: number;
  /** Mean of the scores 0…100; null when no call has one. */
  meanScore: number | null;
}

/** Adds up calls one by one, so that a report of any size needs no list of them. */
export class TotalsCounter {
  #scored = 0;
  #unscored = 0;
  #failed = 0;
  #excluded = 0;
  #toReview = 0;
  #sum = 0;

  add(call: ReportCall): void {
    if (call.ok) this.#addJudged(call);
    else if (call.excluded) this.#excluded++;
    else this.#failed++;
  }

  #addJudged({ scorecard: { score, needsReview } }: ScoredCall): void {
    if (needsReview) this.#toReview++;
    if (score === null) this.#unscored++;
    else {
      this.#scored++;
      this.#sum += score;
    }
  }

  totals(): Totals {
    return {
      scored: this.#scored,
      unscored: this.#unscored,
      failed: this.#failed,
      excluded: this.#excluded,
      toReview: this.#toReview,
      meanScore: this.#scored === 0 ? null : this.#sum / this.#scored,
    };
  }
}

/** Totals of a list of calls. */
export function totalsOf(calls: readonly ReportCall[]): Totals {
  const counter = new TotalsCounter();
  for (const call of calls) counter.add(call);
  return counter.totals();
}
