/** `npm run bench:calls [-- calls]`: whether a worker's memory grows over 500 short calls, recognition included. Takes minutes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openAudio } from '../../src/audio/open.ts';
import { WorkerTools } from '../../src/library/analyse-job.ts';
import { encodeWav } from '../wav.ts';

/** Bar: resident size after the last call over that after the first fifth of them. */
const BAR = 1.1;
const calls = Number(process.argv[2] ?? 500);
const settledAt = Math.ceil(calls / 5);

const folder = mkdtempSync(path.join(tmpdir(), 'lingting-calls-'));
const file = path.join(folder, 'call.wav');
const audio = await openAudio(path.resolve(import.meta.dirname, '../../samples/calls/complaint.wav'));
const tools = new WorkerTools();
let settledBytes = 0;
let bytes = 0;
for (let number = 1; number <= calls; number++) {
  // Another stretch of another length each time: 4 to 12 seconds.
  const rate = audio.sampleRateHz;
  const from = ((number * 7) % Math.floor(audio.durationSeconds - 12)) * rate;
  const to = from + (4 + (number % 9)) * rate;
  const channels = audio.channels.map((channel) => channel.read(from, to));
  writeFileSync(file, encodeWav(channels, rate));
  await tools
    .analysis({
      file,
      call: { callId: 'call', source: 'none' },
      transcriptFile: null,
      language: 'zh',
      model: 'lingting-demo-zh',
      hotWords: [],
      channels: null,
      tones: 'cn',
      pipeline: 'inbound',
      threads: 1,
    })
    .catch((error: unknown) => {
      if ((error as { code?: string }).code !== 'nobody-speaks') throw error;
    });
  bytes = process.memoryUsage.rss();
  if (number === settledAt) settledBytes = bytes;
  if (number % Math.ceil(calls / 10) === 0) console.log(`${number} calls: ${(bytes / 1024 ** 2).toFixed(0)} MiB`);
}
await audio.close();
rmSync(folder, { recursive: true });
const ratio = bytes / settledBytes;
console.log(`${calls} calls over ${settledAt}: ratio ${ratio.toFixed(2)} (bar: ${BAR})`);
if (ratio > BAR) process.exitCode = 1;
