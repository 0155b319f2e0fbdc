/** Nobody says so many words of the list one after the other as they stand in it. */
const WORDS_IN_A_ROW = 3;

/**
 * Whether a text is the prompt rather than what was heard: several of its words and nothing else, three of them in a row
 * as they stand in it, or, where the model was unsure, mostly words of the prompt. Texts without marks, in small letters.
 */
export function isPromptEcho(text: string, promptWords: readonly string[], isUnsure: boolean): boolean {
  const longest = Math.max(0, ...promptWords.map((word) => word.length));
  if (text.length > longest && promptWords.join('').includes(text)) return true;
  const rows = promptWords
    .slice(WORDS_IN_A_ROW - 1)
    .map((_, at) => promptWords.slice(at, at + WORDS_IN_A_ROW).join(''));
  if (rows.some((row) => text.includes(row))) return true;
  const rest = promptWords.reduce((left, word) => left.replaceAll(word, ''), text);
  return isUnsure && rest.length < text.length / 2;
}
