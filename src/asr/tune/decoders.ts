import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Tensor } from 'onnxruntime-node';
import type { Sentence } from '../../errors.ts';
import { memoryBytes } from '../../memory.ts';
import { decode } from '../decode.ts';
import { type Decoder, type DecoderFiles, loadDecoder } from '../decoder.ts';
import { fileOf, type ModelDtype } from '../files.ts';
import type { Generation } from '../generation.ts';
import { closeness } from '../graph/closeness.ts';
import { fasterDecoder } from '../graph/faster-decoder.ts';
import { sessionOptions, together } from '../whisper.ts';
import { differs, failure, NOT_UNDERSTOOD, writeGraph } from './graphs.ts';
import { processorSeconds } from './sound.ts';

/** Windows side by side that are tried, and how much memory there must be for each program on this machine. */
const WINDOWS = [
  { windowsAtOnce: 1, needsBytes: 0 },
  { windowsAtOnce: 4, needsBytes: 0 },
  { windowsAtOnce: 8, needsBytes: 6e9 },
];
/** Tokens that are written to see how long one takes, and those of a full window of Mandarin. */
const TOKENS_TIMED = 25;
const TOKENS_OF_A_WINDOW = 112;
/** Tokens after the first ones for which the logits of a graph made here are compared. */
const TOKENS_COMPARED = 3;
/** Least cosine of those: the sums are the same, but weights of 8 bits round the smallest difference up or down. */
const LEAST_COSINE = 0.999;

/** A decoder that was tried with some windows side by side; paths are inside the model's folder. */
export interface DecoderRow extends DecoderFiles {
  /** Number type of the file, and what was made of it. */
  readonly name: string;
  /** The file as it came. */
  readonly source: string;
  readonly windowsAtOnce: number;
  /** Processor time for one window of 112 tokens; null when it was not timed. */
  readonly secondsPerWindow: number | null;
  /** Why it is not to be used; null when nothing is wrong with it. */
  readonly problem: Sentence | null;
}

/**
 * Times the decoders of a model that are there, and the graphs that are made of each.
 *
 * @param heard output of the encoder for one window.
 * @param onTry told the name of each before it is made and timed.
 * @throws what the runtime throws when none that is there runs.
 */
export async function timeDecoders(
  folder: string,
  dtypes: readonly ModelDtype['decoder'][],
  heard: Tensor,
  generation: Generation,
  onTry: (name: string) => void,
): Promise<DecoderRow[]> {
  const rows: DecoderRow[] = [];
  let fault: unknown;
  // A text that came to its end would say nothing about the others.
  const endless = { ...generation, suppressed: [...generation.suppressed, generation.endOfText] };
  for (const dtype of dtypes) {
    const source = fileOf('decoder', dtype);
    const stock = { name: dtype, source, decoder: source, crossAttention: null };
    const split = `${dtype} split`;
    try {
      onTry(dtype);
      const { timed, logits: exact } = await rowsOf(folder, stock, heard, endless);
      onTry(split);
      rows.push(...timed, ...(await madeRows(folder, split, source, heard, endless, exact)));
    } catch (error) {
      // Another one may be what recognition uses.
      rows.push({ ...stock, windowsAtOnce: 1, secondsPerWindow: null, problem: failure(error) });
      fault ??= error;
    }
  }
  if (rows.every(({ problem }) => problem !== null)) throw fault;
  return rows;
}

type Tried = Pick<DecoderRow, 'name' | 'source' | 'decoder' | 'crossAttention'>;

/** Those of the graphs made of a decoder; a single one with the problem where they are not to be used. */
async function madeRows(
  folder: string,
  name: string,
  source: string,
  heard: Tensor,
  generation: Generation,
  exact: Float32Array,
): Promise<DecoderRow[]> {
  let tried: Tried = { name, source, decoder: '', crossAttention: null };
  const refused = (problem: Sentence): DecoderRow[] => [
    { ...tried, windowsAtOnce: 1, secondsPerWindow: null, problem },
  ];
  try {
    const made = fasterDecoder(await readFile(path.join(folder, source)));
    if (!made) return refused(NOT_UNDERSTOOD);
    const decoder = await writeGraph(folder, source, 'split', made.decoder);
    tried = { ...tried, decoder };
    tried = { ...tried, crossAttention: await writeGraph(folder, source, 'cross-attention', made.crossAttention) };
    const { timed, logits } = await rowsOf(folder, tried, heard, generation);
    const { cosine } = closeness(logits, exact);
    return cosine < LEAST_COSINE ? refused(differs(cosine)) : timed;
  } catch (error) {
    return refused(failure(error));
  }
}

async function rowsOf(folder: string, tried: Tried, heard: Tensor, generation: Generation) {
  const inFolder = (file: string): string => path.join(folder, file);
  const files = {
    decoder: inFolder(tried.decoder),
    crossAttention: tried.crossAttention && inFolder(tried.crossAttention),
  };
  const decoder = await loadDecoder(files, sessionOptions(1));
  try {
    const timed: DecoderRow[] = [];
    for (const { windowsAtOnce, needsBytes } of WINDOWS) {
      if (memoryBytes() / availableParallelism() < needsBytes) continue;
      const secondsPerWindow = await timeDecoder(decoder, heard, generation, windowsAtOnce);
      timed.push({ ...tried, windowsAtOnce, secondsPerWindow, problem: null });
    }
    return { timed, logits: await firstLogits(decoder, heard, generation) };
  } finally {
    await decoder.close();
  }
}

async function timeDecoder(
  decoder: Decoder,
  heard: Tensor,
  generation: Generation,
  windowsAtOnce: number,
): Promise<number> {
  const sound = together(Array.from({ length: windowsAtOnce }, () => heard));
  const seconds = (tokens: number) =>
    processorSeconds(2, () => decode(decoder, sound, generation, new Array(windowsAtOnce).fill(tokens), 0));
  const first = await seconds(1);
  const step = ((await seconds(TOKENS_TIMED)) - first) / (TOKENS_TIMED - 1);
  return (first + (TOKENS_OF_A_WINDOW - 1) * step) / windowsAtOnce;
}

/** What a decoder makes of the tokens that every text begins with, and of some more, whatever they are. */
async function firstLogits(decoder: Decoder, heard: Tensor, { prefix }: Generation): Promise<Float32Array> {
  const texts = await decoder.begin(heard, prefix);
  const all = [texts.logits];
  for (let token = 1; token <= TOKENS_COMPARED; token++) all.push(await texts.next([100 * token]));
  return Float32Array.from(all.flatMap(({ data }) => [...(data as Float32Array)]));
}
