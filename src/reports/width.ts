import { stripVTControlCharacters } from 'node:util';

/** East Asian wide and full-width characters (Unicode TR11 W and F) and emoji: two terminal cells each. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
/** Marks and format characters that take no cell of their own. */
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Terminal cells of one line of text; colour codes count nothing. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of stripVTControlCharacters(text))
    width += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** The text cut to at most `cells` terminal cells, with `…` at the end where something was cut. */
export function fitCells(text: string, cells: number): string {
  if (textWidth(text) <= cells) return text;
  let kept = '';
  let width = 0;
  for (const character of text) {
    width += textWidth(character);
    if (width > cells - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** The text cut to at most `cells` terminal cells by leaving out its middle: the end of an id often tells calls apart. */
export function fitMiddle(text: string, cells: number): string {
  if (textWidth(text) <= cells) return text;
  let tail = '';
  for (const character of [...text].reverse()) {
    if (textWidth(character + tail) > Math.floor(cells * 0.4)) break;
    tail = character + tail;
  }
  return fitCells(text, cells - textWidth(tail)) + tail;
}

/** The text with spaces up to `cells` terminal cells. */
export function padEndCells(text: string, cells: number): string {
  return text + ' '.repeat(Math.max(0, cells - textWidth(text)));
}

/** What a line is not broken inside of: a wide character or a run of others, with the punctuation that belongs to it; spaces. */
const PIECES =
  /["'“‘「『（【《]*(?:[\u2e80-\uffff]|[^\s"'“‘\u2e80-\uffff][^\s\u2e80-\uffff]*)["'”’」』）】》，。！？；：、…]*|\s+|./gu;

/**
 * Breaks a text into lines of at most `cells` cells: between words, and inside runs without spaces (Chinese, long
 * names), never before closing punctuation nor after opening. A character wider than a line has one to itself.
 */
export function wrap(text: string, cells: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(PIECES) ?? []) {
    const joined = line + piece;
    if (textWidth(joined.trimEnd()) <= cells) {
      line = joined;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = piece.trimStart();
    while (textWidth(line) > Math.max(0, cells)) {
      const head = fitCells(line, cells + 1).slice(0, -1) || [...line][0]!;
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

/** One line without control characters: names come from outside and must not move the cursor. */
export function plain(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim();
}
