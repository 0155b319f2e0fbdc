import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DroppedSegment, Segment } from '../../src/analysis.ts';
import type { Transcriber } from '../../src/asr/transcriber.ts';
import { LingtingError } from '../../src/errors.ts';
import { type AnalysisTools, analyseCall } from '../../src/pipeline.ts';
import { totalSeconds } from '../../src/timespan.ts';
import { RATE_HZ } from '../tones/signals.ts';
import { encodeWav } from '../wav.ts';
import type { PhantomSound } from './sounds.ts';

/** Codecs of telephone recordings, as ffmpeg names them, and what the file is called. */
export const CODECS = {
  pcm_s16le: 'wav',
  pcm_alaw: 'wav',
  pcm_mulaw: 'wav',
  libgsm_ms: 'wav',
  g726: 'wav',
  libopus: 'ogg',
} as const;
export type Codec = keyof typeof CODECS;
/** Those that hold one channel only. */
const MONO: ReadonlySet<Codec> = new Set(['libgsm_ms', 'g726']);

/** What came of a recording in which nobody speaks. */
export interface Heard {
  /** That the speech gate let through to recognition. */
  passedSeconds: number;
  transcript: Segment[];
  dropped: DroppedSegment[];
}

/** Writes a sound as a recording; `pcm_s16le` needs no ffmpeg. */
export function writeRecording({ channels }: PhantomSound, codec: Codec, folder: string): string {
  const used = channels.length > 1 && MONO.has(codec) ? 'pcm_alaw' : codec;
  const plain = path.join(folder, 'plain.wav');
  writeFileSync(plain, encodeWav(channels, RATE_HZ));
  if (used === 'pcm_s16le') return plain;
  const coded = path.join(folder, `coded.${CODECS[used]}`);
  execFileSync('ffmpeg', ['-loglevel', 'error', '-y', '-i', plain, '-c:a', used, coded]);
  return coded;
}

/** Sends a recording through the whole analysis. */
export async function heardIn(file: string, tools: AnalysisTools & { transcriber: Transcriber }): Promise<Heard> {
  let passedSeconds = 0;
  const transcriber: Transcriber = {
    ...tools.transcriber,
    transcribe: (channel, participant, speech, ...rest) => {
      passedSeconds += totalSeconds(speech);
      return tools.transcriber.transcribe(channel, participant, speech, ...rest);
    },
  };
  const request = {
    file,
    call: { callId: 'nobody', source: 'none' as const },
    transcriptFile: null,
    language: 'zh' as const,
    channels: null,
    tones: 'cn' as const,
    pipeline: 'inbound',
  };
  try {
    const { transcript, dropped } = await analyseCall(request, { ...tools, transcriber });
    return { passedSeconds, transcript, dropped };
  } catch (error) {
    if (error instanceof LingtingError && ['nobody-speaks', 'digital-silence'].includes(error.code))
      return { passedSeconds, transcript: [], dropped: [] };
    throw error;
  }
}
