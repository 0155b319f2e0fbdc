import type { ReportCall, ScoredCall } from './report-call.ts';

/** Counts over all calls of a report. */
export interface Totals {
  scored: number;
  failed: number;
  /** No conversations: left out by a rule. */
  excluded: number;
  /** Calls that a person should look at. */
  toReview: number;
  /** Mean of the scores 0…100; calls without a score are left out; null when none has one. */
  meanScore: number | null;
  /** Calls the mean was taken over. */
  withScore: number;
}

/** Adds up calls one by one, so that a report of any size needs no list of them. */
export class TotalsCounter {
  #scored = 0;
  #failed = 0;
  #excluded = 0;
  #toReview = 0;
  #sum = 0;
  #withScore = 0;

  add(call: ReportCall): void {
    if (call.ok) this.#addScored(call);
    else if (call.excluded) this.#excluded++;
    else this.#failed++;
  }

  #addScored({ scorecard }: ScoredCall): void {
    this.#scored++;
    if (scorecard.needsReview) this.#toReview++;
    if (scorecard.score === null) return;
    this.#sum += scorecard.score;
    this.#withScore++;
  }

  totals(): Totals {
    return {
      scored: this.#scored,
      failed: this.#failed,
      excluded: this.#excluded,
      toReview: this.#toReview,
      meanScore: this.#withScore === 0 ? null : this.#sum / this.#withScore,
      withScore: this.#withScore,
    };
  }
}

/** Totals of a list of calls. */
export function totalsOf(calls: readonly ReportCall[]): Totals {
  const counter = new TotalsCounter();
  for (const call of calls) counter.add(call);
  return counter.totals();
}
