/** Texts said one after the other as one; Latin words keep a space between them, Chinese gets none. */
export function joinedText(texts: readonly string[]): string {
  return texts.reduce((text, next) => {
    const needsSpace =
      /[\p{L}\p{N}.,!?;:]$/u.test(text) && !/\p{Script=Han}$/u.test(text) && /^[\p{L}\p{N}]/u.test(next);
    return text + (needsSpace && !/^\p{Script=Han}/u.test(next) ? ' ' : '') + next;
  }, '');
}
