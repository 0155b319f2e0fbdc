import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runBatch } from '../../src/library/batch.ts';
import { WorkerProcess } from '../../src/library/worker-process.ts';
import type { AnalysisJob } from '../../src/library/worker-protocol.ts';

const SAMPLES = path.resolve(import.meta.dirname, '../../samples/calls');
const folder = mkdtempSync(path.join(tmpdir(), 'lingting-workers-'));
const transcriptFile = path.join(folder, 'call.srt');
beforeAll(() => writeFileSync(transcriptFile, '1\n00:00:00,500 --> 00:00:03,000\n坐席：您好，请问有什么可以帮您？\n'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A call whose transcript is there, so that nothing has to be recognised. */
const jobOf = (name: string): Omit<AnalysisJob, 'threads'> => ({
  file: path.join(SAMPLES, `${name}.wav`),
  call: { callId: name, source: 'none' },
  transcriptFile,
  language: 'zh',
  model: 'none',
  hotWords: [],
  channels: null,
  tones: 'cn',
  pipeline: 'inbound',
});

/** The worker processes that this one has now. */
function workers(): number[] {
  const lines = execFileSync('ps', ['-o', 'pid=,ppid=,args=', '-A'], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [, pid, parent, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(parent) === process.pid && /library\/worker\.[jt]s/.test(args!) ? [Number(pid)] : [];
  });
}

/** Ends the next worker that is not among those known, as a system short of memory does; none once the batch is over. */
async function killNext(known: Set<number>, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    const [next] = workers().filter((pid) => !known.has(pid));
    if (next !== undefined) {
      known.add(next);
      return void process.kill(next, 'SIGKILL');
    }
    await sleep(20);
  }
}

describe('a worker that is killed from outside', () => {
  it('costs its call one try; after a second one the call fails with a sentence, and the others go on', async () => {
    const answers: [number, string][] = [];
    const known = new Set(workers());
    const kills: Promise<void>[] = [];
    const over = new AbortController();
    const jobs = [jobOf('silent-line'), jobOf('agent-hangs-up')];
    const owner = {
      // The first call loses both of its tries, the second one of them.
      claim: async (index: number) => {
        const again = () => (index === 0 ? killNext(known, over.signal) : undefined);
        kills.push(killNext(known, over.signal).then(again));
        return true;
      },
      stored: async () => null,
      recognisedBefore: async () => [],
      done: async (index: number, answer: { ok: true } | { ok: false; sentence: { en: string } }) => {
        answers.push([index, answer.ok ? 'analysed' : answer.sentence.en]);
      },
    };
    await runBatch(jobs, 1, owner, new AbortController().signal);
    over.abort();
    await Promise.all(kills);
    expect(answers).toEqual([
      [0, expect.stringMatching(/^The process that analysed .*silent-line\.wav died \(SIGKILL\), .*--workers 1/)],
      [1, 'analysed'],
    ]);
  });
});

it('a worker that has grown too large is replaced by a fresh one after its call', async () => {
  const job = { ...jobOf('silent-line'), threads: 1 };
  const worker = new WorkerProcess(1);
  const before = new Set(workers());
  const first = worker.run('key', job);
  const [old] = workers().filter((pid) => !before.has(pid));
  expect(await first).toMatchObject({ ok: true });
  const second = worker.run('key', job);
  expect(workers().filter((pid) => !before.has(pid) && pid !== old)).toHaveLength(1);
  expect(await second).toMatchObject({ ok: true });
  worker.stop();
});
