import type { Tensor } from 'onnxruntime-node';
import type { Decoder } from './decoder.ts';
import type { Generation } from './generation.ts';
import { type Decoded, Writer } from './writer.ts';

/**
 * Writes the texts of some windows side by side; at temperature 0 each token is the likeliest one (greedy, as in
 * transformers.js and openai/whisper). A text that has ended stays ended while the others go on. Weights of 8 bits scale
 * with all that is computed at once, so that with these a text may differ in a word from what it would be by itself.
 *
 * @param sound output of the encoder, `[windows, frames, width]`.
 * @param mostTokens how many tokens each window may take, end of text included.
 */
export async function decode(
  decoder: Decoder,
  sound: Tensor,
  generation: Generation,
  mostTokens: readonly number[],
  temperature: number,
  signal?: AbortSignal,
): Promise<Decoded[]> {
  const { prefix, startAt } = generation;
  const writers = mostTokens.map((most) => new Writer(generation, most, temperature));
  const texts = await decoder.begin(sound, prefix);
  const [, , vocabulary] = texts.logits.dims as [number, number, number];
  const rows = rowsOf(texts.logits, prefix.length * vocabulary);
  writers.forEach((writer, row) => {
    writer.begin(rows[row]!.subarray(startAt * vocabulary, (startAt + 1) * vocabulary));
    writer.write(rows[row]!.subarray(-vocabulary));
  });
  while (writers.some(({ isDone }) => !isDone)) {
    signal?.throwIfAborted();
    const logits = rowsOf(await texts.next(writers.map(({ lastToken }) => lastToken)), vocabulary);
    writers.forEach((writer, row) => {
      writer.write(logits[row]!);
    });
  }
  return writers.map(({ decoded }) => decoded);
}

/** What could follow a token at the beginning of one window: logits of all tokens. */
export async function logitsAfter(decoder: Decoder, sound: Tensor, token: number): Promise<Float32Array> {
  const { logits } = await decoder.begin(sound, [token]);
  return logits.data as Float32Array;
}

/** The part of each window of what the model put out for all of them. */
function rowsOf({ data }: Tensor, size: number): Float32Array[] {
  const all = data as Float32Array;
  return Array.from({ length: all.length / size }, (_, row) => all.subarray(row * size, (row + 1) * size));
}
