import fs from 'node:fs';
import path from 'node:path';

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
 * each folder only once, so that a link to a parent does no harm. Throws when the folder itself cannot be read;
 * subfolders that cannot be read are returned in `unreadable` with their error.
 */
export function findRecordings(folder: string): { files: string[]; unreadable: { folder: string; error: unknown }[] } {
  const files: string[] = [];
  const unreadable: { folder: string; error: unknown }[] = [];
  const visited = new Set<string>();
  const visit = (current: string) => {
    const real = fs.realpathSync(current);
    if (visited.has(real)) return;
    visited.add(real);
    for (const entry of fs.readdirSync(current, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const file = path.join(current, entry.name);
      const facts = entry.isSymbolicLink() ? linkedTo(file) : entry;
      if (facts?.isFile() && isRecordingName(entry.name)) files.push(file);
      if (facts?.isDirectory())
        try {
          visit(file);
        } catch (error) {
          unreadable.push({ folder: file, error });
        }
    }
  };
  visit(folder);
  return { files: files.sort((a, b) => (a < b ? -1 : 1)), unreadable };
}

/** What a link leads to; undefined for one that leads nowhere, in a circle, or where nobody may look. */
function linkedTo(link: string): fs.Stats | undefined {
  try {
    return fs.statSync(link);
  } catch {
    return undefined;
  }
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
