import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { InferenceSession, type Tensor } from 'onnxruntime-node';
import type { Sentence } from '../../errors.ts';
import { fileOf, type ModelDtype } from '../files.ts';
import { closeness } from '../graph/closeness.ts';
import { type FasterGraph, fasterEncoder } from '../graph/faster-encoder.ts';
import { sessionOptions } from '../whisper.ts';
import { differs, failure, NOT_UNDERSTOOD, writeGraph } from './graphs.ts';
import { processorSeconds } from './sound.ts';

const GRAPHS: readonly FasterGraph[] = ['fused', 'fused-int8'];
/** Least cosine between the output of an encoder and that of the exact one. */
const LEAST_COSINE = 0.99;
/** Attention in one operation does the same sums: anything less than this means that the graph was misread. */
const LEAST_COSINE_OF_FUSED = 0.9999;

/** An encoder that was tried. */
export interface EncoderRow {
  /** Number type of the file, and what was made of it. */
  readonly name: string;
  /** Inside the model's folder. */
  readonly file: string;
  /** Processor time for one window; null when it was not timed. */
  readonly secondsPerWindow: number | null;
  /** With the output of the exact encoder, on the same log-mel of a call. */
  readonly cosine: number | null;
  readonly largestDifference: number | null;
  /** Why it is not to be used; null when nothing is wrong with it. */
  readonly problem: Sentence | null;
}

/**
 * Times the encoders of a model that are there, the most exact one first, and the graphs that are made of it.
 *
 * @param dtypes of the files that are there, the most exact one first.
 * @param features log-mel of one window.
 * @param heads of the encoder's attention.
 * @param onTry told the name of each before it is made and timed.
 * @returns a row for each, and the output of the exact one.
 * @throws what the runtime throws when the exact one does not run.
 */
export async function timeEncoders(
  folder: string,
  dtypes: readonly ModelDtype['encoder'][],
  features: Tensor,
  heads: number,
  onTry: (name: string) => void,
): Promise<{ rows: EncoderRow[]; heard: Tensor }> {
  const [exactDtype, ...others] = dtypes as [ModelDtype['encoder'], ...ModelDtype['encoder'][]];
  const exact = fileOf('encoder', exactDtype);
  onTry(exactDtype);
  const { heard, seconds } = await timed(path.join(folder, exact), features);
  const rows: EncoderRow[] = [
    { name: exactDtype, file: exact, secondsPerWindow: seconds, cosine: 1, largestDifference: 0, problem: null },
  ];
  for (const dtype of others) {
    onTry(dtype);
    rows.push(await rowOf(folder, dtype, fileOf('encoder', dtype), features, heard));
  }
  for (const graph of GRAPHS) {
    const name = `${exactDtype} ${graph}`;
    onTry(name);
    const made = await makeGraph(folder, exact, heads, graph);
    if (typeof made === 'string') {
      const leastCosine = graph === 'fused' ? LEAST_COSINE_OF_FUSED : LEAST_COSINE;
      rows.push(await rowOf(folder, name, made, features, heard, leastCosine));
    } else rows.push({ name, file: '', secondsPerWindow: null, cosine: null, largestDifference: null, problem: made });
    // What is made of a graph that was misread is misread, too.
    if (rows.at(-1)!.problem) break;
  }
  return { rows, heard };
}

/** Makes the file of a faster graph and returns its place; a sentence where that cannot be done. */
async function makeGraph(folder: string, exact: string, heads: number, graph: FasterGraph): Promise<string | Sentence> {
  try {
    const bytes = fasterEncoder(await readFile(path.join(folder, exact)), heads, graph);
    return bytes ? await writeGraph(folder, exact, graph, bytes) : NOT_UNDERSTOOD;
  } catch (error) {
    return failure(error);
  }
}

async function rowOf(
  folder: string,
  name: string,
  file: string,
  features: Tensor,
  exact: Tensor,
  leastCosine = LEAST_COSINE,
): Promise<EncoderRow> {
  try {
    const { heard, seconds } = await timed(path.join(folder, file), features);
    const like = closeness(heard.data as Float32Array, exact.data as Float32Array);
    const problem = like.cosine < leastCosine ? differs(like.cosine) : null;
    return { name, file, secondsPerWindow: seconds, ...like, problem };
  } catch (error) {
    return { name, file, secondsPerWindow: null, cosine: null, largestDifference: null, problem: failure(error) };
  }
}

async function timed(file: string, features: Tensor): Promise<{ heard: Tensor; seconds: number }> {
  const session = await InferenceSession.create(file, sessionOptions(1));
  try {
    // The first run is slower than all that follow.
    const { last_hidden_state } = await session.run({ input_features: features });
    const seconds = await processorSeconds(2, () => session.run({ input_features: features }));
    return { heard: last_hidden_state as Tensor, seconds };
  } finally {
    await session.release();
  }
}
