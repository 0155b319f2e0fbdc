const SPACE_AFTER_CHINESE_MARK = /(?<=[，。！？；：、…”』]) /g;

/**
 * What was said in several segments as one quotation: a space between two, but none where Chinese punctuation parts them. Not
 * `joinedText`: recognised words often come without marks, and without a space 好的 我查一下 would be one run.
 */
export function quoteOf(segments: readonly { text: string }[]): string {
  return segments
    .map(({ text }) => text)
    .join(' ')
    .replace(SPACE_AFTER_CHINESE_MARK, '')
    .trim();
}
