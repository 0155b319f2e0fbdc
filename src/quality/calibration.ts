import { type Agreement, agreementOf } from './agreement.ts';

/** What machine or person said of an item, in one word. */
export type Word = 'pass' | 'partial' | 'fail' | 'na';

/** What a person last said of an item of a call, beside what the machine says of it. */
export interface ReviewedVerdict {
  callId: string;
  itemId: string;
  /** Null where the machine is undecided or broke: it neither agrees nor disagrees. */
  machine: Word | null;
  human: Word;
  by: string;
  why: string;
  /** ISO 8601. */
  at: string;
}

/** How far the machine agrees with people on one item, or on all. */
export interface Calibration extends Agreement {
  /** Reviews of what the machine left undecided; they are in no other number. */
  undecided: number;
  /** With fewer pairs than this the numbers say little. */
  isFew: boolean;
}

/** Below this many pairs intervals are too wide, and that of kappa too rough, to act on. */
export const FEW_PAIRS = 30;

/** Agreement over all reviews, and by item, those with the most reviews first. */
export function calibrate(reviews: readonly ReviewedVerdict[]): {
  overall: Calibration;
  items: (Calibration & { itemId: string })[];
} {
  const byItem = new Map<string, ReviewedVerdict[]>();
  for (const review of reviews) {
    const ofItem = byItem.get(review.itemId);
    if (ofItem) ofItem.push(review);
    else byItem.set(review.itemId, [review]);
  }
  return {
    overall: calibrationOf(reviews),
    items: [...byItem]
      .map(([itemId, ofItem]) => ({ itemId, ...calibrationOf(ofItem) }))
      .sort((a, b) => b.n - a.n || (a.itemId < b.itemId ? -1 : 1)),
  };
}

/** The reviews on which the machine says something else, wrong fails first, for those are what agents were blamed for. */
export function disagreements(reviews: readonly ReviewedVerdict[]): ReviewedVerdict[] {
  const rank = ({ machine, human }: ReviewedVerdict): number => (machine === 'fail' ? 0 : human === 'fail' ? 1 : 2);
  return reviews
    .filter(({ machine, human }) => machine !== null && machine !== human)
    .sort((a, b) => rank(a) - rank(b) || (a.at < b.at ? 1 : -1));
}

function calibrationOf(reviews: readonly ReviewedVerdict[]): Calibration {
  const pairs = reviews.flatMap(({ machine, human }) => (machine === null ? [] : { machine, human }));
  return {
    ...agreementOf<Word>(pairs),
    undecided: reviews.length - pairs.length,
    isFew: pairs.length < FEW_PAIRS,
  };
}
