import { en } from './words/en.ts';
import { zh } from './words/zh.ts';

/** Keys of the dictionary. */
export type Word = keyof typeof zh;
/** One language of the dictionary. */
export type Words = Record<Word, string>;

/**
 * Every fixed text of the reports, in both languages. `{name}` is filled in by {@link fill}. The page receives the same
 * dictionary, so a text is written once.
 */
export const WORDS: { readonly zh: Words; readonly en: Words } = { zh, en };

/**
 * Puts values into the `{name}` places of a text; a place without a value stays visible. `{name|call|calls}` becomes
 * the first word where the value is 1, else the second.
 */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text
    .replace(/\{(\w+)\|([^{}|]*)\|([^{}|]*)\}/g, (_, name: string, one: string, many: string) =>
      String(values[name]) === '1' ? one : many,
    )
    .replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
