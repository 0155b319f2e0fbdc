import { readFileSync } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { Sentence } from '../errors.ts';
import { hashOf } from '../hash-of.ts';
import { sha256OfFile } from '../recording/identity.ts';
import { writeWhole } from '../write-whole.ts';

const TUNED_FILE = 'lingting-tuned.json';

const fileSchema = z.strictObject({ path: z.string().min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
const tunedSchema = z.strictObject({
  machine: z.string().min(1),
  /** The file that was taken as exact; `encoder` is this one, or close to it. */
  exactEncoder: fileSchema,
  encoder: fileSchema,
  /** The file as it came; `decoder` is this one, or was made of it together with `crossAttention`. */
  exactDecoder: fileSchema,
  decoder: fileSchema,
  crossAttention: fileSchema.nullable(),
  windowsAtOnce: z.int().min(1).max(8),
});

/** What `lingting models tune` found fastest for a model on a machine. Paths are inside the model's folder. */
export type Tuned = z.infer<typeof tunedSchema>;

/** The processor and how many programs it runs at once: what a choice was timed on. */
export function thisMachine(): string {
  const [first] = os.cpus();
  return `${first?.model.trim() ?? os.arch()} × ${os.availableParallelism()}`;
}

/** Identity of what is computed: files, and windows side by side, which weights of 8 bits hear in each other. */
export function tunedSha256({ encoder, decoder, crossAttention, windowsAtOnce }: Tuned): string {
  return hashOf([encoder.sha256, decoder.sha256, crossAttention?.sha256, windowsAtOnce]);
}

export async function writeTuned(folder: string, tuned: Tuned): Promise<void> {
  await writeWhole(path.join(folder, TUNED_FILE), [`${JSON.stringify(tuned, null, 2)}\n`]);
}

/** The files that the choice remembered for a model's folder names, whether or not it still fits; none where it cannot be read. */
export function tunedFiles(folder: string): string[] {
  const { data } = tunedSchema.safeParse(jsonIn(path.join(folder, TUNED_FILE)));
  return data ? [data.encoder, data.decoder, data.crossAttention].flatMap((one) => one?.path ?? []) : [];
}

/**
 * The choice that was remembered for a model's folder; null when there is none. One that no longer fits (another machine,
 * a file that is gone or changed) is not used, and `ignored` says why.
 */
export async function readTuned(folder: string): Promise<{ tuned: Tuned | null; ignored: Sentence | null }> {
  const file = path.join(folder, TUNED_FILE);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return { tuned: null, ignored: null };
  const ignored = (why: Sentence) => ({
    tuned: null,
    ignored: {
      en: `${file} is not used: ${why.en}. Run again: npx lingting models tune`,
      zh: `未使用 ${file}：${why.zh}。请重新运行：npx lingting models tune`,
    },
  });
  const parsed = tunedSchema.safeParse(jsonOf(text));
  if (!parsed.success)
    return ignored({ en: 'it cannot be read, or another version made it', zh: '无法读取，或由其他版本生成' });
  const { machine, exactEncoder, encoder, exactDecoder, decoder, crossAttention } = parsed.data;
  if (machine !== thisMachine())
    return ignored({
      en: `it was made on ${machine}, this is ${thisMachine()}`,
      zh: `它是在 ${machine} 上生成的，本机是 ${thisMachine()}`,
    });
  for (const one of [exactEncoder, encoder, exactDecoder, decoder, crossAttention]) {
    if (!one) continue;
    const full = path.join(folder, one.path);
    const found = await access(full).then(
      () => sha256OfFile(full),
      () => null,
    );
    if (found !== one.sha256)
      return ignored({ en: `${one.path} is gone or has changed`, zh: `${one.path} 已丢失或已改变` });
  }
  return { tuned: parsed.data, ignored: null };
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
