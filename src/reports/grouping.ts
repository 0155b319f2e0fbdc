import { isLeftToPeople, outcomeOf, proposalOf } from '../scorecard/outcome.ts';
import type { Scorecard, ScoredItem } from '../scorecard/scorecard.ts';
import type { Mark } from './outcome.ts';

/** The items of a call in the order in which people go through them. */
export interface GroupedItems {
  /** Those that a person judged: settled, whatever came of it. */
  reviewed: ScoredItem[];
  /** Failed, broken, partial and in doubt: what counts first, and of that the worst first. */
  toDeal: ScoredItem[];
  /** Those that a person was to judge from the start and that have something to judge. */
  toPeople: ScoredItem[];
}

/** Sorts out the items that need somebody, and those that somebody judged; the others passed or do not apply. */
export function groupItems(items: readonly ScoredItem[]): GroupedItems {
  const needing = items.filter(
    ({ verdict, review }) => !review && !['pass', 'notApplicable'].includes(outcomeOf(verdict)),
  );
  return {
    reviewed: items.filter(({ review }) => review),
    toDeal: needing.filter((item) => !isLeftToPeople(item)).sort(byUrgency),
    toPeople: needing.filter(isLeftToPeople).sort((a, b) => b.weight - a.weight),
  };
}

const SEVERITY_ORDER: readonly ScoredItem['severity'][] = ['fatal', 'major', 'minor', 'info'];

function byUrgency(a: ScoredItem, b: ScoredItem): number {
  const keys = [a, b].map((item) => [
    doesCount(item) ? 0 : 1,
    urgencyOf(item),
    SEVERITY_ORDER.indexOf(item.severity),
    -item.weight,
  ]);
  const at = keys[0]!.findIndex((key, index) => key !== keys[1]![index]);
  return at < 0 ? 0 : keys[0]![at]! - keys[1]![at]!;
}

function urgencyOf({ verdict }: ScoredItem): number {
  const proposal = proposalOf(verdict);
  const said = proposal === null ? outcomeOf(verdict) : `${proposal}?`;
  return ['fail', 'error', 'fail?', 'partial', 'partial?', 'undecided', 'pass?'].indexOf(said);
}

/** Whether an item moves the total: by its points, or by setting it to zero. */
export function doesCount({ weight, fatal }: ScoredItem): boolean {
  return weight > 0 || fatal;
}

/** What an item is shown as: a fault where it moves no score is information. */
export function markOf(item: ScoredItem): Mark {
  const outcome = outcomeOf(item.verdict);
  return !doesCount(item) && (outcome === 'fail' || outcome === 'partial') ? 'info' : outcome;
}

/** How many items failed, of those that move the total. */
export function failsThatCount({ items }: Pick<Scorecard, 'items'>): number {
  return items.filter((item) => markOf(item) === 'fail').length;
}

/** How many items of a section came out how; those left to people under their own name. */
export type SectionCounts = Partial<Record<Mark | 'leftToPeople', number>>;

/** The counts of a section, in the order of outcomes given by `countsOf`'s reader. */
export function countsOf(items: readonly ScoredItem[]): SectionCounts {
  const counts: SectionCounts = {};
  for (const item of items) {
    const name = isLeftToPeople(item) ? 'leftToPeople' : markOf(item);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** A section with the items shown under it: an item that stands in several is shown under the first. */
export function itemsOf({ items }: Scorecard, sectionId: string): ScoredItem[] {
  return items.filter(({ section }) => section === sectionId);
}
