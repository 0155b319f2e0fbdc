/** The child process of a batch: analyses one call per message. Started by `worker-process.ts`. */
import { analyseJob, type WorkerTools } from './analyse-job.ts';
import { failureOf } from './score-calls.ts';
import type { AnalysisAnswer, AnalysisJob } from './worker-protocol.ts';

const tools: WorkerTools = { voiceActivity: null, transcriber: null };

process.on('SIGINT', () => {}); // Ctrl-C reaches the whole process group; the parent decides.
process.on('disconnect', () => process.exit());
process.on('message', async (job: AnalysisJob) => {
  const answer: AnalysisAnswer = await analyseJob(job, tools).catch((error) => ({ ok: false, ...failureOf(error) }));
  process.send?.({ ...answer, rssBytes: process.memoryUsage.rss() });
});
