/** A mark to be put into a text, before the character at `at`. */
export interface Mark {
  at: number;
  mark: string;
}

/** Where the speaker paused: the place in the text, and for how many seconds. */
export interface Pause {
  at: number;
  seconds: number;
  /** False for a place that was worked out from the seconds spoken before it. */
  isExact: boolean;
}

/** A punctuation mark; the point, comma or colon of a number is none. */
export const MARK = /[，。！？；：、…]|[,.!?;:](?!\d)|(?<!\d)[,.!?;:]/u;
/** After these a Latin text goes on with a capital. */
const ASCII_END = /[.?]$/;
const FULL_WIDTH_END = /[，。？]$/;

/** The text with the marks in it. In Latin script a sentence begins with a capital, and so does the text if it `begins` one. */
export function withMarks(text: string, marks: readonly Mark[], begins: boolean): string {
  let shown = '';
  let from = 0;
  for (const { at, mark } of [...marks, { at: text.length, mark: '' }]) {
    const piece = text.slice(from, at);
    const kept = FULL_WIDTH_END.test(shown) ? piece.trimStart() : piece;
    const isFirst = from === 0 ? begins : ASCII_END.test(shown);
    shown += isFirst ? kept.replace(/^\s*\p{Ll}/u, (first) => first.toUpperCase()) : kept;
    // A full-width mark stands close to what it ends.
    shown = FULL_WIDTH_END.test(mark) ? shown.trimEnd() + mark : shown + mark;
    from = at;
  }
  return shown;
}

const LETTER = /[^\s\p{P}]/u;

/** How many letters, characters and figures a text has: all but marks and blanks. */
export function lettersIn(text: string): number {
  let count = 0;
  for (const one of text) if (LETTER.test(one)) count += 1;
  return count;
}

/** The place in a text behind so many letters, and behind the marks and blanks after them. */
export function placeBehind(text: string, letters: number): number {
  let left = letters;
  let at = 0;
  for (const one of text) {
    if (LETTER.test(one)) left -= 1;
    if (left < 0) break;
    at += one.length;
  }
  return at;
}
