import path from 'node:path';
import { expect, it } from 'vitest';
import { withAudio } from '../../src/cli/playable.ts';
import type { ScoredCall } from '../../src/reports/report-call.ts';
import { ROOT } from './run.ts';

const SAMPLE = path.join(ROOT, 'samples/calls/too-fast.wav');

async function* rows(...durationsSeconds: number[]) {
  for (const durationSeconds of durationsSeconds) {
    const result = { ok: true, analysis: { recording: { durationSeconds, channelCount: 2 } }, audio: null };
    yield { file: SAMPLE, result: result as unknown as ScoredCall };
  }
}

it('embeds the calls that fit, also after one that is too long for the page', async () => {
  const kinds: string[] = [];
  for await (const call of withAudio(rows(3 * 3600, 40), path.resolve('out')))
    kinds.push(call.ok && call.audio && 'muLaw' in call.audio ? 'embedded' : 'linked');
  expect(kinds).toEqual(['linked', 'embedded']);
});
