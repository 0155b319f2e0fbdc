import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

interface Jieba {
  load(files: { userDict: string; idfDict: string }): void;
  cut(text: string, strict?: boolean): string[];
}

/** Words of the trade that the general list lacks, one a line. */
const OWN_WORDS = fileURLToPath(new URL('../../seeds/lexicons/zh/words.txt', import.meta.url));

/** Weights of key words, which nodejieba asks for and nothing here uses; its own list takes half a second to read. */
const KEYWORD_WEIGHTS = fileURLToPath(new URL('../../seeds/lexicons/zh/keyword-weights.txt', import.meta.url));

/** Made with the first text, once per process. */
let cut: ((text: string) => string[]) | null = null;

/**
 * Loads the Chinese word list (about a second and a half) with the words of the trade. On a machine where nodejieba could not
 * be built, the word borders of the JavaScript engine serve instead.
 */
function loadWords(): (text: string) => string[] {
  try {
    const jieba = createRequire(import.meta.url)('nodejieba') as Jieba;
    jieba.load({ userDict: OWN_WORDS, idfDict: KEYWORD_WEIGHTS });
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

/** 1 at every place `0…length` of a text where a word begins or ends. */
export function wordBorders(text: string): Uint8Array {
  const borders = new Uint8Array(text.length + 1);
  borders[0] = 1;
  let at = 0;
  for (const word of words(text)) {
    at += word.length;
    borders[at] = 1;
  }
  return borders;
}
