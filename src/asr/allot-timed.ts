import { joinedText } from '../language/joined-text.ts';
import { gapSeconds, intersection, overlapSeconds, type TimeSpan } from '../timespan.ts';
import { allot } from './allot.ts';

/** A phrase with its place in the window, in seconds, as the model heard it. */
export type Phrase = TimeSpan & { readonly text: string };

/** Times of the model are about as exact as this; what a phrase has of a span beyond its edge is no word. */
const SLIP_SECONDS = 0.3;

/**
 * Puts the phrases of a packed window back into its spans by their times. A phrase over several spans is parted in proportion
 * to the seconds it has of each; one in the silence between two goes to the nearer.
 *
 * @param places where the spans lie in the window, in order.
 * @returns one text for each span, in order.
 */
export function allotTimed(phrases: readonly Phrase[], places: readonly TimeSpan[]): string[] {
  const parts: string[][] = places.map(() => []);
  for (const phrase of phrases) {
    const under = places.flatMap((place, index) => (overlapSeconds(place, phrase) > SLIP_SECONDS ? [index] : []));
    const chosen = under.length > 0 ? under : [nearest(phrase, places)];
    const shares = chosen.map((index) => intersection(places[index]!, phrase) ?? places[index]!);
    allot(phrase.text, shares).forEach((text, at) => {
      parts[chosen[at]!]!.push(text);
    });
  }
  return parts.map((texts) => joinedText(texts.filter((text) => text !== '')));
}

/** The place with the least silence to a phrase, or the most in common with it. */
function nearest(phrase: TimeSpan, places: readonly TimeSpan[]): number {
  const distances = places.map((place) => Math.max(gapSeconds(place, phrase), gapSeconds(phrase, place)));
  return distances.indexOf(Math.min(...distances));
}
