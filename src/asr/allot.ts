import { durationSeconds, type TimeSpan } from '../timespan.ts';

/** How far from its place a cut may move to fall behind a punctuation mark, in spoken units. */
const REACH_UNITS = 4;
/** A spoken unit is a Chinese character, or about a syllable of Latin letters. */
const LETTERS_PER_UNIT = 3;
/** A Chinese character; a word or number with what binds it (don't, 3.5); one mark or blank. */
const TOKENS = /\p{Script=Han}|[^\s\p{P}\p{Script=Han}]+(?:['’.-][^\s\p{P}\p{Script=Han}]+)*|[\s\p{P}]/gu;

/** What a span holds besides words: the margins of speech activity for recognition, before and after them. */
const MARGIN_SECONDS = 0.5;
const LEAST_SPOKEN_SECONDS = 0.1;

/**
 * Puts the text of a packed window back into its spans: each gets a share in proportion to its seconds of words, and the cut
 * moves to a punctuation mark close by. Latin words are never cut. Nothing is lost or doubled: the parts joined are the
 * text (less the blanks at the cuts). A part may be empty.
 *
 * @returns one text for each span, in order.
 */
export function allot(text: string, spans: readonly TimeSpan[]): string[] {
  const places = cutPlaces(text);
  const units = places.at(-1)!.units;
  const total = spans.reduce((sum, span) => sum + spokenSeconds(span), 0);
  const parts: string[] = [];
  let seconds = 0;
  let from = 0;
  spans.forEach((span, index) => {
    seconds += spokenSeconds(span);
    const last = index === spans.length - 1;
    const to = last ? text.length : nearestCut(places, (units * seconds) / total, from);
    parts.push(text.slice(from, to).trim());
    from = to;
  });
  return parts;
}

const spokenSeconds = (span: TimeSpan): number =>
  Math.max(LEAST_SPOKEN_SECONDS, durationSeconds(span) - MARGIN_SECONDS);

/** A place where the text may be cut: before `index`, with so many spoken units before it. */
interface CutPlace {
  index: number;
  units: number;
  afterMark: boolean;
}

function cutPlaces(text: string): CutPlace[] {
  const places: CutPlace[] = [{ index: 0, units: 0, afterMark: false }];
  let units = 0;
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    const end = index + token.length;
    const isWord = !/^[\s\p{P}]$/u.test(token);
    if (isWord) {
      units += /\p{Script=Han}/u.test(token) ? 1 : Math.ceil(token.length / LETTERS_PER_UNIT);
      places.push({ index: end, units, afterMark: false });
    } else {
      const before = places.pop()!;
      places.push({ index: end, units, afterMark: before.afterMark || token.trim() !== '' });
    }
  }
  return places;
}

function nearestCut(places: readonly CutPlace[], wantedUnits: number, from: number): number {
  const distance = (place: CutPlace) => Math.abs(place.units - wantedUnits);
  const open = places.filter((place) => place.index >= from);
  const marks = open.filter((place) => place.index > from && place.afterMark && distance(place) <= REACH_UNITS);
  const candidates = marks.length > 0 ? marks : open;
  return candidates.reduce((best, place) => (distance(place) < distance(best) ? place : best)).index;
}
