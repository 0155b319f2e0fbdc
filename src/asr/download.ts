import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { asLingtingError, LingtingError } from '../errors.ts';
import { makeFolder } from '../make-folder.ts';
import { sha256OfFile } from '../recording/identity.ts';
import { diskFull, explained, NETWORK_CODES, Refused, stopped, wrongFile } from './download-errors.ts';
import { openUrl } from './http.ts';
import type { ModelFile } from './registry.ts';

/** Waits between attempts that brought nothing; an attempt that brought bytes starts the count anew. */
const RETRY_SECONDS = [0.3, 1, 3];

export interface Download {
  readonly url: URL;
  /** Where the finished file goes; until then it grows beside it as `….part`. */
  readonly target: string;
  readonly expected: Pick<ModelFile, 'bytes' | 'sha256'>;
  readonly token: string | undefined;
  readonly onBytes: (bytesDone: number) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Downloads one file: goes on where an earlier attempt stopped, comes back after a dropped connection, and takes the
 * final name only after size and SHA-256 were found right.
 *
 * @returns the SHA-256 found.
 * @throws LingtingError `download-failed` (what came is kept, unless it is not the file that was promised), `disk-full` and
 *   `stopped` (what came is kept).
 */
export async function downloadFile(download: Download): Promise<string> {
  const part = `${download.target}.part`;
  if ((await sizeOf(part)) > (download.expected.bytes ?? Infinity)) await rm(part);
  let fruitless = 0;
  for (;;) {
    const before = await sizeOf(part);
    if (before > 0 && before === download.expected.bytes) break;
    try {
      await attempt(download, part, before);
      break;
    } catch (cause) {
      if (download.signal?.aborted) throw stopped(cause);
      if (cause instanceof LingtingError) throw cause;
      if (isDiskFull(cause)) throw diskFull(part, await sizeOf(part), cause);
      fruitless = (await sizeOf(part)) > before ? 0 : fruitless + 1;
      if (cause instanceof Refused || isHopeless(cause) || fruitless > RETRY_SECONDS.length - 1)
        throw explained(download.url, download.target, cause);
      await sleep(RETRY_SECONDS[fruitless]! * 1000, undefined, { signal: download.signal }).catch((reason) => {
        throw stopped(reason);
      });
    }
  }
  const sha256 = await checked(part, download);
  await rename(part, download.target);
  return sha256;
}

async function attempt(download: Download, part: string, from: number): Promise<void> {
  const { body, start, refresh } = await openUrl(download.url, from, download.token, download.signal);
  let done = start;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      refresh();
      done += chunk.length;
      download.onBytes(done);
      next(null, chunk);
    },
  });
  // Only now: without an answer no empty folder is left.
  try {
    makeFolder(path.dirname(part));
  } catch (error) {
    throw asLingtingError(error);
  }
  await pipeline(Readable.fromWeb(body as never), count, createWriteStream(part, { flags: start > 0 ? 'a' : 'w' }));
  if (done < (download.expected.bytes ?? 0)) throw new Error(`the connection ended after ${done} bytes`);
}

async function checked(part: string, { expected, url }: Download): Promise<string> {
  const bytes = await sizeOf(part);
  if (expected.bytes !== null && bytes !== expected.bytes) {
    await rm(part);
    throw wrongFile(url, { en: `${bytes} bytes`, zh: `${bytes} 字节` }, `${expected.bytes}`);
  }
  const sha256 = await sha256OfFile(part);
  if (expected.sha256 !== null && sha256 !== expected.sha256) {
    await rm(part);
    throw wrongFile(url, { en: `SHA-256 ${sha256}`, zh: `SHA-256 为 ${sha256}` }, expected.sha256);
  }
  return sha256;
}

/** Bytes of a file; 0 when there is none. */
async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

function isDiskFull(cause: unknown): boolean {
  const { code } = cause as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT';
}

/** Trying again within seconds will not help: no such host, nothing listening, or a file-system error. */
function isHopeless(cause: unknown): boolean {
  const code = (cause as { cause?: NodeJS.ErrnoException }).cause?.code ?? (cause as NodeJS.ErrnoException).code;
  return code !== undefined && (NETWORK_CODES.has(code) || /^E(ACCES|PERM|ROFS|ISDIR|NOTDIR)$/.test(code));
}
