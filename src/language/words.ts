import { createRequire } from 'node:module';

interface Jieba {
  load(): void;
  cut(text: string, strict?: boolean): string[];
}

/** Made with the first text, once per process. */
let cut: ((text: string) => string[]) | null = null;

/**
 * Loads the Chinese word list (about two seconds). On a machine where nodejieba could not be built, the word borders of
 * the JavaScript engine serve instead.
 */
function loadWords(): (text: string) => string[] {
  try {
    const jieba = createRequire(import.meta.url)('nodejieba') as Jieba;
    jieba.load();
    return (text) => jieba.cut(text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'MODULE_NOT_FOUND' && code !== 'BINDING_NOT_FOUND') throw error;
    const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
    return (text) => Array.from(segmenter.segment(text), ({ segment }) => segment);
  }
}

/** The words of a Chinese text; their concatenation is the text. */
export function words(text: string): string[] {
  cut ??= loadWords();
  return cut(text);
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
