import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { CallMetadata, LanguageSetting, Participant } from '../analysis.ts';
import { LingtingError } from '../errors.ts';
import { hashOf } from '../hash-of.ts';
import { type CollectedCall, collectCalls } from '../recording/collect.ts';
import { loadPipeline, type PipelineSettings, pipelineNameFor, readProfile, TOOL_VERSION } from '../settings.ts';
import type { QueuedCall } from './queue.ts';
import type { AnalysisJob } from './worker-protocol.ts';

/** What to score and how. `null` means: as the pipeline and the metadata say. */
export interface ScoreRequest {
  /** Files, folders and CSV lists. */
  inputs: readonly string[];
  pipeline: string | null;
  /** File of the tenant's profile. */
  profile: string | null;
  model: string | null;
  /** `auto` does not stand over what the metadata of a call says. */
  language: LanguageSetting | null;
  channels: readonly Participant[] | null;
  /** Transcript of the one call that is given. */
  transcriptFile: string | null;
  fileNamePattern: string | null;
  /** Exchange the two sides of each call: they are the other way round than they would be taken for. */
  swap: boolean;
  /** Worker processes; null for one per core, never more than there are calls. */
  workers: number | null;
}

/** How a call is analysed and judged, as the library keeps it: what a re-score goes by. */
export interface CallJob {
  transcriptFile: string | null;
  language: LanguageSetting;
  model: string;
  channels: readonly Participant[] | null;
  /** Name of a pipeline, or the absolute path of its file. */
  pipeline: string;
  /** Path of the profile named on the command line; null for the pipeline's own. */
  profile: string | null;
}

/** A call of the inputs, ready to be queued. */
export interface PlannedCall extends QueuedCall {
  /** Why it cannot be read, as the inputs tell; null for one that can be tried. */
  error: LingtingError | null;
  /** Whether its id was given, or is the name of its file. */
  idGiven: boolean;
  /** Size of the recording, which stands for its length: 0 when it cannot be looked at. */
  bytes: number;
  settings: PipelineSettings;
  analysis: Omit<AnalysisJob, 'threads'>;
}

/** Finds the calls of the inputs and says of each how it is to be analysed and judged. Settings are read once each. */
export async function planCalls(request: ScoreRequest): Promise<PlannedCall[]> {
  const calls = await collectCalls(request.inputs, { fileNamePattern: request.fileNamePattern });
  if (request.transcriptFile !== null && calls.length !== 1)
    throw new LingtingError('usage', {
      en: `--transcript goes with exactly one recording; ${calls.length} were given. Name each transcript in the CSV or put it beside its recording.`,
      zh: `--transcript 只能与一个录音同用，现有 ${calls.length} 个。请在 CSV 中写明各自的转写文件，或放在录音旁边。`,
    });
  const pipelines = new Map<string, Promise<PipelineSettings>>();
  const pipelineNamed = (name: string) => {
    if (!pipelines.has(name)) pipelines.set(name, loadPipeline(name));
    return pipelines.get(name)!;
  };
  const profiles = new Map<string, ReturnType<typeof readProfile>>();
  const hotWordsIn = async (file: string): Promise<string[]> => {
    if (!profiles.has(file)) profiles.set(file, readProfile(file));
    return (await profiles.get(file)!).profile.hotWords;
  };
  const planned: PlannedCall[] = [];
  for (const call of calls) {
    const name = request.pipeline ?? pipelineNameFor(call.call);
    const own = await pipelineNamed(name);
    const settings = request.profile === null ? own : { ...own, profileFile: request.profile };
    const hotWords = await hotWordsIn(settings.profileFile);
    planned.push(
      await plannedCall(call, /\.ya?ml$/i.test(name) ? path.resolve(name) : name, settings, hotWords, request),
    );
  }
  return planned;
}

async function plannedCall(
  { file, call, transcriptFile, error, idGiven }: CollectedCall,
  pipeline: string,
  settings: PipelineSettings,
  hotWords: readonly string[],
  request: ScoreRequest,
): Promise<PlannedCall> {
  const job: CallJob = {
    transcriptFile: absolute(request.transcriptFile ?? transcriptFile),
    language: languageOf(call, request.language, settings.language),
    model: request.model ?? settings.model,
    channels: request.channels ?? (settings.channels === 'auto' ? null : settings.channels),
    pipeline,
    profile: absolute(request.profile),
  };
  const { transcriptFile: transcript, language, model, channels } = job;
  const fullPath = path.resolve(file);
  const facts = await factsOf(fullPath);
  return {
    callId: call.callId,
    file: fullPath,
    call,
    job: JSON.stringify(job),
    stamp: hashOf([
      TOOL_VERSION,
      facts,
      transcript && (await factsOf(transcript)),
      job,
      call.channels,
      settings.exclude,
      settings.tones,
      ...(transcript === null && hotWords.length > 0 ? [hotWords] : []),
      ...(transcript === null && settings.timestamps ? ['timestamps'] : []),
    ]),
    error,
    idGiven,
    bytes: facts?.[0] ?? 0,
    settings,
    analysis: {
      file: fullPath,
      call,
      transcriptFile: transcript,
      language,
      model,
      hotWords,
      timestamps: settings.timestamps,
      channels,
      tones: settings.tones,
      pipeline: settings.name,
    },
  };
}

function languageOf(call: CallMetadata, asked: LanguageSetting | null, ofPipeline: LanguageSetting): LanguageSetting {
  return (asked === 'auto' ? null : asked) ?? call.language ?? asked ?? ofPipeline;
}

const absolute = (file: string | null): string | null => file && path.resolve(file);

/** Size and time of a file: the same ones are taken for the same content. Null when it cannot be looked at. */
async function factsOf(file: string): Promise<[bytes: number, changedAtMilliseconds: number] | null> {
  const facts = await stat(file).catch(() => null);
  return facts && [facts.size, facts.mtimeMs];
}
