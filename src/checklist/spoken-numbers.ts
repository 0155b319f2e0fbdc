import type { CallAnalysis, Segment } from '../analysis.ts';
import { figuresIn } from '../language/figures.ts';
import { editDistance } from '../language/word-cost.ts';
import { gapSeconds, hull, type TimeSpan } from '../timespan.ts';

/** A number one participant gives figure by figure, perhaps in pieces over several turns. */
export interface SpokenNumber {
  digits: string;
  /** Around the segments it is said in. */
  span: TimeSpan;
  segments: Segment[];
  /** The words of its pieces. */
  text: string;
}

/** Pieces of one number follow each other at least so soon; the other one may repeat a piece in between. */
const JOINED_WITHIN_SECONDS = 10;
/** What may stand before or after the figures of a piece that goes on: 然后, 嗯, 对. */
const EDGE_CHARACTERS = 4;
const LEAST_PIECE_DIGITS = 2;

/** The numbers of a participant with at least so many digits, first to last. */
export function spokenNumbers(analysis: CallAnalysis, who: 'agent' | 'customer', leastDigits: number): SpokenNumber[] {
  const numbers: (SpokenNumber & { isOpen: boolean })[] = [];
  for (const segment of analysis.transcript) {
    if (segment.participant !== who) continue;
    for (const { digits, text, start, end } of figuresIn(segment.text, analysis.language, LEAST_PIECE_DIGITS)) {
      const last = numbers.at(-1);
      const isOpen = segment.text.length - end <= EDGE_CHARACTERS;
      if (last?.isOpen && start <= EDGE_CHARACTERS && gapSeconds(last.span, segment) <= JOINED_WITHIN_SECONDS)
        numbers[numbers.length - 1] = {
          digits: last.digits + digits,
          span: hull(last.span, segment),
          segments: last.segments.at(-1) === segment ? last.segments : [...last.segments, segment],
          text: `${last.text} ${text}`,
          isOpen,
        };
      else
        numbers.push({ digits, span: { start: segment.start, end: segment.end }, segments: [segment], text, isOpen });
    }
  }
  return numbers.filter(({ digits }) => digits.length >= leastDigits);
}

/** Digits that a recogniser may get wrong in a number read back, for seven digits and more. */
const MOST_WRONG_DIGITS = 2;
const LONG_DIGITS = 7;

/** Whether a number says another one again: the same digits but for slips of the recogniser, or a part of at least seven. */
export function isSameNumber(digits: string, again: string): boolean {
  if (digits === again) return true;
  const [short, long] = digits.length <= again.length ? [digits, again] : [again, digits];
  if (short.length < LONG_DIGITS) return false;
  return long.includes(short) || editDistance(short, long) <= MOST_WRONG_DIGITS;
}
