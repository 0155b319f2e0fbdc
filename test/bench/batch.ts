/** `npm run bench:batch`: a batch of 200 calls, for its overhead, and one that is killed 50 times. Takes half an hour. */
import { batchOverhead } from './batch-overhead.ts';
import { killedBatch } from './killed-batch.ts';

const [calls, kills] = [200, 50];
const { wallSeconds, ownCpuSeconds, share, calls: scored } = await batchOverhead(calls);
console.log(
  `${scored} sample calls in ${wallSeconds.toFixed(0)} s; planning, judging and storing: ${ownCpuSeconds.toFixed(1)} s of CPU, ` +
    `${(100 * share).toFixed(1)} % of the machine's time (bar: 3 %)`,
);
const killed = await killedBatch(calls, kills);
console.log(
  `${calls} calls killed ${killed.kills} times: ${killed.done} done, ${killed.analyses} analyses, begun too often: ` +
    `${killed.begunTooOften.length}, integrity: ${killed.integrity}, ${killed.seconds.toFixed(0)} s`,
);
const isWhole = killed.done === calls && killed.analyses === calls && killed.begunTooOften.length === 0;
if (scored !== calls || share > 0.03 || !isWhole || killed.integrity !== 'ok') {
  console.log('A bar was missed.');
  process.exitCode = 1;
}
