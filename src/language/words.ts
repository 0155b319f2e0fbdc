import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { asLingtingError } from '../errors.ts';

interface Jieba {
  load(options?: { userDict: string }): void;
  cut(text: string, strict?: boolean): string[];
}

let cut: ((text: string) => string[]) | null = null;

/**
 * Loads the Chinese word list (about two seconds), once per process. A dictionary of one's own is checked first,
 * because the library ends the whole process on a missing one. Lines of it: `word frequency tag`. On a machine where
 * nodejieba could not be built, the word borders of the JavaScript engine serve instead.
 */
export function loadWords(userDictionary?: string): void {
  if (cut) return;
  if (userDictionary !== undefined)
    try {
      accessSync(userDictionary, constants.R_OK);
    } catch (error) {
      throw asLingtingError(error);
    }
  try {
    const jieba = createRequire(import.meta.url)('nodejieba') as Jieba;
    jieba.load(userDictionary === undefined ? undefined : { userDict: userDictionary });
    cut = (text) => jieba.cut(text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'MODULE_NOT_FOUND' && code !== 'BINDING_NOT_FOUND') throw error;
    const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
    cut = (text) => Array.from(segmenter.segment(text), ({ segment }) => segment);
  }
}

/** The words of a Chinese text; their concatenation is the text. */
export function words(text: string): string[] {
  loadWords();
  return cut!(text);
}

/** True when neither end of `[start, end)` lies inside a longer word: 喂 in 喂养 is no 喂. */
export function onWordBorders(text: string, start: number, end: number): boolean {
  let at = 0;
  for (const word of words(text)) {
    const next = at + word.length;
    if ((start > at && start < next) || (end > at && end < next)) return false;
    at = next;
  }
  return true;
}
