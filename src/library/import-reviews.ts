import type { LingtingError } from '../errors.ts';
import type { Database } from './database/open.ts';
import { readReviewList } from './review-list.ts';
import { addReviews, type NewReview } from './reviews.ts';

/** What became of a list of reviews. */
export interface ReviewImport {
  added: number;
  /** Lines that the library had already. */
  known: number;
  /** Lines that could not be added, in the order of the file. */
  faults: { line: number; error: LingtingError }[];
}

/**
 * Adds the reviews of a CSV file (`readReviewList`). A bad line stops no other, and a list read twice doubles nothing.
 * `onReviews` hears of every lot that is dealt with.
 * @throws LingtingError `csv-invalid` for a file that is no such list; nothing was added then.
 */
export async function importReviews(
  database: Database,
  file: string,
  onReviews: (reviews: number) => void,
): Promise<ReviewImport> {
  const reviews: NewReview[] = [];
  const lines: number[] = [];
  const faults: ReviewImport['faults'] = [];
  for await (const one of readReviewList(file)) {
    if ('error' in one) faults.push(one);
    else {
      reviews.push(one.review);
      lines.push(one.line);
    }
  }
  const results = await addReviews(database, reviews, new Date().toISOString(), onReviews);
  let [added, known] = [0, 0];
  results.forEach((result, at) => {
    if (result === 'added') added++;
    else if (result === 'known') known++;
    else faults.push({ line: lines[at]!, error: result });
  });
  return { added, known, faults: faults.sort((a, b) => a.line - b.line) };
}
