/** SenseVoice writes language, emotion and event as `<|zh|>` beside the text. */
const RICH_TAG = /<\|[^|<>]*\|>/g;

/** A text of SenseVoice without tags, and without the spaces that some models put between Han characters. */
export function withoutTags(text: string): string {
  return text.replace(RICH_TAG, '').replace(/(?<=\p{Script=Han}) +(?=\p{Script=Han})/gu, '');
}
