import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { CallAnalysis } from '../../../src/analysis.ts';
import { storeAnalysis } from '../../../src/library/analyses.ts';
import { checklistRowOf } from '../../../src/library/checklist-row-of.ts';
import type { Tables } from '../../../src/library/database/tables.ts';
import { storeScores } from '../../../src/library/store-scores.ts';
import { scoreCall } from '../../../src/pipeline.ts';
import { loadScoring } from '../../../src/scoring.ts';
import { loadPipeline } from '../../../src/settings.ts';
import { madeCall } from '../../bench/calls.ts';
import { aCall } from '../database/rows.ts';

const AT = '2026-01-01T00:00:00.000Z';
const CALLS_AT_ONCE = 200;

/**
 * Fills an empty library with so many made calls of some minutes, analysed, and judged by the inbound checklist unless
 * `judged` is false.
 */
export async function fillScored(query: Kysely<Tables>, calls: number, minutes = 1, judged = true): Promise<void> {
  const scoring = await loadScoring(await loadPipeline('inbound'), 'zh');
  const job = { transcriptFile: null, language: 'zh', model: 'm', channels: null, pipeline: 'inbound', profile: null };
  for (let from = 0; from < calls; from += CALLS_AT_ONCE)
    await query.transaction().execute(async (inside) => {
      const analyses = Array.from({ length: Math.min(CALLS_AT_ONCE, calls - from) }, (_, at) =>
        analysisOf(from + at, minutes),
      );
      for (const analysis of analyses) {
        const { callId } = analysis.call;
        await inside
          .insertInto('calls')
          .values(
            aCall(callId, {
              state: 'done',
              audio_sha256: analysis.recording.sha256,
              settings_sha256: analysis.provenance.settingsSha256,
            }),
          )
          .execute();
        await inside
          .insertInto('call_inputs')
          .values({
            call_id: callId,
            file: `/recordings/${callId}.wav`,
            metadata: JSON.stringify(analysis.call),
            job: JSON.stringify(job),
            stamp: '',
          })
          .execute();
        await storeAnalysis(inside, analysis, AT);
      }
      if (!judged) return;
      const scores = analyses.map((analysis) => ({
        callId: analysis.call.callId,
        key: scoring.key,
        checklist: checklistRowOf(scoring),
        scorecard: scoreCall(analysis, scoring),
      }));
      await storeScores(inside, scores, 'score', AT);
    });
}

function analysisOf(number: number, minutes: number): CallAnalysis {
  const made = madeCall(minutes, number, 0.05);
  const callId = `C${String(number).padStart(6, '0')}`;
  return {
    ...made,
    call: { ...made.call, callId },
    recording: { ...made.recording, sha256: createHash('sha256').update(callId).digest('hex') },
    provenance: { ...made.provenance, settingsSha256: 'made' },
  };
}
