import { readFileSync } from 'node:fs';
import type { Insertable, Kysely } from 'kysely';
import type { CallAnalysis } from '../../src/analysis.ts';
import { storeAnalysis } from '../../src/library/analyses.ts';
import { checklistRowOf } from '../../src/library/checklist-row-of.ts';
import type { CallTable, Tables } from '../../src/library/database/tables.ts';
import { storeScores } from '../../src/library/store-scores.ts';
import { scoreCall } from '../../src/pipeline.ts';
import { loadScoring } from '../../src/scoring.ts';
import { loadPipeline } from '../../src/settings.ts';
import { aCall } from './database/rows.ts';

/** Names that would run in a page or in a spreadsheet if they were taken for more than text. */
export const HOSTILE_NAME = '<img src=x onerror="window.hacked=1"></script><script>window.hacked=1</script>';
export const HOSTILE_ID = '=HYPERLINK("http://evil.example","here")';
export const TEAM = '售后组';

/** A call of the library: which golden analysis it is, and what the telephone system says of it. */
interface Told {
  id: string;
  golden: 'good' | 'rude';
  pipeline?: 'inbound' | 'trainee';
  agent: [id: string, name: string | null];
  start: string | null;
}

const WANG: Told['agent'] = ['W01', '王小芳'];
const TRAINEE: Told['agent'] = ['T09', '学员甲'];

/** Twelve calls of one agent over a night in which clocks go back (Berlin, 25 October 2026), one of others each, and assessments. */
const CALLS: Told[] = [
  ...Array.from({ length: 12 }, (_, at): Told => {
    const hour = ['02:10:00+02:00', '02:10:00+01:00', '23:50:00+01:00'][at % 3]!;
    const day = `2026-10-${24 + Math.floor(at / 4)}`;
    return { id: `w${at}`, golden: at % 4 === 0 ? 'rude' : 'good', agent: WANG, start: `${day}T${hour}` };
  }),
  { id: 'undated', golden: 'good', agent: WANG, start: null },
  { id: 'single', golden: 'good', agent: ['X02', '李静'], start: '2026-10-25T09:00:00+01:00' },
  { id: 'hostile', golden: 'rude', agent: [HOSTILE_ID, HOSTILE_NAME], start: '2026-10-25T10:00:00+01:00' },
  { id: 't1', golden: 'rude', pipeline: 'trainee', agent: TRAINEE, start: '2026-09-02T10:00:00+08:00' },
  { id: 't2', golden: 'good', pipeline: 'trainee', agent: TRAINEE, start: '2026-09-09T10:00:00+08:00' },
  { id: 't3', golden: 'good', pipeline: 'trainee', agent: TRAINEE, start: '2026-09-20T10:00:00+08:00' },
  { id: 'model', golden: 'good', pipeline: 'trainee', agent: ['T10', '学员乙'], start: '2026-09-08T10:00:00+08:00' },
];

/** Calls of the first agent without a score, on the day clocks go back. */
const LEFT_OUT: [id: string, more: Partial<Insertable<CallTable>>][] = [
  ['broken', { state: 'failed', code: 'not-audio', reason: JSON.stringify({ zh: '不是录音。', en: 'No recording.' }) }],
  ['short', { state: 'excluded', code: 'too-short', reason: JSON.stringify({ zh: '通话太短。', en: 'Too short.' }) }],
  ['waits', { state: 'waiting' }],
];

/** Fills an empty library with calls that were really judged; `fileOf` says where each recording lies. */
export async function fillReportLibrary(
  query: Kysely<Tables>,
  fileOf = (callId: string) => `/recordings/${callId}.wav`,
): Promise<void> {
  for (const pipeline of ['inbound', 'trainee'] as const) {
    const scoring = await loadScoring(await loadPipeline(pipeline), 'zh');
    for (const told of CALLS.filter((call) => (call.pipeline ?? 'inbound') === pipeline)) {
      const analysis = analysisOf(told);
      await query.insertInto('calls').values(rowOf(told, analysis)).execute();
      const metadata = JSON.stringify(analysis.call);
      await query
        .insertInto('call_inputs')
        .values({ call_id: told.id, file: fileOf(told.id), metadata, job: '{}', stamp: '' })
        .execute();
      await storeAnalysis(query, analysis, '2026-10-26T00:00:00.000Z');
      const scorecard = scoreCall(analysis, scoring);
      const checklist = checklistRowOf(scoring);
      await storeScores(query, [{ callId: told.id, key: scoring.key, checklist, scorecard }], 'score');
    }
  }
  for (const [id, more] of LEFT_OUT) {
    await query
      .insertInto('calls')
      .values(aCall(id, { agent_id: WANG[0], agent_name: WANG[1], team: TEAM, day: '2026-10-25', ...more }))
      .execute();
    await query
      .insertInto('call_inputs')
      .values({ call_id: id, file: fileOf(id), metadata: '{}', job: '{}', stamp: '' })
      .execute();
  }
}

function analysisOf({ id, golden, agent: [agentId, agentName], start }: Told): CallAnalysis {
  const analysis = JSON.parse(readFileSync(`test/golden/${golden}.analysis.json`, 'utf8')) as CallAnalysis;
  const call = { ...analysis.call, callId: id, agentId, skillGroup: TEAM };
  return {
    ...analysis,
    recording: { ...analysis.recording, sha256: golden },
    provenance: { ...analysis.provenance, settingsSha256: 'golden' },
    call: { ...call, ...(agentName !== null && { agentName }), ...(start !== null && { startTime: start }) },
  };
}

function rowOf({ id, agent: [agentId, agentName], start, pipeline }: Told, { recording, provenance }: CallAnalysis) {
  return aCall(id, {
    state: 'done',
    agent_id: agentId,
    agent_name: agentName,
    team: TEAM,
    trainee: pipeline === 'trainee' ? 1 : 0,
    start_time: start,
    day: start?.slice(0, 10) ?? null,
    duration_seconds: recording.durationSeconds,
    audio_sha256: recording.sha256,
    settings_sha256: provenance.settingsSha256,
  });
}
