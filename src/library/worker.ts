/** The child process of a batch: answers one request per message. Started by `worker-process.ts`. */
import { asLingtingError } from '../errors.ts';
import { WorkerTools } from './analyse-job.ts';
import type { WorkerAnswer, WorkerAnswers, WorkerRequest } from './worker-protocol.ts';

const tools = new WorkerTools();

process.on('SIGINT', () => {}); // Ctrl-C reaches the whole process group; the parent decides.
process.on('disconnect', () => process.exit());
process.on('message', async ({ ask, job }: WorkerRequest) => {
  const answer: WorkerAnswer<WorkerAnswers[typeof ask]> = await tools[ask](job).then(
    (given) => ({ ok: true, answer: given }),
    (error) => {
      const { code, sentence } = asLingtingError(error);
      return { ok: false, code, sentence };
    },
  );
  process.send?.({ ...answer, rssBytes: process.memoryUsage.rss() });
});
