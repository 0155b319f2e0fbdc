import { InferenceSession, Tensor } from 'onnxruntime-node';

/** Paths of a decoder. */
export interface DecoderFiles {
  /** A merged decoder in the layout of Optimum; beside `crossAttention`, one that `fasterDecoder` made of it. */
  readonly decoder: string;
  /** What makes the keys and values of the sound for that one; null when the decoder does. */
  readonly crossAttention: string | null;
}

/** A loaded decoder. */
export interface Decoder {
  /** What writes; for checking what it takes. */
  readonly session: InferenceSession;
  /**
   * Begins a text for each window, all with the same tokens. Keys and values of the sound are computed once, here, and
   * handed back to the model as they are.
   * @param sound output of the encoder, `[windows, frames, width]`.
   */
  begin(sound: Tensor, tokens: readonly number[]): Promise<Texts>;
  close(): Promise<void>;
}

/** Texts that are being written side by side. */
export interface Texts {
  /** For the tokens they began with, `[windows, tokens, vocabulary]`. */
  readonly logits: Tensor;
  /** Goes on with a token for each; logits `[windows, 1, vocabulary]`. */
  next(tokens: readonly number[]): Promise<Tensor>;
}

type Inputs = Readonly<Record<string, Tensor>>;

/** Loads a decoder; throws what the runtime throws. */
export async function loadDecoder(
  files: DecoderFiles,
  options: InferenceSession.SessionOptions = {},
): Promise<Decoder> {
  const [session, crossAttention] = await Promise.all([
    InferenceSession.create(files.decoder, options),
    files.crossAttention === null ? null : InferenceSession.create(files.crossAttention, options),
  ]);
  const outputs = (part: string) =>
    session.outputNames.filter((name) => name.startsWith('present.') && name.includes(part));
  const [ofWords, ofSound] = [outputs('.decoder.'), outputs('.encoder.')];

  const write = async (rows: readonly (readonly number[])[], inputs: Inputs, wanted: readonly string[]) => {
    const { logits, ...cache } = await session.run({ input_ids: idsOf(rows), ...inputs }, ['logits', ...wanted]);
    return { logits: logits as Tensor, cache: pastOf(cache) };
  };
  return {
    session,
    begin: async (sound, tokens) => {
      const rows = Array.from({ length: sound.dims[0]! }, () => tokens);
      const nothing = emptyCache(session, crossAttention ? '.decoder.' : '.', rows.length);
      /** Goes in with every token. */
      const kept: Inputs = crossAttention
        ? pastOf(await crossAttention.run({ encoder_hidden_states: sound }))
        : { encoder_hidden_states: sound, use_cache_branch: isCached(true) };
      const first = crossAttention
        ? await write(rows, { ...nothing, ...kept }, ofWords)
        : await write(rows, { ...nothing, ...kept, use_cache_branch: isCached(false) }, [...ofWords, ...ofSound]);
      let { cache } = first;
      return {
        logits: first.logits,
        next: async (tokens) => {
          const one = tokens.map((token) => [token]);
          const next = await write(one, { ...kept, ...cache }, ofWords);
          cache = { ...cache, ...next.cache };
          return next.logits;
        },
      };
    },
    close: async () => {
      await Promise.all([session.release(), crossAttention?.release()]);
    },
  };
}

const isCached = (value: boolean): Tensor => new Tensor('bool', [value], [1]);

function idsOf(rows: readonly (readonly number[])[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(rows.flat(), BigInt), [rows.length, rows[0]!.length]);
}

/** What was put out as `present.…` goes in again as `past_key_values.…`. */
function pastOf(outputs: InferenceSession.OnnxValueMapType): Inputs {
  const entries = Object.entries(outputs).map(
    ([name, value]) => [name.replace('present', 'past_key_values'), value as Tensor] as const,
  );
  return Object.fromEntries(entries);
}

/** Keys and values of nothing yet. */
function emptyCache(session: InferenceSession, part: string, windows: number): Inputs {
  const inputs = session.inputMetadata.filter(({ name }) => name.startsWith('past_key_values.') && name.includes(part));
  return Object.fromEntries(
    inputs.map((input) => {
      // [windows, heads, words, width of a head]
      const [, heads, , width] = (input as { shape: readonly (number | string)[] }).shape;
      return [input.name, new Tensor('float32', new Float32Array(0), [windows, Number(heads), 0, Number(width)])];
    }),
  );
}
