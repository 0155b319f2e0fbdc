import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ModelEntry } from '../../src/asr/registry.ts';

export const REVISION = 'a'.repeat(40);

/** Pseudo-random bytes: a wrong offset changes the hash. */
export function noise(length: number, seed: number): Buffer {
  let state = seed;
  const bytes = Buffer.alloc(length);
  for (let index = 0; index < length; index++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A registry entry for these files. */
export function entryOf(files: Record<string, Buffer>, known = true): ModelEntry {
  return {
    id: 'toy',
    title: { en: 'Toy', zh: '玩具' },
    note: { en: 'Toy', zh: '玩具' },
    repository: 'someone/toy',
    revision: REVISION,
    licence: 'MIT',
    languages: ['zh'],
    task: 'recognition',
    engine: 'whisper',
    demo: false,
    packing: 'window',
    dtype: { encoder: 'fp32', decoder: 'q8' },
    files: Object.entries(files).map(([path, bytes]) => ({
      path,
      bytes: known ? bytes.length : null,
      sha256: known ? sha256(bytes) : null,
    })),
  };
}

export interface Host {
  url: string;
  requests: { path: string; range: string | undefined; authorization: string | undefined }[];
  close(): Promise<void>;
}

/** A local server; `answer` gets every request. */
export async function startHost(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Host> {
  const requests: Host['requests'] = [];
  const server = createServer((request, response) => {
    const { range, authorization } = request.headers;
    requests.push({ path: request.url!, range, authorization });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Sends a file as the real hosts do, ranges included. */
export function send(request: IncomingMessage, response: ServerResponse, bytes: Buffer): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (from > 0) {
    response.statusCode = 206;
    response.setHeader('content-range', `bytes ${from}-${bytes.length - 1}/${bytes.length}`);
  }
  response.setHeader('content-length', bytes.length - from);
  response.end(bytes.subarray(from));
}

/** The path of a file below the host: the layout of the real ones. */
export const pathOf = (file: string): string => `/someone/toy/resolve/${REVISION}/${file}`;
