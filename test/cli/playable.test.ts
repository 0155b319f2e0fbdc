import path from 'node:path';
import { expect, it } from 'vitest';
import { withAudio } from '../../src/cli/playable.ts';
import type { ScoredRow } from '../../src/library/score-calls.ts';
import { ResultStore } from '../../src/library/store.ts';
import type { ScoredCall } from '../../src/reports/report-call.ts';
import { ROOT } from './run.ts';

const SAMPLE = path.join(ROOT, 'samples/calls/too-fast.wav');

function row(durationSeconds: number): ScoredRow {
  const result = { ok: true, analysis: { recording: { durationSeconds, channelCount: 2 } }, audio: null };
  return { file: SAMPLE, scoring: null, result: result as unknown as ScoredCall };
}

it('embeds the calls that fit, also after one that is too long for the page', async () => {
  const kinds: string[] = [];
  for await (const call of withAudio([row(3 * 3600), row(40)], new ResultStore('out')))
    kinds.push(call.ok && call.audio && 'muLaw' in call.audio ? 'embedded' : 'linked');
  expect(kinds).toEqual(['linked', 'embedded']);
});
