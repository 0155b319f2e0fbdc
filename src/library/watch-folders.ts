import path from 'node:path';
import { watch } from 'chokidar';
import { isRecordingName, recordingsBeside } from '../recording/folder.ts';

/** A file is taken once it has not grown for this long: recorders and copies write in pieces. */
const UNCHANGED_MILLISECONDS = 3000;
/** How long to gather files that arrive together. */
const GATHER_MILLISECONDS = 1000;

/**
 * Hands over the recordings in folders (with their subfolders), those that are there and then those that appear or change,
 * each once it is whole and all that arrive together at once; while `handle` works, the next ones are gathered. A side-car
 * or transcript that comes after its recording hands that over again. Ends when `signal` aborts.
 */
export async function watchFolders(
  folders: readonly string[],
  signal: AbortSignal,
  handle: (files: string[]) => Promise<void>,
): Promise<void> {
  const arrived = new Set<string>();
  let wake = () => {};
  const watcher = watch(
    folders.map((folder) => path.resolve(folder)),
    {
      ignored: (file) => path.basename(file).startsWith('.'),
      awaitWriteFinish: { stabilityThreshold: UNCHANGED_MILLISECONDS, pollInterval: 200 },
    },
  );
  const note = (file: string) => {
    for (const recording of isRecordingName(file) ? [file] : recordingsBeside(file)) arrived.add(recording);
    wake();
  };
  watcher.on('add', note).on('change', note);
  // A folder that goes away (an unplugged disk) is no reason to end: it may come back.
  watcher.on('error', () => {});
  const stop = () => wake();
  signal.addEventListener('abort', stop);
  try {
    while (!signal.aborted) {
      if (arrived.size === 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (signal.aborted) break;
      await gathered(arrived);
      const files = [...arrived].sort();
      arrived.clear();
      if (files.length > 0) await handle(files);
    }
  } finally {
    signal.removeEventListener('abort', stop);
    await watcher.close();
  }
}

/** Waits until no more files arrive. */
async function gathered(arrived: ReadonlySet<string>): Promise<void> {
  for (let before = -1; arrived.size !== before; ) {
    before = arrived.size;
    await new Promise((resolve) => setTimeout(resolve, GATHER_MILLISECONDS));
  }
}
