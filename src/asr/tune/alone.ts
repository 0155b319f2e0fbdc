import { readdirSync, rmSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LingtingError } from '../../errors.ts';
import { makeFolder } from '../../make-folder.ts';
import { tunedFiles } from '../tuned.ts';
import { GRAPHS_FOLDER } from './graphs.ts';

/** Holds the id of the process that tunes a model, beside the graphs that it makes. */
const TUNING_FILE = 'tuning.pid';

/**
 * Does work that makes graphs of a model, as the only process that does. In the end all of them are removed but those of the
 * choice that is remembered then: also where the process ends in the middle of it, and what is left of one that was killed.
 * @throws LingtingError `usage` while another process tunes the model, `no-permission` where nothing can be written.
 */
export async function alone<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const graphs = path.join(folder, GRAPHS_FOLDER);
  makeFolder(graphs);
  await claim(path.join(graphs, TUNING_FILE));
  const removeOthers = (): void => {
    const used = tunedFiles(folder);
    for (const name of readdirSync(graphs))
      if (!used.includes(`${GRAPHS_FOLDER}/${name}`)) rmSync(path.join(graphs, name), { force: true });
  };
  process.once('exit', removeOthers);
  try {
    return await work();
  } finally {
    process.off('exit', removeOthers);
    removeOthers();
  }
}

async function claim(file: string): Promise<void> {
  const other = Number(await readFile(file, 'utf8').catch(() => ''));
  if (isAlive(other)) throw busy(file, other);
  await rm(file, { force: true });
  await writeFile(file, String(process.pid), { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? busy(file) : error;
  });
}

/** Whether there is another process of this id. */
function isAlive(pid: number): boolean {
  // A container that starts again has the same process ids.
  if (!(pid > 0) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function busy(file: string, pid?: number): LingtingError {
  const number = pid === undefined ? '' : ` ${pid}`;
  return new LingtingError('usage', {
    en: `Another process${number} is tuning this model. Wait until it is done; if it is another program, delete ${file}.`,
    zh: `另一个进程${number} 正在调优此模型。请等它结束；如果那是别的程序，请删除 ${file}。`,
  });
}
