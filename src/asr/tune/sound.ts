import path from 'node:path';
import { openAudio } from '../../audio/open.ts';
import { resampled } from '../../audio/resample.ts';
import { MODELS_FOLDER } from '../registry.ts';
import { MAX_WINDOW_SECONDS } from '../windows.ts';

/** A sample call with much speech; it comes with Lingting. */
const SAMPLE_CALL = path.resolve(MODELS_FOLDER, '../samples/calls/complaint.wav');
const RATE_HZ = 16_000;

/** A full window of a telephone call, at 16 kHz. */
export async function sampleWindow(): Promise<Float32Array> {
  const audio = await openAudio(SAMPLE_CALL);
  try {
    return resampled(audio.channels[0]!, RATE_HZ)
      .read(0, MAX_WINDOW_SECONDS * RATE_HZ)
      .slice();
  } finally {
    await audio.close();
  }
}

/** Seconds of processor time that some work takes: others may be busy on the machine. The least of some tries. */
export async function processorSeconds(tries: number, work: () => Promise<unknown>): Promise<number> {
  let least = Infinity;
  for (let one = 0; one < tries; one++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1e6);
  }
  return least;
}
