const SPACE_AFTER_CHINESE_MARK = /(?<=[，。！？；：、…”』]) /g;

/** What was said in several segments as one quotation: a space between two, but none where Chinese punctuation parts them. */
export function quoteOf(segments: readonly { text: string }[]): string {
  return segments
    .map(({ text }) => text)
    .join(' ')
    .replace(SPACE_AFTER_CHINESE_MARK, '')
    .trim();
}
