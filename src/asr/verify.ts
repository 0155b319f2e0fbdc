import { stat } from 'node:fs/promises';
import path from 'node:path';
import { sha256OfFile } from '../recording/identity.ts';
import { readRecord } from './record.ts';
import { loadRegistry, type ModelEntry, modelFolder } from './registry.ts';

export interface FileCheck {
  /** Inside the model folder. */
  readonly path: string;
  readonly state: 'ok' | 'missing' | 'wrong-size' | 'wrong-hash';
  /** On disk; null when missing. */
  readonly bytes: number | null;
  /** Found; null when missing or already of the wrong size. */
  readonly sha256: string | null;
  /**
   * What the hash was compared with: the publisher's, the one recorded when pulling, or nothing. Null with the state
   * `ok` means that only the size is known to be right, or not even that.
   */
  readonly comparedWith: 'publisher' | 'record' | null;
}

/** Compares every file of a model with its size and SHA-256. Reads all of it: about a second for each 500 MB. */
export async function verifyModel(entry: ModelEntry, folder?: string): Promise<FileCheck[]> {
  const place = modelFolder(entry, folder);
  const record = await readRecord(place);
  const checks: FileCheck[] = [];
  for (const file of entry.files) {
    const full = path.join(place, file.path);
    const recorded = record?.[file.path] ?? null;
    const comparedWith = file.sha256 !== null ? 'publisher' : recorded !== null ? 'record' : null;
    const bytes = await bytesOf(full);
    const check = { path: file.path, bytes, sha256: null, comparedWith: null } as const;
    if (bytes === null) checks.push({ ...check, state: 'missing' });
    else if (file.bytes !== null && bytes !== file.bytes) checks.push({ ...check, state: 'wrong-size' });
    else {
      const sha256 = await sha256OfFile(full);
      const expected = file.sha256 ?? recorded ?? sha256;
      checks.push({ ...check, sha256, comparedWith, state: sha256 === expected ? 'ok' : 'wrong-hash' });
    }
  }
  return checks;
}

export interface ModelStatus {
  readonly entry: ModelEntry;
  readonly folder: string;
  /** Every file is there and of the right size; hashes are `verifyModel`'s business. */
  readonly installed: boolean;
  /** On disk, and as listed; the latter null when a size is not known. */
  readonly bytesOnDisk: number;
  readonly bytesListed: number | null;
}

/** All models of the registry with what is installed. Quick: sizes only. */
export async function listModels(folder?: string): Promise<ModelStatus[]> {
  return Promise.all(
    loadRegistry().map(async (entry) => {
      const place = modelFolder(entry, folder);
      const sizes = await Promise.all(entry.files.map((file) => bytesOf(path.join(place, file.path))));
      const listed = entry.files.map((file) => file.bytes);
      return {
        entry,
        folder: place,
        installed: sizes.every((bytes, index) => bytes !== null && bytes === (listed[index] ?? bytes)),
        bytesOnDisk: sizes.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0),
        bytesListed: listed.reduce(
          (sum, bytes) => (sum === null || bytes === null ? null : sum + bytes),
          0 as number | null,
        ),
      };
    }),
  );
}

async function bytesOf(file: string): Promise<number | null> {
  return stat(file).then(
    ({ size }) => size,
    () => null,
  );
}
