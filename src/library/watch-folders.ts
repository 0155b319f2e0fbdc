import path from 'node:path';
import { watch } from 'chokidar';
import type { Sentence } from '../errors.ts';
import { isRecordingName, recordingsBeside } from '../recording/folder.ts';

/** A file is taken once it has not grown for this long: recorders and copies write in pieces. */
const UNCHANGED_MILLISECONDS = 3000;
/** How long to gather files that arrive together. */
const GATHER_MILLISECONDS = 1000;

/**
 * Hands over the recordings in folders (with their subfolders), those that are there and then those that appear or change,
 * each once it is whole and all that arrive together at once; while `handle` works, the next ones are gathered. A side-car
 * or transcript that comes after its recording hands that over again. What cannot be watched is told to `fault`, the
 * same trouble once. Ends when `signal` aborts.
 */
export async function watchFolders(
  folders: readonly string[],
  signal: AbortSignal,
  handle: (files: string[]) => Promise<void>,
  fault: (sentence: Sentence) => void,
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
  const told = new Set<string>();
  watcher.on('error', (error) => {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (told.has(code)) return;
    told.add(code);
    fault(notWatched(code, message));
  });
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

function notWatched(code: string, message: string): Sentence {
  if (code === 'ENOSPC' || code === 'EMFILE')
    return {
      en: 'Not every folder can be watched: the system allows no more watches. Raise its limit (on Linux fs.inotify.max_user_watches), or watch fewer folders; then start the command again.',
      zh: '有些文件夹无法监视：系统允许的监视数已用完。请调高上限（Linux 为 fs.inotify.max_user_watches）或减少文件夹，然后重新运行。',
    };
  return {
    en: `Not everything can be watched (${message}). The rest is; what cannot be is taken when the command is started again.`,
    zh: `有些内容无法监视（${message}），其余照常；未能监视的会在重新运行命令时处理。`,
  };
}

/** Waits until no more files arrive. */
async function gathered(arrived: ReadonlySet<string>): Promise<void> {
  for (let before = -1; arrived.size !== before; ) {
    before = arrived.size;
    await new Promise((resolve) => setTimeout(resolve, GATHER_MILLISECONDS));
  }
}
