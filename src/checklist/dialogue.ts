import {
  ANALYSIS_VERSION,
  type CallAnalysis,
  type CallMetadata,
  type Language,
  type ParticipantMeasures,
} from '../analysis.ts';
import { countUnits } from '../language/count.ts';
import { LEAST_TURN_UNITS } from '../language/turn-units.ts';
import { normaliseTime } from '../recording/time.ts';
import { durationSeconds, secondsInto, totalSeconds } from '../timespan.ts';
import { type DialogueFacts, parseDialogue } from './dialogue-notation.ts';
import { peaksOf, tonesOf } from './dialogue-sound.ts';
import { type Timeline, timelineOf } from './dialogue-timeline.ts';

const TAIL_SECONDS = 1;

/**
 * The analysis a little dialogue stands for: what examples of checklist items and tests are judged on. Times, levels
 * and facts that are not written get usual values; the notation is in dialogue-notation.ts. Throws `checklist-invalid`
 * for a line it cannot read.
 */
export function analysisOfDialogue(text: string): CallAnalysis {
  const { facts, lines } = parseDialogue(text);
  const language: Language = facts.language === 'en' ? 'en' : 'zh';
  const time = timelineOf(lines, language);
  const { turns, silences, transcript, dropped, interruptions } = time;
  const durationSecondsOfCall = Number(facts.duration ?? time.end + Number(facts.tail ?? TAIL_SECONDS));
  const whole = { start: 0, end: durationSecondsOfCall };
  const last = turns.at(-1);
  const call = metadataOf(facts);
  const tones = tonesOf(facts, whole.end);
  const agent = measuresOf('agent', time, language, facts);
  const speechOf = (participant: 'agent' | 'customer') =>
    turns.filter((turn) => turn.participant === participant).flatMap(({ speech }) => speech);
  return {
    version: ANALYSIS_VERSION,
    provenance: { toolVersion: '0', models: {}, voiceActivity: 'silero-v6.2', pipeline: 'example', settingsSha256: '' },
    language,
    recording: {
      fileName: `${call.callId}.wav`,
      sha256: '',
      bytes: 0,
      codec: 'pcm_s16le',
      durationSeconds: whole.end,
      sampleRateHz: 8000,
      channelCount: 2,
    },
    call,
    attribution: {
      participants: ['agent', 'customer'],
      source: facts.roles === undefined ? 'metadata' : 'assumed',
      confidence: Number(facts.roles ?? 1),
      notes: [],
    },
    channels: (['agent', 'customer'] as const).map((participant, index) => ({
      index,
      participant,
      speech: speechOf(participant),
      peaks: participant === 'agent' ? peaksOf(speechOf('agent'), agent?.levelDbfs ?? 0, facts, whole.end) : [],
    })),
    tones,
    transcript,
    dropped,
    transcriptSource: { kind: facts.imported === 'true' ? 'imported' : 'recognised', id: 'example', demo: false },
    conversation: {
      turns,
      silences,
      overlaps: [],
      interruptions,
      ending: {
        releasedBy: call.releasedBy ?? null,
        source: call.releasedBy ? 'metadata' : 'none',
        lastSpeaker: last?.participant ?? null,
        tailSeconds: last ? secondsInto({ start: last.end, end: whole.end }, whole.end) : null,
      },
    },
    measures: {
      rateUnit: language === 'zh' ? 'characters' : 'words',
      call: {
        durationSeconds: whole.end,
        talkSeconds: totalSeconds(turns),
        silenceSeconds: Math.max(0, durationSeconds(whole) - totalSeconds(turns)),
        silenceShare: whole.end > 0 ? Math.max(0, 1 - totalSeconds(turns) / whole.end) : 0,
        toneSeconds: totalSeconds(tones),
        overlapSeconds: 0,
        longestSilenceSeconds: silences.length > 0 ? Math.max(...silences.map(durationSeconds)) : null,
        agentFirstSpeechSeconds: turns.find(({ participant }) => participant === 'agent')?.start ?? null,
      },
      agent,
      customer: measuresOf('customer', time, language, facts),
      mixed: null,
    },
    warnings: [],
  };
}

function metadataOf(facts: DialogueFacts): CallMetadata {
  return {
    callId: facts.callId ?? 'example',
    source: 'side-car',
    ...(facts.direction === 'inbound' || facts.direction === 'outbound' ? { direction: facts.direction } : {}),
    ...(facts.agentId === undefined ? {} : { agentId: facts.agentId }),
    ...(facts.startTime === undefined ? {} : { startTime: normaliseTime(facts.startTime) ?? facts.startTime }),
    ...(facts.extra === undefined ? {} : { extra: facts.extra }),
    ...(facts.rings === undefined ? {} : { ringCount: Number(facts.rings) }),
    ...(facts.ringSeconds === undefined ? {} : { ringSeconds: Number(facts.ringSeconds) }),
    ...(facts.releasedBy === undefined ? {} : { releasedBy: facts.releasedBy as 'agent' | 'customer' | 'system' }),
    ...(facts.trainee === undefined ? {} : { trainee: facts.trainee === 'true' }),
  };
}

/** What the voice of everybody is like where a dialogue does not say otherwise. */
const USUAL_VOICE = {
  clippedShare: 0,
  noiseFloorDbfs: null,
  medianResponseLatencySeconds: null,
  levelSpreadDb: 8,
  signalToNoiseDb: 35,
  medianPitchHz: 200,
  pitchSpreadSemitones: 3,
  pitchDriftSemitones: 0,
  breathBurstsPerMinute: 0,
};

function measuresOf(
  participant: 'agent' | 'customer',
  time: Timeline,
  language: Language,
  { measures }: DialogueFacts,
): ParticipantMeasures | null {
  const own = time.turns.flatMap((turn, index) => (turn.participant === participant ? [{ turn, index }] : []));
  if (own.length === 0) return null;
  const talkSeconds = totalSeconds(own.flatMap(({ turn }) => turn.speech));
  const counted = own.filter(({ turn }) => countUnits(turn.text, language) >= LEAST_TURN_UNITS[language]);
  const units = counted.reduce((sum, { turn }) => sum + countUnits(turn.text, language), 0);
  const countedSeconds = totalSeconds(counted.flatMap(({ turn }) => turn.speech));
  const rate = countedSeconds > 0 ? (60 * units) / countedSeconds : null;
  const levels = time.levels.filter(({ turn }) => time.turns[turn]!.participant === participant);
  return {
    talkSeconds,
    talkShare: talkSeconds / totalSeconds(time.turns),
    turnCount: own.length,
    longestTurnSeconds: Math.max(...own.map(({ turn }) => durationSeconds(turn))),
    speechRatePerMinute: rate,
    articulationRatePerMinute: rate,
    turnRatesPerMinute: [],
    levelDbfs: levels.reduce((sum, { dbfs }) => sum + dbfs, 0) / levels.length,
    turnLevelsDbfs: levels.map(({ turn, dbfs }) => ({ turn, value: dbfs })),
    levelJumps: time.jumps.flatMap((one) => (one.participant === participant ? [one.jump] : [])),
    responseLatenciesSeconds: [],
    interruptionCount: time.interruptions.filter(({ by }) => by === participant).length,
    turnPitchesSemitones: time.pitches.filter(({ turn }) => time.turns[turn]!.participant === participant),
    ...USUAL_VOICE,
    ...measures?.[participant],
  };
}
