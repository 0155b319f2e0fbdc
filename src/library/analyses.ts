import type { Kysely } from 'kysely';
import { ANALYSIS_VERSION, type CallAnalysis, type CallMetadata, type SaidSides } from '../analysis.ts';
import type { EarlierRecognition } from '../asr/transcript.ts';
import type { Sentence } from '../errors.ts';
import { withSaidSides } from '../pipeline.ts';
import type { CallInputTable, Tables } from './database/tables.ts';
import { packed, unpacked } from './packed.ts';

/** What identifies a finished analysis: the same sound and the same settings give the same one. */
export interface AnalysisKey {
  audioSha256: string;
  settingsSha256: string;
}

/**
 * What identifies the analysis of a recording that was not listened to yet: `settingsSha256` where separated speakers shape
 * it, as on one channel, `unseparatedSha256` where they do not, as on several. The same where no separation is installed.
 */
export interface RecordingKey extends AnalysisKey {
  unseparatedSha256: string;
}

/** Keeps a finished analysis, in place of one with the same key: that one may be damaged. */
export async function storeAnalysis(query: Kysely<Tables>, analysis: CallAnalysis, at: string): Promise<void> {
  await query
    .insertInto('analyses')
    .values({
      audio_sha256: analysis.recording.sha256,
      settings_sha256: analysis.provenance.settingsSha256,
      document: packed(analysis),
      created_at: at,
    })
    .onConflict((it) =>
      it
        .columns(['audio_sha256', 'settings_sha256'])
        .doUpdateSet((row) => ({ document: row.ref('excluded.document') })),
    )
    .execute();
}

/** The stored analysis with a key, whatever call it was made for; null when there is none of this version, or a damaged one. */
export async function analysisWith(
  query: Kysely<Tables>,
  { audioSha256, settingsSha256 }: AnalysisKey,
): Promise<CallAnalysis | null> {
  const row = await query
    .selectFrom('analyses')
    .select('document')
    .where('audio_sha256', '=', audioSha256)
    .where('settings_sha256', '=', settingsSha256)
    .executeTakeFirst();
  return row ? analysisIn(row.document) : null;
}

/** The stored analysis of a recording; one without separated speakers only of a recording on several channels. */
export async function analysisOf(
  query: Kysely<Tables>,
  { audioSha256, settingsSha256, unseparatedSha256 }: RecordingKey,
): Promise<CallAnalysis | null> {
  const found = await analysisWith(query, { audioSha256, settingsSha256 });
  if (found || unseparatedSha256 === settingsSha256) return found;
  const other = await analysisWith(query, { audioSha256, settingsSha256: unseparatedSha256 });
  return other && other.channels.length > 1 ? other : null;
}

/**
 * What was recognised in a sound, as its stored analyses have it: those of other settings and of older versions too. Damaged
 * ones are passed over.
 */
export async function recognitionsOf(query: Kysely<Tables>, audioSha256: string): Promise<EarlierRecognition[]> {
  const rows = await query
    .selectFrom('analyses')
    .select('document')
    .where('audio_sha256', '=', audioSha256)
    .orderBy('settings_sha256')
    .execute();
  return rows.flatMap(({ document }) => {
    try {
      const { provenance, transcript, dropped } = unpacked<CallAnalysis>(document);
      const sha256 = provenance.recognitionSha256;
      return sha256 && Array.isArray(transcript) && Array.isArray(dropped)
        ? [{ sha256, segments: transcript, dropped }]
        : [];
    } catch {
      return [];
    }
  });
}

/** The analysis in a stored document; null when it is damaged or of another version. */
export function analysisIn(document: Uint8Array): CallAnalysis | null {
  try {
    const analysis = unpacked<CallAnalysis>(document);
    return analysis.version === ANALYSIS_VERSION ? analysis : null;
  } catch {
    return null;
  }
}

/** The analysis a call was judged on, with the call's own metadata; null for a call without one. */
export async function readAnalysis(query: Kysely<Tables>, callId: string): Promise<CallAnalysis | null> {
  const call = await query
    .selectFrom('calls')
    .innerJoin('call_inputs', 'call_inputs.call_id', 'calls.call_id')
    .select(['audio_sha256', 'settings_sha256', 'metadata', 'file', 'sides'])
    .where('calls.call_id', '=', callId)
    .executeTakeFirst();
  if (!call?.audio_sha256 || !call.settings_sha256) return null;
  const key = { audioSha256: call.audio_sha256, settingsSha256: call.settings_sha256 };
  const analysis = await analysisWith(query, key);
  return analysis && ofCall(analysis, call);
}

/** What the library keeps of a call that shapes its analysis after it was made. */
export type StoredInput = Pick<CallInputTable, 'metadata' | 'file' | 'sides'>;

/**
 * An analysis as that of a call: several calls may share one sound, and what the telephone system says of a call, or a
 * person of its sides, may be corrected after it was analysed.
 */
export async function ofCall(found: CallAnalysis, { metadata, file, sides }: StoredInput): Promise<CallAnalysis> {
  const analysis = sides === null ? found : await withSaidSides(found, JSON.parse(sides) as SaidSides);
  const { conversation, recording } = analysis;
  const call = JSON.parse(metadata) as CallMetadata;
  const releasedBy = call.releasedBy ?? null;
  const ending = { ...conversation.ending, releasedBy, source: releasedBy ? 'metadata' : 'none' } as const;
  return {
    ...analysis,
    call,
    recording: { ...recording, fileName: file.split(/[/\\]/).at(-1)! },
    conversation: { ...conversation, ending },
  };
}

/** Said of a call whose stored documents are damaged. */
export const UNREADABLE: Sentence = {
  en: 'Its stored analysis is damaged or of another version; "lingting score" analyses a recording with a new file time (touch) again.',
  zh: '保存的分析已损坏或属于其他版本；更新录音文件的修改时间（touch）后用 lingting score 重新分析。',
};
