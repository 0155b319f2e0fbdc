import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type BatchSummary, postSummary, webhookAddress } from '../../src/library/webhook.ts';

const SUMMARY: BatchSummary = {
  event: 'batch-finished',
  startedAt: '2026-01-01T00:00:00.000Z',
  endedAt: '2026-01-01T01:00:00.000Z',
  calls: { done: 3, failed: 1, excluded: 0, left: 0 },
  needsReview: 1,
  fatal: 0,
  meanScore: 81.5,
};

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

async function receiver(answer: RequestListener): Promise<URL> {
  server = createServer(answer);
  await new Promise<void>((listening) => server!.listen(0, '127.0.0.1', listening));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/secret-token`);
}

describe('telling a receiver that a batch is finished', () => {
  it('posts the summary as JSON, once', async () => {
    const came: { method: string | undefined; type: string | undefined; body: string }[] = [];
    const url = await receiver(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      came.push({ method: request.method, type: request.headers['content-type'], body });
      response.writeHead(204).end();
    });
    expect(await postSummary(url, SUMMARY)).toBeNull();
    expect(came).toEqual([{ method: 'POST', type: 'application/json', body: JSON.stringify(SUMMARY) }]);
  });

  it.each([
    ['an error of the receiver', (_, response) => response.writeHead(500).end(), /\(500\)/],
    [
      'a redirect, which would lose the body',
      (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      /redirect/,
    ],
    ['a receiver that never answers', () => {}, /ETIMEDOUT/],
    ['a connection that breaks', (request) => request.socket.destroy(), /\(/],
  ] as [string, RequestListener, RegExp][])('says %s in one sentence and throws nothing', async (_, answer, reason) => {
    const url = await receiver(answer);
    const said = await postSummary(url, SUMMARY, 300);
    expect(said?.en).toMatch(reason);
    expect(said?.en).toContain(url.origin);
    expect(said?.zh).toContain('评分结果不受影响');
    expect(said?.en).not.toContain('secret-token');
  });

  it('says that nobody is there', async () => {
    expect((await postSummary(new URL('http://127.0.0.1:9/'), SUMMARY))?.en).toMatch(/127\.0\.0\.1:9.*\((?!fetch)/);
  });
});

describe('the address of a receiver', () => {
  it('is http or https', () => {
    expect(webhookAddress('https://example.com/a?b=c').href).toBe('https://example.com/a?b=c');
    expect(webhookAddress('http://127.0.0.1:80/x').port).toBe('');
  });

  it.each(['file:///etc/passwd', 'ftp://example.com', 'example.com', '', 'https://me:secret@example.com'])(
    'is not "%s"',
    (text) => {
      expect(() => webhookAddress(text)).toThrow(expect.objectContaining({ code: 'usage' }));
    },
  );
});
