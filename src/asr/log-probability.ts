/** Less than this below the largest logit, a token takes a share of the probability that shows. */
const SHOWS_WITHIN = 25;

/**
 * `log(softmax(logits))[index]`. Entries of -Infinity take no share, and those so small that all of a vocabulary of a
 * million would not take a share of 1e-4 are left out.
 */
export function logSoftmaxAt(logits: Float32Array, index: number): number {
  // By index: going through the entries themselves takes three times as long, and this is done for every token.
  let max = -Infinity;
  for (let at = 0; at < logits.length; at++) if (logits[at]! > max) max = logits[at]!;
  let sum = 0;
  const least = max - SHOWS_WITHIN;
  for (let at = 0; at < logits.length; at++) if (logits[at]! >= least) sum += Math.exp(logits[at]! - max);
  return logits[index]! - max - Math.log(sum);
}

/** `softmax(logits)[index]`, 0…1. */
export const softmaxAt = (logits: Float32Array, index: number): number => Math.exp(logSoftmaxAt(logits, index));
