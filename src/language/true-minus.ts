/** A number written for people, with a true minus: a hyphen is narrow, and lines break after it. */
export function withMinus(number: string): string {
  return number.replace('-', '−');
}
