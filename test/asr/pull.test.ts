import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pullModel } from '../../src/asr/pull.ts';
import { verifyModel } from '../../src/asr/verify.ts';
import { LingtingError } from '../../src/errors.ts';
import { entryOf, type Host, noise, pathOf, send, startHost } from './model-host.ts';

const FILES = { 'config.json': noise(400, 1), 'onnx/encoder_model.onnx': noise(300_000, 2) };
const ENCODER = 'onnx/encoder_model.onnx';

let folder: string;
let hosts: Host[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lingting-pull-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(hosts.map((host) => host.close()));
  hosts = [];
  rmSync(folder, { recursive: true, force: true });
});

async function host(answer: Parameters<typeof startHost>[0]): Promise<Host> {
  const started = await startHost(answer);
  hosts.push(started);
  return started;
}
const fileOf = (url: string): Buffer | undefined =>
  Object.entries(FILES).find(([file]) => url.endsWith(`/${file}`))?.[1];
const there = (file: string) => path.join(folder, 'toy', file);
const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );
async function errorOf(promise: Promise<unknown>): Promise<LingtingError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(LingtingError);
  return error as LingtingError;
}
async function expectPulled() {
  for (const [file, bytes] of Object.entries(FILES)) expect((await readFile(there(file))).equals(bytes)).toBe(true);
  expect(await exists(`${there(ENCODER)}.part`)).toBe(false);
}

describe('pulling a model', () => {
  it('fetches every file of the pinned revision and reports the bytes of the whole model', async () => {
    const { url, requests } = await host((request, response) => send(request, response, fileOf(request.url!)!));
    const seen: number[] = [];
    await pullModel(entryOf(FILES), {
      host: url,
      folder,
      onProgress: ({ bytesDone, bytesTotal }) => {
        expect(bytesTotal).toBe(300_400);
        seen.push(bytesDone);
      },
    });
    await expectPulled();
    expect(requests.map(({ path }) => path)).toEqual([pathOf('config.json'), pathOf(ENCODER)]);
    expect(seen.at(-1)).toBe(300_400);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it('does not fetch again what is there and right', async () => {
    const { url, requests } = await host((request, response) => send(request, response, fileOf(request.url!)!));
    await pullModel(entryOf(FILES), { host: url, folder });
    writeFileSync(there('config.json'), noise(400, 9));
    await pullModel(entryOf(FILES), { host: url, folder });
    expect(requests.map(({ path }) => path).slice(2)).toEqual([pathOf('config.json')]);
    await expectPulled();
  });

  it('takes its host from HF_ENDPOINT, a path below it included', async () => {
    const { url, requests } = await host((request, response) => send(request, response, fileOf(request.url!)!));
    vi.stubEnv('HF_ENDPOINT', `${url}/mirror`);
    await pullModel(entryOf(FILES), { folder });
    expect(requests[0]!.path).toBe(`/mirror${pathOf('config.json')}`);
  });

  it('follows relative and absolute redirects and gives the token to the first host only', async () => {
    const store = await host((request, response) => send(request, response, fileOf(request.url!)!));
    const front = await host((request, response) => {
      const isMoved = request.url!.startsWith('/moved');
      const location = isMoved ? `${store.url}${request.url!.slice('/moved'.length)}` : `/moved${request.url}`;
      response.writeHead(isMoved ? 302 : 307, { location }).end();
    });
    vi.stubEnv('HF_TOKEN', 'secret');
    await pullModel(entryOf(FILES), { host: front.url, folder });
    await expectPulled();
    expect(new Set(front.requests.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer secret']));
    expect(new Set(store.requests.map(({ authorization }) => authorization))).toEqual(new Set([undefined]));
  });

  it('gives up on a circle of redirects', async () => {
    const { url } = await host((request, response) => response.writeHead(302, { location: request.url! }).end());
    const error = await errorOf(pullModel(entryOf(FILES), { host: url, folder }));
    expect(error.code).toBe('download-failed');
    expect(error.message).toContain('redirected more than 10 times');
  });

  it('goes on where a dropped connection stopped', async () => {
    let drops = 0;
    const { url, requests } = await host((request, response) => {
      const bytes = fileOf(request.url!)!;
      if (!request.url!.endsWith(ENCODER) || ++drops > 2) return send(request, response, bytes);
      const from = Number(/\d+/.exec(request.headers.range ?? '0')![0]);
      response.writeHead(from > 0 ? 206 : 200, {
        'content-length': bytes.length - from,
        ...(from > 0 ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}),
      });
      response.write(bytes.subarray(from, from + 100_000), () => setTimeout(() => response.destroy(), 50));
    });
    await pullModel(entryOf(FILES), { host: url, folder });
    await expectPulled();
    const starts = requests.filter(({ path }) => path.endsWith(ENCODER)).map(({ range }) => range);
    // A busy machine may lose the end of what was written before the connection was dropped.
    const from = starts.map((range) => Number(/^bytes=(\d+)-$/.exec(range ?? 'bytes=0-')![1]));
    expect(from).toHaveLength(3);
    expect(0 < from[1]! && from[1]! < from[2]! && from[2]! <= 200_000).toBe(true);
  });

  it('goes on from the part an earlier run left', async () => {
    const { url, requests } = await host((request, response) => send(request, response, fileOf(request.url!)!));
    mkdirSync(path.dirname(there(ENCODER)), { recursive: true });
    writeFileSync(`${there(ENCODER)}.part`, FILES[ENCODER].subarray(0, 1234));
    await pullModel(entryOf(FILES), { host: url, folder });
    await expectPulled();
    expect(requests[1]!.range).toBe('bytes=1234-');
  });

  it('starts anew when the server ignores ranges', async () => {
    const { url } = await host((request, response) => response.end(fileOf(request.url!)!));
    mkdirSync(path.dirname(there(ENCODER)), { recursive: true });
    writeFileSync(`${there(ENCODER)}.part`, noise(5000, 77));
    await pullModel(entryOf(FILES), { host: url, folder });
    await expectPulled();
  });

  it('removes a file with a wrong SHA-256 and says so in one sentence', async () => {
    const { url } = await host((request, response) => {
      const bytes = Buffer.from(fileOf(request.url!)!);
      if (request.url!.endsWith(ENCODER)) bytes[7]! ^= 1;
      send(request, response, bytes);
    });
    const error = await errorOf(pullModel(entryOf(FILES), { host: url, folder }));
    expect(error.code).toBe('download-failed');
    expect(error.message).toMatch(/encoder_model\.onnx came with SHA-256 .* expected .* removed/);
    expect(await exists(there(ENCODER))).toBe(false);
    expect(await exists(`${there(ENCODER)}.part`)).toBe(false);
  });

  it('removes a file of a wrong size', async () => {
    const { url } = await host((request, response) =>
      send(request, response, Buffer.concat([fileOf(request.url!)!, Buffer.from('x')])),
    );
    const error = await errorOf(pullModel(entryOf(FILES), { host: url, folder }));
    expect(error.code).toBe('download-failed');
    expect(error.message).toContain('401 bytes, expected 400');
  });

  it.each([
    [401, /refuses .*HF_TOKEN/],
    [403, /refuses .*HF_TOKEN/],
    [404, /has no .*HF_ENDPOINT/],
    [410, /answered 410.*HF_ENDPOINT/],
  ])('explains an answer of %i and does not insist', async (status, sentence) => {
    const { url, requests } = await host((_request, response) => response.writeHead(status).end());
    const error = await errorOf(pullModel(entryOf(FILES), { host: url, folder }));
    expect(error.code).toBe('download-failed');
    expect(error.message).toMatch(sentence);
    expect(error.message).toContain(new URL(url).host);
    expect(requests).toHaveLength(1);
  });

  it('tries again when the server is busy', async () => {
    let count = 0;
    const { url } = await host((request, response) =>
      ++count === 1 ? response.writeHead(503).end() : send(request, response, fileOf(request.url!)!),
    );
    await pullModel(entryOf(FILES), { host: url, folder });
    await expectPulled();
  });

  it('names the host, HF_ENDPOINT and the manual way when nothing answers', async () => {
    const { url, close } = await startHost(() => undefined);
    await close();
    const error = await errorOf(pullModel(entryOf(FILES), { host: url, folder }));
    expect(error.code).toBe('download-failed');
    expect(await exists(path.join(folder, 'toy'))).toBe(false);
    for (const part of [new URL(url).host, 'ECONNREFUSED', 'HF_ENDPOINT', there('config.json')])
      expect(error.message).toContain(part);
  });

  it('stops when told to and keeps what came', async () => {
    const controller = new AbortController();
    const { url } = await host((request, response) => {
      if (!request.url!.endsWith(ENCODER)) return send(request, response, fileOf(request.url!)!);
      response.writeHead(200, { 'content-length': 300_000 });
      response.write(FILES[ENCODER].subarray(0, 50_000), () => setTimeout(() => controller.abort(), 50));
    });
    const error = await errorOf(pullModel(entryOf(FILES), { host: url, folder, signal: controller.signal }));
    expect(error.code).toBe('stopped');
    expect((await stat(`${there(ENCODER)}.part`)).size).toBe(50_000);
  });

  it('refuses a host that is no URL, and a model that comes with Lingting', async () => {
    expect((await errorOf(pullModel(entryOf(FILES), { host: 'nowhere', folder }))).code).toBe('usage');
    expect((await errorOf(pullModel({ ...entryOf(FILES), repository: null }, { folder }))).code).toBe('usage');
  });

  it('says that the disk is full, keeps the part, and goes on when there is room', async ({ skip }) => {
    mkdirSync(path.join(folder, 'toy'));
    const mount = (...args: string[]) =>
      execFileSync('mount', [...args, path.join(folder, 'toy')], { stdio: 'ignore' });
    try {
      mount('-t', 'tmpfs', '-o', 'size=200k', 'none');
    } catch {
      skip('mounting a small tmpfs needs root');
    }
    try {
      const { url, requests } = await host((request, response) => send(request, response, fileOf(request.url!)!));
      const error = await errorOf(pullModel(entryOf(FILES), { host: url, folder }));
      expect(error.code).toBe('disk-full');
      expect(error.message).toMatch(/disk is full after 0\.\d MB of .*encoder_model\.onnx\.part/);
      const kept = (await stat(`${there(ENCODER)}.part`)).size;
      expect(kept).toBeGreaterThan(100_000);
      mount('-o', 'remount,size=2m');
      await pullModel(entryOf(FILES), { host: url, folder });
      expect(requests.at(-1)!.range).toBe(`bytes=${kept}-`);
      await expectPulled();
    } finally {
      execFileSync('umount', [path.join(folder, 'toy')]);
    }
  });
});

describe('verifying a model', () => {
  it('tells right, missing, wrong size and wrong hash apart', async () => {
    const files = { a: noise(10, 1), b: noise(10, 2), c: noise(10, 3), d: noise(10, 4) };
    mkdirSync(path.join(folder, 'toy'));
    writeFileSync(there('a'), files.a);
    writeFileSync(there('c'), noise(11, 3));
    writeFileSync(there('d'), noise(10, 5));
    const checks = await verifyModel(entryOf(files), folder);
    expect(checks.map(({ path, state, comparedWith }) => [path, state, comparedWith])).toEqual([
      ['a', 'ok', 'publisher'],
      ['b', 'missing', null],
      ['c', 'wrong-size', null],
      ['d', 'wrong-hash', 'publisher'],
    ]);
  });

  it('says that a file was compared with nothing when no hash of it is known', async () => {
    mkdirSync(path.join(folder, 'toy'));
    writeFileSync(there('a'), noise(10, 5));
    expect(await verifyModel(entryOf({ a: noise(10, 1) }, false), folder)).toMatchObject([
      { state: 'ok', comparedWith: null },
    ]);
  });

  it('tells later changes of files whose publisher gives no SHA-256', async () => {
    const { url } = await host((request, response) => send(request, response, fileOf(request.url!)!));
    const entry = entryOf(FILES, false);
    await pullModel(entry, { host: url, folder });
    expect((await verifyModel(entry, folder)).map(({ state, comparedWith }) => [state, comparedWith])).toEqual([
      ['ok', 'record'],
      ['ok', 'record'],
    ]);
    const bytes = readFileSync(there(ENCODER));
    bytes[0]! ^= 1;
    writeFileSync(there(ENCODER), bytes);
    expect((await verifyModel(entry, folder)).map(({ state }) => state)).toEqual(['ok', 'wrong-hash']);
  });
});

it('fetches a file from a place of its own where the registry names one', async () => {
  const from = { repository: 'other/place', revision: 'main' };
  const { url, requests } = await host((request, response) => send(request, response, fileOf(request.url!)!));
  const entry = entryOf(FILES);
  await pullModel({ ...entry, files: [entry.files[0]!, { ...entry.files[1]!, from }] } as typeof entry, {
    host: url,
    folder,
  });
  expect(requests.map((request) => request.path)).toEqual([
    expect.stringMatching(/^\/someone\/toy\/resolve\/a{40}\/config\.json$/),
    '/other/place/resolve/main/onnx/encoder_model.onnx',
  ]);
  await expectPulled();
});
