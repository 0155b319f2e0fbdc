import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { Generation } from './generation.ts';
import { type Decoded, Writer } from './writer.ts';

/**
 * Writes the texts of some windows side by side; at temperature 0 each token is the likeliest one (greedy, as in
 * transformers.js and openai/whisper). A text that has ended stays ended while the others go on. The keys and values of the
 * sound are computed once, in the first step, and handed back to the model as they are. Weights of 8 bits scale with all
 * that is computed at once, so that with these a text may differ in a word from what it would be by itself.
 *
 * @param decoder a merged decoder in the layout of Optimum.
 * @param sound output of the encoder, `[windows, frames, width]`.
 * @param mostTokens how many tokens each window may take, end of text included.
 */
export async function decode(
  decoder: InferenceSession,
  sound: Tensor,
  generation: Generation,
  mostTokens: readonly number[],
  temperature: number,
  signal?: AbortSignal,
): Promise<Decoded[]> {
  const { prefix, startAt } = generation;
  const writers = mostTokens.map((most) => new Writer(generation, most, temperature));
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
    writer.begin(rows[row]!.subarray(startAt * vocabulary, (startAt + 1) * vocabulary));
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
