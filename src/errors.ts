/** A sentence shown to people, in both languages of the tool. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/** Chinese text followed by a value or another text, with a space where Chinese meets Latin letters or digits. */
export function joinedZh(before: string, after: string): string {
  const meet = before.slice(-1) + after.slice(0, 1);
  return /\p{Script=Han}[\w./~-]|[\w./~-]\p{Script=Han}/u.test(meet) ? `${before} ${after}` : before + after;
}

/**
 * Every way a call or a command can fail in a way its user can act on. The code is stable (it is in the JSON and in
 * tables); the sentence says what was expected, what came, where, and what to do.
 */
export type ErrorCode =
  | 'file-missing'
  | 'file-unreadable'
  | 'file-empty'
  | 'no-recordings'
  | 'not-audio'
  | 'audio-malformed'
  | 'no-audio-stream'
  | 'too-many-channels'
  | 'too-short'
  | 'too-long'
  | 'digital-silence'
  | 'nobody-speaks'
  | 'ffmpeg-missing'
  | 'ffmpeg-failed'
  | 'csv-invalid'
  | 'call-id-duplicate'
  | 'sidecar-invalid'
  | 'transcript-invalid'
  | 'settings-invalid'
  | 'checklist-invalid'
  | 'lexicon-invalid'
  | 'model-unknown'
  | 'model-missing'
  | 'model-corrupt'
  | 'model-failed'
  | 'download-failed'
  | 'library-missing'
  | 'library-newer'
  | 'library-corrupt'
  | 'library-busy'
  | 'library-unreachable'
  | 'not-in-library'
  | 'disk-full'
  | 'no-permission'
  | 'stopped'
  | 'usage'
  | 'internal';

/** What is wrong with a recording itself, and not with where it lies or what reads it. */
export const OF_THE_SOUND: ReadonlySet<string> = new Set<ErrorCode>([
  'file-empty',
  'not-audio',
  'audio-malformed',
  'no-audio-stream',
  'too-many-channels',
  'too-short',
  'too-long',
  'digital-silence',
  'nobody-speaks',
  'ffmpeg-failed',
]);

/** The one error family of Lingting. Anything else that is thrown is a defect. */
export class LingtingError extends Error {
  override readonly name = 'LingtingError';
  readonly code: ErrorCode;
  readonly sentence: Sentence;

  constructor(code: ErrorCode, sentence: Sentence, options?: { cause?: unknown }) {
    super(sentence.en, options);
    this.code = code;
    this.sentence = sentence;
  }
}

/**
 * What went wrong, as a LingtingError. File-system errors get their own codes; the rest becomes `internal`. `reading` is
 * the file that was being read: the error of a folder read as a file does not name it.
 */
export function asLingtingError(error: unknown, reading = ''): LingtingError {
  if (error instanceof LingtingError) return error;
  const { code, path, message } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  const where = path ?? reading;
  if (code === 'ENOSPC')
    return new LingtingError(
      'disk-full',
      {
        en: `The disk is full${where && ` while writing ${where}`}. Free some space and run the same command again.`,
        zh: `磁盘已满${where && `（正在写入 ${where}）`}。请清出空间后重新运行同一命令。`,
      },
      { cause: error },
    );
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new LingtingError(
      'no-permission',
      {
        en: `No permission for ${where || 'a file'} (${code}). Change its permissions or choose another folder.`,
        zh: `没有权限访问 ${where || '文件'}（${code}）。请修改权限或换一个文件夹。`,
      },
      { cause: error },
    );
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return new LingtingError(
      'file-unreadable',
      {
        en: `Expected a folder at ${where}, but a file is in the way. Choose another folder.`,
        zh: `${where} 处应为文件夹，却是一个文件。请换一个文件夹。`,
      },
      { cause: error },
    );
  if (code === 'EISDIR')
    return new LingtingError(
      'file-unreadable',
      {
        en: `Expected a file, but ${where || 'what was named'} is a folder. Name a file in it.`,
        zh: `应为文件，而 ${where || '所给路径'} 是文件夹。请指定其中的文件。`,
      },
      { cause: error },
    );
  if (code === 'ENOENT')
    return new LingtingError(
      'file-missing',
      { en: `There is no file ${where}. Check the path.`, zh: `找不到文件 ${where}。请检查路径。` },
      { cause: error },
    );
  return new LingtingError(
    'internal',
    {
      en: `Something unexpected went wrong: ${message ?? String(error)}`,
      zh: `出现意外错误：${message ?? String(error)}`,
    },
    { cause: error },
  );
}
