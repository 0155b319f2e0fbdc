import { LogitsProcessor, type Tensor } from '@xenova/transformers';

/**
 * Listens to the decoder and keeps the log-probability of every token it chooses. It changes no logits.
 *
 * At each step it sees the tokens chosen so far and the logits of the step before, after every other processor has
 * worked on them in place; so the place of this one in the list does not matter. Batch of one.
 */
export class TokenProbabilities extends LogitsProcessor {
  /** Natural logarithm of the probability of each chosen token, end of text included. */
  readonly logProbabilities: number[] = [];
  readonly #signal: AbortSignal | undefined;
  #previous: Float32Array | null = null;

  constructor(signal?: AbortSignal) {
    super();
    this.#signal = signal;
  }

  override _call(inputIds: bigint[][], logits: Tensor): Tensor {
    this.#signal?.throwIfAborted();
    this.#record(inputIds[0]!.at(-1)!);
    this.#previous = logits.data as Float32Array;
    return logits;
  }

  /** Tells the last chosen token, which no further step follows. */
  finish(lastToken: bigint): void {
    this.#record(lastToken);
    this.#previous = null;
  }

  #record(token: bigint): void {
    if (this.#previous) this.logProbabilities.push(logSoftmaxAt(this.#previous, Number(token)));
  }
}

/** `log(softmax(logits))[index]`; suppressed entries are -Infinity and take no share. */
function logSoftmaxAt(logits: Float32Array, index: number): number {
  let max = -Infinity;
  for (const logit of logits) if (logit > max) max = logit;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - max);
  return logits[index]! - max - Math.log(sum);
}
