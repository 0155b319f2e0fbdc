import { stat } from 'node:fs/promises';
import path from 'node:path';
import {
  ANALYSIS_VERSION,
  type CallAnalysis,
  type CallMetadata,
  type Channel,
  type ChannelAnalysis,
  type LanguageSetting,
  type Participant,
  type SaidSides,
  type ToneKind,
  type ToneSpan,
  type Warning,
} from './analysis.ts';
import { languagesOf, languageWarnings } from './asr/language.ts';
import { importedCall, recognisedCall } from './asr/transcribe-call.ts';
import type { Transcriber } from './asr/transcriber.ts';
import type { EarlierRecognition, Voice } from './asr/transcript.ts';
import { transcriptWarnings } from './asr/warnings.ts';
import { peaks } from './audio/levels.ts';
import { withoutOffset } from './audio/offset.ts';
import { openAudio } from './audio/open.ts';
import { checkUsable } from './audio/usable.ts';
import { judge, type Known } from './checklist/judge.ts';
import { buildConversation } from './conversation/build.ts';
import { loadHoldPhrases } from './conversation/hold.ts';
import { asLingtingError, LingtingError } from './errors.ts';
import { hashOf } from './hash-of.ts';
import { exchangedMeasures } from './measures/exchanged.ts';
import { measureCall } from './measures/measure.ts';
import { textWarnings } from './measures/text-warnings.ts';
import { sha256OfFile } from './recording/identity.ts';
import { scoreVerdicts } from './scorecard/score.ts';
import type { Scorecard } from './scorecard/scorecard.ts';
import type { Scoring } from './scoring.ts';
import { LEXICONS, TOOL_VERSION } from './settings.ts';
import { speakersApart } from './speakers/apart.ts';
import { attributeChannels, saidAttribution } from './speakers/attribute.ts';
import { distinctChannels, silentChannelWarnings } from './speakers/channels.ts';
import { loadRoleCues } from './speakers/cues.ts';
import { withoutLeak } from './speakers/leak.ts';
import type { SpeakerSeparation } from './speakers/separation.ts';
import { attributionWarnings } from './speakers/warnings.ts';
import { complement, merge, type TimeSpan } from './timespan.ts';
import { detectTones } from './tones/detect.ts';
import type { TonePlan } from './tones/plans.ts';
import { withoutBuzz } from './vad/buzz.ts';
import { soundEdges } from './vad/edges.ts';
import { nobodySpeaks } from './vad/refusals.ts';
import type { VoiceActivity } from './vad/silero.ts';
import { MEASURING, RECOGNISING, speechSpans } from './vad/spans.ts';
import { detectorWarnings, startWarnings } from './vad/warnings.ts';

/** One call to analyse. */
export interface AnalysisRequest {
  file: string;
  call: CallMetadata;
  /** Existing transcript to read instead of recognising, or null. */
  transcriptFile: string | null;
  language: LanguageSetting;
  /** Channel map of the pipeline or the command line, or null to go by the metadata and by what is said. */
  channels: readonly Participant[] | null;
  /** Network whose call-progress tones are looked for. */
  tones: TonePlan;
  /** Name of the pipeline. */
  pipeline: string;
  /** What was recognised in this sound before; none by default. */
  recognisedBefore?: readonly EarlierRecognition[];
}

/** The loaded models an analysis uses. `transcriber` is null when a transcript is read instead. */
export interface AnalysisTools {
  voiceActivity: VoiceActivity;
  transcriber: Transcriber | null;
  /** For recordings on one channel; absent when it is not installed, a failure when it is and cannot be used. */
  separation?: SpeakerSeparation | LingtingError | undefined;
}

/** What an analysis depends on besides the audio: two analyses with the same hash and audio are the same. */
export async function settingsHash(request: AnalysisRequest, tools: AnalysisTools): Promise<string> {
  const { call, transcriptFile, language, channels, tones } = request;
  return hashOf({
    versions: [ANALYSIS_VERSION, TOOL_VERSION],
    // Of what is known about the call, only who is on which channel shapes its analysis.
    settings: [language, channels, call.channels, tones],
    models: modelsOf(tools),
    recogniser: tools.transcriber?.settingsSha256,
    ...(tools.transcriber && tools.transcriber.hotWords.length > 0 && { hotWords: tools.transcriber.hotWords }),
    transcript: transcriptFile === null ? null : await sha256OfFile(transcriptFile),
    lexicons: await Promise.all(
      languagesOf(language).flatMap((one) =>
        ['roles', 'hold'].map((name) => sha256OfFile(path.join(LEXICONS, one, `${name}.yaml`))),
      ),
    ),
  });
}

/**
 * The slow half: recording → `CallAnalysis`. Stages are called here and nowhere else.
 * @throws LingtingError when the recording cannot be read or holds no speech, or its transcript or the model cannot be
 *   used.
 */
export async function analyseCall(
  request: AnalysisRequest,
  tools: AnalysisTools,
  signal?: AbortSignal,
): Promise<CallAnalysis> {
  const { file, call } = request;
  const [sha256, bytes] = await identityOf(file);
  const audio = await openAudio(file);
  try {
    checkUsable(audio, path.basename(file));
    const { channels, warnings: channelWarnings } = distinctChannels(audio.channels.map(withoutOffset));
    const tones = channels.flatMap((channel) => detectTones(channel, request.tones));
    const allTones = merge(tones);

    const onChannels = await voicesOn(channels, tones, tools.voiceActivity, signal);
    if (onChannels.every(({ speech }) => speech.length === 0)) throw nobodySpeaks(path.basename(file), allTones);
    const { voices, isDiarised, warnings: separationWarnings } = await separated(onChannels, request, tools);

    const given = { voices, isDiarised, durationSeconds: audio.durationSeconds };
    const { heard, recognition, language, detection } =
      request.transcriptFile === null
        ? await recognisedCall(given, request, transcriberOf(tools), signal)
        : await importedCall(given, request.language, request.transcriptFile);
    const attribution = attributeChannels({
      channelCount: channels.length,
      diarised: isDiarised,
      metadata: call.channels,
      settings: request.channels ?? undefined,
      labels: heard.labels,
      texts: voices.map((voice) => heard.textsOn(voice.channel.index)),
      cues: await loadRoleCues(language),
    });
    const participantOf = (channel: number): Participant =>
      attribution.participants[voices.findIndex((voice) => voice.channel.index === channel)] ?? 'mixed';
    const transcript = heard.segments(participantOf).sort((a, b) => a.start - b.start);

    const spoken = voices.map(({ channel, speech }) => ({
      index: channel.index,
      participant: participantOf(channel.index),
      speech,
      signal: channel,
    }));
    const conversation = buildConversation({
      durationSeconds: audio.durationSeconds,
      language,
      // Two speakers of one channel have no line of their own to fall silent.
      channels: isDiarised ? spoken.map(({ signal: _, ...one }) => one) : spoken,
      tones: allTones,
      transcript,
      releasedBy: call.releasedBy ?? null,
      holdPhrases: await loadHoldPhrases(language),
    });
    const measures = measureCall({
      durationSeconds: audio.durationSeconds,
      language,
      channels: spoken,
      tones: allTones,
      transcript,
      conversation,
    });

    return {
      version: ANALYSIS_VERSION,
      provenance: {
        toolVersion: TOOL_VERSION,
        models: modelsOf({ ...tools, separation: isDiarised ? tools.separation : undefined }),
        voiceActivity: tools.voiceActivity.detector,
        ...(tools.transcriber?.tuned && { recognition: tools.transcriber.tuned }),
        pipeline: request.pipeline,
        ...(detection && { languageDetection: detection }),
        // Speakers are separated on a single channel only; an analysis for which that failed is one without.
        settingsSha256: await settingsHash(request, {
          ...tools,
          separation: onChannels.length === 1 && separationWarnings.length === 0 ? tools.separation : undefined,
        }),
        recognitionSha256: recognition,
      },
      language,
      recording: {
        fileName: path.basename(file),
        sha256,
        bytes,
        codec: audio.codec,
        durationSeconds: audio.durationSeconds,
        sampleRateHz: audio.sampleRateHz,
        channelCount: audio.channels.length,
      },
      call,
      attribution,
      channels: spoken.map(
        ({ index, participant, speech, signal }): ChannelAnalysis => ({
          index,
          participant,
          speech,
          peaks: peaks(signal),
        }),
      ),
      tones,
      transcript,
      dropped: heard.dropped.map((segment) => ({ ...segment, participant: participantOf(segment.channel) })),
      transcriptSource: heard.source,
      conversation,
      measures,
      warnings: [
        ...detectorWarnings(tools.voiceActivity),
        ...channelWarnings,
        ...separationWarnings,
        ...silentChannelWarnings(spoken),
        ...attributionWarnings(attribution),
        ...startWarnings(onChannels.map(({ speech }) => speech)),
        ...(audio.truncated ? [TRUNCATED] : []),
        ...languageWarnings(detection),
        ...transcriptWarnings(heard.source, transcript),
        ...(tools.transcriber?.warnings ?? []),
        ...textWarnings(measures),
      ],
    };
  } finally {
    await audio.close();
  }
}

/**
 * A finished analysis with the sides as somebody says they are: neither the sound nor a model is needed for it. Comes back
 * as it is where agent and customer are not told apart.
 */
export async function withSaidSides(analysis: CallAnalysis, said: SaidSides): Promise<CallAnalysis> {
  const { language } = analysis;
  const texts = analysis.channels.map(({ index }) =>
    analysis.transcript.flatMap(({ channel, text }) => (channel === index ? text : [])),
  );
  const attribution = saidAttribution(analysis.attribution, said, texts, await loadRoleCues(language));
  if (!attribution) return analysis;
  const isExchanged = attribution.participants[0] !== analysis.attribution.participants[0];
  const turned = isExchanged ? await withExchangedSides(analysis) : analysis;
  const warnings = [...attributionWarnings(attribution), ...textWarnings(turned.measures)];
  const own = turned.warnings.filter(({ code }) => !OF_THE_SIDES.has(code));
  return { ...turned, attribution, warnings: [...own, ...warnings] };
}

/** Warnings that tell of the sides, or name them. */
const OF_THE_SIDES: ReadonlySet<Warning['code']> = new Set([
  'speakers-separated',
  'roles-assumed',
  'roles-contradicted',
  'text-missing',
  'text-invented',
]);

async function withExchangedSides(analysis: CallAnalysis): Promise<CallAnalysis> {
  const exchanged = <T extends { participant: Participant }>(one: T): T => ({
    ...one,
    participant: one.participant === 'agent' ? 'customer' : 'agent',
  });
  const { language, tones, recording } = analysis;
  const channels = analysis.channels.map(exchanged);
  const transcript = analysis.transcript.map(exchanged);
  const conversation = buildConversation({
    durationSeconds: recording.durationSeconds,
    language,
    channels,
    tones: merge(tones),
    transcript,
    releasedBy: analysis.call.releasedBy ?? null,
    holdPhrases: await loadHoldPhrases(language),
  });
  // The sound is not at hand: what was heard of the ends of the lines stays with them.
  const lineSilences = (analysis.conversation.ending.lineSilences ?? []).map(exchanged);
  const agentSpeech = channels.find(({ participant }) => participant === 'agent')!.speech;
  return {
    ...analysis,
    channels,
    transcript,
    dropped: analysis.dropped.map(exchanged),
    conversation: { ...conversation, ending: { ...conversation.ending, lineSilences } },
    measures: exchangedMeasures({ measures: analysis.measures, agentSpeech, conversation, tones: merge(tones) }),
  };
}

/** The fast half: analysis → scorecard. Pure; no audio, no model, no disk. `known` is what need not be judged again. */
export function scoreCall(
  analysis: CallAnalysis,
  { checklist, lexicons, profile, flows }: Omit<Scoring, 'key' | 'exclude'>,
  known?: Known,
): Scorecard {
  return scoreVerdicts(checklist, judge(checklist, lexicons, analysis, profile, known), analysis, flows);
}

/**
 * Tones of a line that is connected: the other side may speak meanwhile. While any other sounds, on either channel, there
 * is nobody to speak to, and what is said is no part of the call.
 */
const IN_A_CALL: ReadonlySet<ToneKind> = new Set(['dtmf', 'music']);

async function voicesOn(
  channels: readonly Channel[],
  tones: readonly ToneSpan[],
  voiceActivity: VoiceActivity,
  signal?: AbortSignal,
): Promise<Voice[]> {
  const measured: TimeSpan[][] = [];
  const recognised: TimeSpan[][] = [];
  for (const channel of channels) {
    const probabilities = await voiceActivity.probabilities(channel, signal);
    const excluded = merge(tones.filter((tone) => tone.channel === channel.index || !IN_A_CALL.has(tone.kind)));
    const untoned = complement(excluded, { start: 0, end: probabilities.durationSeconds });
    const [measuring, recognising] = [MEASURING, RECOGNISING].map((settings) =>
      withoutBuzz(channel, speechSpans(probabilities, settings, excluded)),
    );
    measured.push(soundEdges(channel, measuring!, untoned));
    recognised.push(recognising!);
  }
  const speech = withoutLeak(channels, measured);
  const sentToRecognition = withoutLeak(channels, recognised);
  return channels.map((channel, at) => ({
    channel,
    speech: speech[at]!,
    sentToRecognition: sentToRecognition[at]!,
  }));
}

function transcriberOf({ transcriber }: AnalysisTools): Transcriber {
  if (transcriber === null) throw new TypeError('a transcriber is needed where no transcript is given');
  return transcriber;
}

/** The voices of a call: those of two speakers of a single channel too, where they can be told apart and no map says who it is. */
async function separated(
  voices: readonly Voice[],
  { call, channels }: AnalysisRequest,
  { separation }: AnalysisTools,
): Promise<{ voices: Voice[]; isDiarised: boolean; warnings: Warning[] }> {
  const [only, second] = voices;
  const together = { voices: [...voices], isDiarised: false, warnings: [] };
  if (!only || second || !separation || [call.channels, channels].some((map) => map?.length === 1)) return together;
  try {
    if (separation instanceof LingtingError) throw separation;
    const apart = speakersApart(only, await separation.separate(only.channel));
    if (!apart) return together;
    const both = ([0, 1] as const).map((at) => ({
      channel: apart.channels[at],
      speech: apart.speech[at],
      sentToRecognition: apart.sentToRecognition[at],
    }));
    return { voices: both, isDiarised: true, warnings: [] };
  } catch (error) {
    const { sentence } = asLingtingError(error);
    return { ...together, warnings: [{ code: 'speakers-not-separated', sentence }] };
  }
}

function modelsOf({ voiceActivity, transcriber, separation }: AnalysisTools): Record<string, string> {
  return {
    ...(separation && !(separation instanceof LingtingError) && { [separation.id]: separation.modelSha256 }),
    ...voiceActivity.models,
    ...(transcriber && { [transcriber.id]: transcriber.modelSha256 }),
  };
}

async function identityOf(file: string): Promise<[sha256: string, bytes: number]> {
  return [await sha256OfFile(file), (await stat(file)).size];
}

const TRUNCATED: Warning = {
  code: 'truncated',
  sentence: {
    en: 'Part of the recording is missing: by what the file itself says there should be more; what is there was analysed.',
    zh: '录音不完整：按文件自身的记载，后面还应有内容；已分析现有部分。',
  },
};
