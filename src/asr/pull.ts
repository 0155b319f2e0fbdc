import path from 'node:path';
import { asLingtingError, LingtingError } from '../errors.ts';
import { downloadFile } from './download.ts';
import { readRecord, writeRecord } from './record.ts';
import { type ModelEntry, modelFolder } from './registry.ts';
import { verifyModel } from './verify.ts';

const DEFAULT_HOST = 'https://huggingface.co';

export interface PullOptions {
  /** Model host; default `HF_ENDPOINT`, else huggingface.co. */
  readonly host?: string;
  /** Folder that holds the model folders; default `LINGTING_MODELS`, else `models/`. */
  readonly folder?: string;
  readonly onProgress?: (progress: PullProgress) => void;
  readonly signal?: AbortSignal;
}

export interface PullProgress {
  /** File under way, inside the repository. */
  readonly file: string;
  /** Of the whole model. */
  readonly bytesDone: number;
  /** Of the whole model; null when a size is not known. */
  readonly bytesTotal: number | null;
}

/**
 * Downloads a model of the registry, file by file; files that are there and right are not fetched again.
 * @returns the folder of the model.
 * @throws LingtingError, see `downloadFile`; `usage` for a model that comes with Lingting.
 */
export async function pullModel(entry: ModelEntry, options: PullOptions = {}): Promise<string> {
  const { repository, revision } = entry;
  if (repository === null || revision === null)
    throw new LingtingError('usage', {
      en: `The model ${entry.id} comes with Lingting; there is nothing to download.`,
      zh: `模型 ${entry.id} 随聆听附带，无需下载。`,
    });
  const host = hostUrl(options.host ?? (process.env.HF_ENDPOINT || DEFAULT_HOST));
  const folder = modelFolder(entry, options.folder);
  const right = new Set(
    (await verifyModel(entry, options.folder)).filter(({ state }) => state === 'ok').map(({ path }) => path),
  );
  const bytesTotal = entry.files.reduce<number | null>(
    (sum, { bytes }) => (sum === null || bytes === null ? null : sum + bytes),
    0,
  );
  const record = (await readRecord(folder)) ?? {};
  let bytesBefore = 0;
  for (const file of entry.files) {
    const report = (done: number) =>
      options.onProgress?.({ file: file.path, bytesDone: bytesBefore + done, bytesTotal });
    if (!right.has(file.path)) {
      record[file.path] = await downloadFile({
        url: new URL(
          `${file.from?.repository ?? repository}/resolve/${file.from?.revision ?? revision}/${file.path}`,
          host,
        ),
        target: path.join(folder, file.path),
        expected: file,
        token: process.env.HF_TOKEN || undefined,
        onBytes: report,
        signal: options.signal,
      }).catch((error: unknown) => {
        throw asLingtingError(error);
      });
      await writeRecord(folder, record);
    }
    bytesBefore += file.bytes ?? 0;
    report(0);
  }
  return folder;
}

function hostUrl(host: string): URL {
  try {
    return new URL(host.endsWith('/') ? host : `${host}/`);
  } catch {
    throw new LingtingError('usage', {
      en: `HF_ENDPOINT must be a URL such as ${DEFAULT_HOST}, got "${host}".`,
      zh: `HF_ENDPOINT 应为网址，例如 ${DEFAULT_HOST}，实际为“${host}”。`,
    });
  }
}
