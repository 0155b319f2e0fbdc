import { createHash } from 'node:crypto';
import path from 'node:path';
import { LingtingError, type Sentence } from '../../errors.ts';
import { makeFolder } from '../../make-folder.ts';
import { writeWhole } from '../../write-whole.ts';
import { reasonOf } from '../faults.ts';

/** Where graphs that are made here lie, inside the model's folder. */
export const GRAPHS_FOLDER = 'lingting-graphs';

/**
 * Keeps a graph that was made of a model's file, under a name that says of what and how, and is never that of another graph:
 * whoever opens the model meanwhile reads what was chosen before.
 * @returns its path inside the model's folder.
 */
export async function writeGraph(folder: string, source: string, how: string, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = `${GRAPHS_FOLDER}/${path.basename(source, '.onnx')}-${how}-${sha256.slice(0, 12)}.onnx`;
  makeFolder(path.join(folder, GRAPHS_FOLDER));
  await writeWhole(path.join(folder, file), [bytes]);
  return file;
}

/** Why a graph that is not understood is not to be used. */
export const NOT_UNDERSTOOD: Sentence = { en: 'its graph is not one that is understood', zh: '无法识别其计算图' };

/** Why a graph is not to be used whose output is like that of the exact one by no more than this cosine. */
export const differs = (cosine: number): Sentence => ({
  en: `${cosine.toFixed(5)}: too far from the exact one`,
  zh: `${cosine.toFixed(5)}：与精确结果相差过大`,
});

/**
 * Why a graph is not to be used that could not be made, or does not run. What the system refuses is no fault of a graph, and
 * is thrown again: a slower choice would be remembered because the disk was full.
 */
export function failure(error: unknown): Sentence {
  if (error instanceof LingtingError || (error as NodeJS.ErrnoException).errno !== undefined) throw error;
  const reason = reasonOf(error);
  return { en: reason, zh: reason };
}
