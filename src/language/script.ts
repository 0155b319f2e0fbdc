import { Converter } from 'opencc-js/t2cn';

const toSimplified: (text: string) => string = Converter({ from: 't', to: 'cn' });

/** Full-width ASCII (U+FF01…FF5E) without the marks that are the normal ones in Chinese: ！（），：；？～ */
const FULL_WIDTH = /[\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff5d]/g;
const FULL_WIDTH_OFFSET = 0xfee0;

/**
 * One script for everything that is compared: traditional to simplified characters (OpenCC), full-width letters,
 * digits and signs to half-width, ideographic space to a space. Chinese punctuation stays. Length may change.
 */
export function simplify(text: string): string {
  return toSimplified(text)
    .replace(FULL_WIDTH, (sign: string) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replaceAll('\u3000', ' ');
}
