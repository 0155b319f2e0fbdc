import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const RECORD_FILE = 'lingting-files.json';
const recordSchema = z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/));

/** SHA-256 of each file of a model folder as it was pulled, by path: the reference where the publisher gives none. */
export type PullRecord = z.infer<typeof recordSchema>;

/** The record of a model folder; null when there is none or it cannot be read. */
export async function readRecord(folder: string): Promise<PullRecord | null> {
  const text = await readFile(path.join(folder, RECORD_FILE), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export async function writeRecord(folder: string, record: PullRecord): Promise<void> {
  await writeFile(path.join(folder, RECORD_FILE), `${JSON.stringify(record, null, 2)}\n`);
}
