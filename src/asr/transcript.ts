import type { Channel, DroppedSegment, Language, Participant, Segment, TranscriptSource } from '../analysis.ts';
import { LingtingError } from '../errors.ts';
import { hashOf } from '../hash-of.ts';
import type { TimeSpan } from '../timespan.ts';
import { assignChannels, labelledChannels, segmentsOf } from './import/assign.ts';
import { readTranscript } from './import/index.ts';
import { segmentsWithin } from './import/within.ts';
import type { Transcriber, Transcription } from './transcriber.ts';

/** A channel with where somebody speaks on it: tight spans for measuring, roomy ones for recognition. */
export interface Voice {
  channel: Channel;
  speech: TimeSpan[];
  sentToRecognition: TimeSpan[];
}

/** What was said on which channel, before it is known who is on it. */
export interface Transcript {
  textsOn(channel: number): string[];
  /** The segments once the participants of the channels are known. */
  segments(participantOf: (channel: number) => Participant): Segment[];
  dropped: DroppedSegment[];
  source: TranscriptSource;
  /** Channel map that the labels of an imported transcript give, or null. */
  labels: Participant[] | null;
}

/** What was recognised in the same sound before. */
export interface EarlierRecognition {
  /** As `Provenance.recognitionSha256`. */
  sha256: string;
  segments: Segment[];
  dropped: DroppedSegment[];
}

/**
 * Identity of what a recogniser would write of a recording. The sound of two speakers who were told apart depends on where
 * each of them speaks, too.
 */
export function recognitionSha256(
  voices: readonly Voice[],
  isDiarised: boolean,
  language: Language,
  { settingsSha256 }: Pick<Transcriber, 'settingsSha256'>,
): string {
  const given = voices.map(({ channel, speech, sentToRecognition }) => [
    channel.index,
    sentToRecognition,
    isDiarised ? speech : null,
  ]);
  return hashOf([settingsSha256, language, given]);
}

/** Recognises what is said, channel by channel; nothing is recognised where `earlier` is what would come of it. */
export async function recognisedTranscript(
  voices: readonly Voice[],
  language: Language,
  transcriber: Transcriber,
  earlier: EarlierRecognition | undefined,
  signal?: AbortSignal,
): Promise<Transcript> {
  const { segments, dropped } = earlier ?? (await recognised(voices, language, transcriber, signal));
  return {
    textsOn: (channel) => segments.filter((segment) => segment.channel === channel).map(({ text }) => text),
    segments: (participantOf) =>
      segments.map((segment) => ({ ...segment, participant: participantOf(segment.channel) })),
    dropped,
    source: { kind: 'recognised', engine: transcriber.engine, id: transcriber.id, demo: transcriber.demo },
    labels: null,
  };
}

async function recognised(
  voices: readonly Voice[],
  language: Language,
  transcriber: Transcriber,
  signal: AbortSignal | undefined,
): Promise<Transcription> {
  const segments: Segment[] = [];
  const dropped: DroppedSegment[] = [];
  for (const { channel, sentToRecognition } of voices) {
    const result = await transcriber.transcribe(channel, 'mixed', sentToRecognition, language, signal);
    segments.push(...result.segments);
    dropped.push(...result.dropped);
  }
  return { segments, dropped };
}

/**
 * Reads a transcript that somebody else made and finds the channel of each line. `durationSeconds`: the recording's.
 * Channels that it states are those of the recording, and say nothing of two speakers told apart on one of them.
 * @throws LingtingError `transcript-invalid` with file, line, what was expected and what came; also for a transcript
 * that lies beyond the end of the recording or has no text.
 */
export async function importedTranscript(
  file: string,
  voices: readonly Voice[],
  durationSeconds: number,
  isDiarised: boolean,
): Promise<Transcript> {
  const { format, segments } = await readTranscript(file);
  if (segments.length === 0) throw withoutText(file);
  const within = segmentsWithin(segments, durationSeconds, file);
  const placed = assignChannels(
    isDiarised ? within.map((segment) => ({ ...segment, channel: null })) : within,
    voices.map(({ speech }) => speech),
  );
  const indexOf = (at: number) => voices[at]?.channel.index ?? at;
  return {
    textsOn: (channel) => placed.filter((segment) => indexOf(segment.channel) === channel).map(({ text }) => text),
    segments: (participantOf) =>
      segmentsOf(
        placed,
        voices.map(({ channel }) => participantOf(channel.index)),
      ).map((segment) => ({ ...segment, channel: indexOf(segment.channel) })),
    dropped: [],
    source: { kind: 'imported', id: format, demo: false },
    labels: labelledChannels(placed, voices.length),
  };
}

function withoutText(file: string): LingtingError {
  return new LingtingError('transcript-invalid', {
    en: `The transcript ${file} has no text, though somebody speaks in the recording. Complete the transcript or leave it out.`,
    zh: `文字稿 ${file} 中没有文字，而录音中有人说话。请补全该文字稿，或不使用它。`,
  });
}
