import fs from 'node:fs';
import path from 'node:path';
import { LingtingError } from '../errors.ts';

/** Endings of files that are picked up in folders. What a file really is, its content says when it is opened. */
const AUDIO_EXTENSIONS: ReadonlySet<string> = new Set(
  (
    'wav wave w64 mp3 mp2 opus ogg oga flac amr awb m4a mp4 aac 3gp 3gpp wma asf gsm au snd aif aiff caf ' +
    'webm mkv mka mov avi flv mpg mpeg ac3 voc ape wv'
  )
    .split(' ')
    .map((extension) => `.${extension}`),
);

/** Whether a file of this name is picked up in folders. */
export function isRecordingName(name: string): boolean {
  return AUDIO_EXTENSIONS.has(path.extname(name).toLowerCase());
}

/** The recordings that a side-car or transcript of this name belongs to, by name; none for any other file. */
export function recordingsBeside(file: string): string[] {
  const stem = path.basename(file).replace(/(\.transcript)?\.(json|srt|vtt)$/i, '');
  if (stem === path.basename(file)) return [];
  const folder = path.dirname(file);
  const names = fs.readdirSync(folder).filter((name) => isRecordingName(name) && !name.startsWith('.'));
  return names.filter((name) => name === stem || path.parse(name).name === stem).map((name) => path.join(folder, name));
}

/**
 * Recordings in a folder and its subfolders, sorted by path. Hidden files and folders are left out. Links are followed,
 * each folder only once, so that a link to a parent does no harm. Throws when the folder itself cannot be read. What could
 * hold recordings and cannot be read comes back in `unreadable` with its error: subfolders, links that lead nowhere, and
 * pipes or devices with a recording's name. What is removed while the folder is read is left out.
 */
export function findRecordings(folder: string): { files: string[]; unreadable: { path: string; error: unknown }[] } {
  const files: string[] = [];
  const unreadable: { path: string; error: unknown }[] = [];
  const visited = new Set<string>();
  const visit = (current: string) => {
    const real = fs.realpathSync(current);
    if (visited.has(real)) return;
    visited.add(real);
    for (const entry of fs.readdirSync(current, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const file = path.join(current, entry.name);
      const isRecording = isRecordingName(entry.name);
      let facts: fs.Dirent | fs.Stats = entry;
      try {
        if (entry.isSymbolicLink()) facts = fs.statSync(file);
        if (facts.isDirectory()) visit(file);
        else if (isRecording && !facts.isFile()) throw noFile(file);
        else if (isRecording) files.push(file);
      } catch (error) {
        if (entry.isSymbolicLink()) {
          // One without an ending may have led to a folder.
          const mayHold = facts.isDirectory() || isRecording || path.extname(entry.name) === '';
          if (mayHold) unreadable.push({ path: file, error: leadsNowhere(error) ? lostLink(file) : error });
        } else if (codeOf(error) !== 'ENOENT') unreadable.push({ path: file, error });
      }
    }
  };
  visit(folder);
  return { files: files.sort((a, b) => (a < b ? -1 : 1)), unreadable };
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

/** Whether an error is that of a link whose target is gone or lies beneath a file, or that leads in a circle. */
const leadsNowhere = (error: unknown): boolean => ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(error));

/** @throws LingtingError `file-missing` for a link that leads nowhere. */
export function refuseLostLink(file: string): void {
  if (isLink(file) && !fs.existsSync(file)) throw lostLink(file);
}

function isLink(file: string): boolean {
  try {
    return fs.lstatSync(file).isSymbolicLink();
  } catch {
    // Not there, or below something that is no folder.
    return false;
  }
}

function lostLink(link: string): LingtingError {
  return new LingtingError('file-missing', {
    en: `The link ${link} leads to no file. Remove it, or bring back what it led to.`,
    zh: `链接 ${link} 指向的文件不存在。请删除该链接，或恢复它指向的文件。`,
  });
}

function noFile(file: string): LingtingError {
  return new LingtingError('file-unreadable', {
    en: `${file} has the name of a recording but is no regular file. Give recordings as files.`,
    zh: `${file} 的名称像录音，却不是普通文件。请提供录音文件。`,
  });
}

/** Names of the files in folders, each folder read once: a call list of 100,000 rows asks for the same few. */
export class FolderNames {
  private readonly known = new Map<string, ReadonlySet<string>>();

  /** Empty for a folder that is not there or cannot be read. */
  in(folder: string): ReadonlySet<string> {
    let names = this.known.get(folder);
    if (!names) {
      try {
        names = new Set(fs.readdirSync(folder));
      } catch {
        names = new Set();
      }
      this.known.set(folder, names);
    }
    return names;
  }
}
