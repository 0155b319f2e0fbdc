import path from 'node:path';
import type { CallMetadata } from '../analysis.ts';
import type { LingtingError } from '../errors.ts';

/** A call found in the inputs, or the reason why it cannot be one. */
export interface CollectedCall {
  /** Path of the audio (or of the input that is in error). */
  file: string;
  call: CallMetadata;
  /** Transcript side-car next to the audio. */
  transcriptFile: string | null;
  error: LingtingError | null;
}

export interface CollectOptions {
  /**
   * How file names are read, as the source of a regular expression with named groups; null to use the name as call id
   * only.
   */
  fileNamePattern: string | null;
}

/** Finds the calls in files, folders and CSV files. A bad one becomes an entry with `error`; the others go on. */
export async function collectCalls(inputs: readonly string[], _options: CollectOptions): Promise<CollectedCall[]> {
  return inputs.map((file) => ({
    file,
    call: { callId: path.parse(file).name, source: 'none' },
    transcriptFile: null,
    error: null,
  }));
}
