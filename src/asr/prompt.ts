import type { PreTrainedTokenizer } from '@xenova/transformers';
import type { Language } from '../analysis.ts';

/** What a decoder is told before a text begins, as if it had just written it. */
export interface Prompt {
  /** From `<|startofprev|>` on. */
  readonly tokens: readonly number[];
  /** The hot words in it: the first ones of those given. */
  readonly words: readonly string[];
}

const START = '<|startofprev|>';
const MARKS: Record<Language, { between: string; end: string }> = {
  zh: { between: '，', end: '。' },
  en: { between: ', ', end: '.' },
};

/**
 * The prompt with as many hot words as fit into half of the positions of the decoder less one (223 of 448), as
 * openai/whisper has it: the text needs the other half. Null where the tokenizer knows no prompt.
 */
export function promptOf(
  tokenizer: PreTrainedTokenizer,
  hotWords: readonly string[],
  language: Language,
  mostPositions: number,
): Prompt | null {
  const start = tokenizer.convert_tokens_to_ids(START);
  if (tokenizer.decode([start], { skip_special_tokens: false }) !== START) return null;
  const { between, end } = MARKS[language];
  const tokensOf = (words: readonly string[]): number[] =>
    words.length === 0
      ? []
      : [start, ...tokenizer.encode(` ${words.join(between)}${end}`, { add_special_tokens: false })];
  const words = [...hotWords];
  while (tokensOf(words).length > mostPositions / 2 - 1) words.pop();
  return { tokens: tokensOf(words), words };
}
