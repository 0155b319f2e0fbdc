import { LingtingError, type Sentence } from '../errors.ts';

/** A receiver that has not answered by then is taken for absent. */
const PATIENCE_MILLISECONDS = 10_000;

/** What is posted when a batch is finished: counts only, nothing about any call or person. */
export interface BatchSummary {
  event: 'batch-finished';
  /** When it began and ended, ISO 8601. */
  startedAt: string;
  endedAt: string;
  /** Calls of the run by what became of them; `left` were not reached because it was stopped. */
  calls: { done: number; failed: number; excluded: number; left: number };
  /** Of those done: how many a person should look at, and how many have a failed fatal item. */
  needsReview: number;
  fatal: number;
  /** Mean score of those with one, 0…100; null when none has. */
  meanScore: number | null;
}

/**
 * The address a summary is to be posted to.
 * @throws LingtingError `usage` for anything but http and https, and for a password in it.
 */
export function webhookAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') return url;
  throw new LingtingError('usage', {
    en: `--webhook expects an address such as https://example.com/lingting, without user and password; got "${text}".`,
    zh: `--webhook 应为 https://example.com/lingting 这样的地址，不含用户名和密码；实际是“${text}”。`,
  });
}

/** Posts a summary as JSON. Returns why that failed, or null: a result is the same whether anybody hears of it or not. */
export async function postSummary(
  url: URL,
  summary: BatchSummary,
  patienceMilliseconds = PATIENCE_MILLISECONDS,
): Promise<Sentence | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(summary),
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMilliseconds),
    });
    await response.body?.cancel();
    return response.ok ? null : notTold(url, String(response.status));
  } catch (error) {
    return notTold(url, reasonOf(error));
  }
}

/** Names the host only: what comes after it is often a secret. */
function notTold({ origin }: URL, reason: string): Sentence {
  return {
    en: `${origin} could not be told that the batch is finished (${reason}). The results are complete; check the address given with --webhook.`,
    zh: `未能通知 ${origin} 批次已完成（${reason}）。评分结果不受影响；请检查 --webhook 的地址。`,
  };
}

function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: NodeJS.ErrnoException };
  if (name === 'TimeoutError') return 'ETIMEDOUT';
  return cause?.code ?? cause?.message ?? message;
}
