import { LingtingError, type Sentence } from '../errors.ts';

/** Error codes of a host that cannot be reached at all. */
export const NETWORK_CODES: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'CERT_HAS_EXPIRED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** An answer that will be the same next time. */
export class Refused extends Error {
  readonly status: number | null;

  constructor(message: string, status: number | null = null) {
    super(message);
    this.status = status;
  }
}

/** Why a download failed, in one sentence with what to do. */
export function explained(url: URL, target: string, cause: unknown): LingtingError {
  const status = cause instanceof Refused ? cause.status : null;
  if (status === 401 || status === 403)
    return failed(cause, {
      en: `${url.host} refuses ${url.pathname} (${status}). Set HF_TOKEN to an access token that may read it.`,
      zh: `${url.host} 拒绝访问 ${url.pathname}（${status}）。请把 HF_TOKEN 设为有读取权限的访问令牌。`,
    });
  if (status === 404)
    return failed(cause, {
      en: `${url.host} has no ${url.pathname} (404). Check HF_ENDPOINT, or take another mirror.`,
      zh: `${url.host} 上没有 ${url.pathname}（404）。请检查 HF_ENDPOINT，或换一个镜像。`,
    });
  return failed(cause, {
    en: `${url.host} could not deliver ${url.pathname}: ${reason(cause)}. Run the same command again to go on, set HF_ENDPOINT to a mirror, or put the file at ${target} by hand.`,
    zh: `无法从 ${url.host} 下载 ${url.pathname}：${reason(cause)}。可重新运行同一命令续传，或用 HF_ENDPOINT 指定镜像，或手动把文件放到 ${target}。`,
  });
}

/** The disk is full; what came is kept. */
export function diskFull(part: string, bytes: number, cause: unknown): LingtingError {
  const megabytes = (bytes / 1e6).toFixed(1);
  return new LingtingError(
    'disk-full',
    {
      en: `The disk is full after ${megabytes} MB of ${part}. Free some space and run the same command again; it goes on from there.`,
      zh: `磁盘已满，${part} 已下载 ${megabytes} MB。请清出空间后重新运行同一命令，会接着下载。`,
    },
    { cause },
  );
}

/** What came is not the file that was promised, and was removed. */
export function wrongFile(url: URL, got: Sentence, expected: string): LingtingError {
  return new LingtingError('download-failed', {
    en: `${url.href} came with ${got.en}, expected ${expected}; it was removed. Run the same command again or use another host.`,
    zh: `${url.href} 下载后${got.zh}，应为 ${expected}，已删除。请重新运行同一命令或换一个镜像。`,
  });
}

/** The user stopped the download; what came is kept. */
export function stopped(cause: unknown): LingtingError {
  return new LingtingError(
    'stopped',
    {
      en: 'The download was stopped. Run the same command again to go on.',
      zh: '下载已停止。重新运行同一命令可继续下载。',
    },
    { cause },
  );
}

function failed(cause: unknown, sentence: Sentence): LingtingError {
  return new LingtingError('download-failed', sentence, { cause });
}

function reason(cause: unknown): string {
  const inner = (cause as { cause?: NodeJS.ErrnoException }).cause;
  return inner?.code ?? inner?.message ?? (cause instanceof Error ? cause.message : String(cause));
}
