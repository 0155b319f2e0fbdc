/** The child process of a batch: analyses one call per message. Started by `worker-process.ts`. */
import { asLingtingError } from '../errors.ts';
import { WorkerTools } from './analyse-job.ts';
import type { AnalysisAnswer, AnalysisJob } from './worker-protocol.ts';

const tools = new WorkerTools();

process.on('SIGINT', () => {}); // Ctrl-C reaches the whole process group; the parent decides.
process.on('disconnect', () => process.exit());
process.on('message', async (job: AnalysisJob) => {
  const answer: AnalysisAnswer = await tools.analyse(job).catch((error) => {
    const { code, sentence } = asLingtingError(error);
    return { ok: false, code, sentence };
  });
  process.send?.({ ...answer, rssBytes: process.memoryUsage.rss() });
});
