import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { LingtingError } from './errors.ts';

/**
 * Makes a folder and those above it that are missing. Step by step: where the system lets nobody make one, as under /proc,
 * Node's own recursive way tries without end.
 * @throws LingtingError `no-permission` there; errors of the file system for a file in the way and for lack of permission.
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  for (let at = path.resolve(folder); !existsSync(at) && at !== path.dirname(at); at = path.dirname(at))
    missing.unshift(at);
  for (const one of missing) makeOne(one);
  // Says what else is there.
  if (!statSync(folder).isDirectory()) mkdirSync(folder);
}

function makeOne(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another process made it meanwhile.
    if (code === 'EEXIST' && existsSync(folder)) return;
    throw code === 'ENOENT' ? nowhere(folder) : error;
  }
}

/** Nothing can be kept in this place. */
export function nowhere(folder: string): LingtingError {
  return new LingtingError('no-permission', {
    en: `Nothing can be written at ${folder}: the system keeps no files there. Choose another folder.`,
    zh: `${folder} 处无法写入：系统不在那里保存文件。请换一个文件夹。`,
  });
}
