import type { Generation } from './generation.ts';
import { outlook, softmaxAt } from './log-probability.ts';
import { randomOf } from './random.ts';
import { repeatsItself } from './repeats.ts';
import { barByTimes } from './timestamps.ts';

/** What the decoder wrote for one window. */
export interface Decoded {
  /** Without prefix and end of text; with times where they are wanted. */
  tokens: number[];
  /** Natural logarithms of the probabilities of the tokens, that of the end of text last where it was reached. */
  logProbabilities: number[];
  /** Probability, before the first word, that nobody speaks. */
  noSpeechProbability: number;
  /** False when the tokens allowed were used up, or the text went round in circles. */
  ended: boolean;
}

/** Every text is drawn with the same numbers, whatever is beside it, so that results repeat. */
const SEED = 1;

/** The text of one window as it grows. */
export class Writer {
  readonly decoded: Decoded = { tokens: [], logProbabilities: [], noSpeechProbability: 0, ended: false };
  isDone = false;
  private readonly generation: Generation;
  private readonly mostTokens: number;
  private readonly choose: (logits: Float32Array, likeliest: number) => number;

  /** At temperature 0 the likeliest token is written; above it tokens are drawn, the unlikely more often the hotter. */
  constructor(generation: Generation, mostTokens: number, temperature: number) {
    this.generation = generation;
    this.mostTokens = mostTokens;
    const random = randomOf(SEED);
    this.choose = temperature === 0 ? (_, likeliest) => likeliest : (logits) => drawn(logits, temperature, random());
  }

  /** What the decoder is given next; a text that is done goes on with its end. */
  get lastToken(): number {
    return this.isDone ? this.generation.endOfText : this.decoded.tokens.at(-1)!;
  }

  /** Hears what follows the start token. */
  begin(logits: Float32Array): void {
    this.decoded.noSpeechProbability = softmaxAt(logits, this.generation.noSpeech);
  }

  /** Writes the next token; changes the logits of those that may not be written. */
  write(logits: Float32Array): void {
    if (this.isDone) return;
    const { suppressed, suppressedFirst, endOfText, timestamps } = this.generation;
    const { tokens, logProbabilities } = this.decoded;
    for (const token of suppressed) logits[token] = -Infinity;
    if (tokens.length === 0) for (const token of suppressedFirst) logits[token] = -Infinity;
    if (timestamps) barByTimes(logits, tokens, timestamps, endOfText);
    const { likeliest, logSum } = outlook(logits);
    const token = this.choose(logits, likeliest);
    logProbabilities.push(logits[token]! - logSum);
    if (token === endOfText) this.decoded.ended = true;
    else tokens.push(token);
    // No circle goes on at the same time.
    const words = timestamps ? tokens.filter((one) => one < timestamps.zero) : tokens;
    this.isDone = this.decoded.ended || logProbabilities.length >= this.mostTokens || repeatsItself(words);
  }
}

/** A token by its share of `softmax(logits / temperature)`; `share` in [0, 1) says which. */
export function drawn(logits: Float32Array, temperature: number, share: number): number {
  const most = logits[outlook(logits).likeliest]!;
  const weights = Float64Array.from(logits, (logit) => Math.exp((logit - most) / temperature));
  let left = share * weights.reduce((sum, weight) => sum + weight, 0);
  let token = 0;
  // What rounding leaves over falls to the last one.
  for (; token < weights.length - 1 && left >= weights[token]!; token++) left -= weights[token]!;
  return token;
}
