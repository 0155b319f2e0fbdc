import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { Generation } from './generation.ts';
import { logSoftmaxAt, softmaxAt } from './log-probability.ts';
import { repeatsItself } from './repeats.ts';

/** What the decoder wrote for one window. */
export interface Decoded {
  /** Without prefix and end of text. */
  tokens: number[];
  /** Natural logarithms of the probabilities of the tokens, that of the end of text last where it was reached. */
  logProbabilities: number[];
  /** Probability, before the first word, that nobody speaks. */
  noSpeechProbability: number;
  /** False when the tokens allowed were used up, or the text went round in circles. */
  ended: boolean;
}

/**
 * Writes the texts of some windows side by side, each token the likeliest one (greedy, as transformers.js and
 * openai/whisper at temperature 0). A text that has ended stays ended while the others go on. The keys and values of the
 * sound are computed once, in the first step, and handed back to the model as they are. Weights of 8 bits scale with all
 * that is computed at once, so that with these a text may differ in a word from what it would be by itself.
 *
 * @param decoder a merged decoder in the layout of Optimum.
 * @param sound output of the encoder, `[windows, frames, width]`.
 * @param mostTokens how many tokens each window may take, end of text included.
 */
export async function decodeGreedily(
  decoder: InferenceSession,
  sound: Tensor,
  generation: Generation,
  mostTokens: readonly number[],
  signal?: AbortSignal,
): Promise<Decoded[]> {
  const { prefix } = generation;
  const writers = mostTokens.map((most) => new Writer(generation, most));
  const own = namesOf(decoder, '.decoder.');
  const first = await decoder.run(
    {
      input_ids: idsOf(writers.map(() => prefix)),
      encoder_hidden_states: sound,
      use_cache_branch: new Tensor('bool', [false], [1]),
      ...emptyCache(decoder, writers.length),
    },
    ['logits', ...own, ...namesOf(decoder, '.encoder.')],
  );
  const cache = pastOf(first);
  const [, , vocabulary] = first.logits!.dims as [number, number, number];
  const rows = rowsOf(first.logits!, prefix.length * vocabulary);
  writers.forEach((writer, row) => {
    writer.begin(rows[row]!.subarray(0, vocabulary));
    writer.write(rows[row]!.subarray(-vocabulary));
  });
  while (writers.some(({ isDone }) => !isDone)) {
    signal?.throwIfAborted();
    const next = await decoder.run(
      {
        input_ids: idsOf(writers.map(({ lastToken }) => [lastToken])),
        encoder_hidden_states: sound,
        use_cache_branch: new Tensor('bool', [true], [1]),
        ...cache,
      },
      ['logits', ...own],
    );
    Object.assign(cache, pastOf(next));
    const logits = rowsOf(next.logits!, vocabulary);
    writers.forEach((writer, row) => {
      writer.write(logits[row]!);
    });
  }
  return writers.map(({ decoded }) => decoded);
}

/** The text of one window as it grows. */
class Writer {
  readonly decoded: Decoded = { tokens: [], logProbabilities: [], noSpeechProbability: 0, ended: false };
  isDone = false;
  private readonly generation: Generation;
  private readonly mostTokens: number;

  constructor(generation: Generation, mostTokens: number) {
    this.generation = generation;
    this.mostTokens = mostTokens;
  }

  /** What the decoder is given next; a text that is done goes on with its end. */
  get lastToken(): number {
    return this.isDone ? this.generation.endOfText : this.decoded.tokens.at(-1)!;
  }

  /** Hears what follows the very first token of the prefix. */
  begin(logits: Float32Array): void {
    this.decoded.noSpeechProbability = softmaxAt(logits, this.generation.noSpeech);
  }

  /** Writes the likeliest token; changes the logits of those that may not be written. */
  write(logits: Float32Array): void {
    if (this.isDone) return;
    const { suppressed, suppressedFirst, endOfText } = this.generation;
    const { tokens, logProbabilities } = this.decoded;
    for (const token of suppressed) logits[token] = -Infinity;
    if (tokens.length === 0) for (const token of suppressedFirst) logits[token] = -Infinity;
    const token = likeliest(logits);
    logProbabilities.push(logSoftmaxAt(logits, token));
    if (token === endOfText) this.decoded.ended = true;
    else tokens.push(token);
    this.isDone = this.decoded.ended || logProbabilities.length >= this.mostTokens || repeatsItself(tokens);
  }
}

function likeliest(logits: Float32Array): number {
  let best = 0;
  for (let token = 1; token < logits.length; token++) if (logits[token]! > logits[best]!) best = token;
  return best;
}

function idsOf(rows: readonly (readonly number[])[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(rows.flat(), BigInt), [rows.length, rows[0]!.length]);
}

/** The part of each window of what the model put out for all of them. */
function rowsOf({ data }: Tensor, size: number): Float32Array[] {
  const all = data as Float32Array;
  return Array.from({ length: all.length / size }, (_, row) => all.subarray(row * size, (row + 1) * size));
}

/** Outputs with keys and values: `.decoder.` of the words so far, `.encoder.` of the sound. */
function namesOf({ outputNames }: InferenceSession, part: '.decoder.' | '.encoder.'): string[] {
  return outputNames.filter((name) => name.startsWith('present.') && name.includes(part));
}

/** What was put out as `present.…` goes in again as `past_key_values.…`. */
function pastOf(outputs: InferenceSession.OnnxValueMapType): Record<string, Tensor> {
  const entries = Object.entries(outputs).filter(([name]) => name.startsWith('present.'));
  return Object.fromEntries(
    entries.map(([name, value]) => [name.replace('present', 'past_key_values'), value as Tensor]),
  );
}

/** Keys and values of nothing yet. */
function emptyCache(decoder: InferenceSession, windows: number): Record<string, Tensor> {
  const inputs = decoder.inputMetadata.filter(({ name }) => name.startsWith('past_key_values.'));
  return Object.fromEntries(
    inputs.map((input) => {
      // [windows, heads, words, width of a head]
      const [, heads, , width] = (input as { shape: readonly (number | string)[] }).shape;
      return [input.name, new Tensor('float32', new Float32Array(0), [windows, Number(heads), 0, Number(width)])];
    }),
  );
}
