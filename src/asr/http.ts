import { Refused } from './download-errors.ts';

const MAX_REDIRECTS = 10;
/** A connection that brings nothing for so long counts as dropped. */
const STALL_SECONDS = 60;

export interface OpenedUrl {
  readonly body: ReadableStream<Uint8Array>;
  /** Position of the first byte that will come: `from`, or 0 when the server ignores ranges. */
  readonly start: number;
  /** To be called whenever bytes come; without them for a minute the stream fails. */
  readonly refresh: () => void;
}

/**
 * Opens a URL from byte `from` on, following redirects to any host. The token goes to the first host only.
 * @throws Refused for an answer that another attempt will not change; any other error may be worth another attempt.
 */
export async function openUrl(
  url: URL,
  from: number,
  token: string | undefined,
  signal: AbortSignal | undefined,
): Promise<OpenedUrl> {
  const stall = new AbortController();
  const timer = setTimeout(() => stall.abort(new Error(`nothing came for ${STALL_SECONDS} s`)), STALL_SECONDS * 1000);
  timer.unref();
  const either = signal ? AbortSignal.any([signal, stall.signal]) : stall.signal;
  const refresh = () => void timer.refresh();
  let at = url;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await fetch(at, { headers: headers(url, at, from, token), redirect: 'manual', signal: either });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null)
      return { ...(await accept(response, from)), refresh };
    await response.body?.cancel();
    at = new URL(location, at);
    if (url.protocol === 'https:' && at.protocol !== 'https:')
      throw new Refused(`redirected to ${at.protocol} ${at.host}`);
  }
  throw new Refused(`redirected more than ${MAX_REDIRECTS} times`);
}

function headers(first: URL, at: URL, from: number, token: string | undefined): Record<string, string> {
  return {
    // A compressed answer has other lengths than the file.
    'accept-encoding': 'identity',
    ...(from > 0 ? { range: `bytes=${from}-` } : {}),
    ...(token !== undefined && at.origin === first.origin ? { authorization: `Bearer ${token}` } : {}),
  };
}

async function accept(response: Response, from: number): Promise<{ body: ReadableStream<Uint8Array>; start: number }> {
  if (response.status === 206 && response.body) {
    const start = Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1]);
    if (start === from) return { body: response.body, start };
    await response.body.cancel();
    throw new Refused(`it sent another part of the file than asked for`, 206);
  }
  if (response.status === 200 && response.body) return { body: response.body, start: 0 };
  await response.body?.cancel();
  const isPassing = response.status === 429 || response.status >= 500;
  if (isPassing) throw new Error(`it answered ${response.status}`);
  throw new Refused(`it answered ${response.status}`, response.status);
}
