/**
 * The hand-over between the slow half (audio, models, processes) and the fast half (checklist, scorecard, reports).
 * Types only. Numbers end in their unit; times are seconds from the first sample of the recording; levels are dBFS
 * (RMS re full-scale square: a full-scale sine reads -3.01). A value that could not be measured is `null`, and the
 * reason is in `warnings` or beside it: silence and absence never become 0.
 */
import type { Sentence } from './errors.ts';
import type { TimeSpan } from './timespan.ts';

/** Bumped when a stored analysis of an older version can no longer be read. */
export const ANALYSIS_VERSION = 1;

export type Language = 'zh' | 'en';
/** What may be said of the language of calls beforehand; `auto`: that of each call is detected. */
export type LanguageSetting = Language | 'auto';
/** A language as it is heard: Cantonese is one of its own, and scored as Mandarin. */
export type HeardLanguage = Language | 'yue';
/** Who a channel or a turn belongs to. `mixed`: several people on one channel, not told apart. */
export type Participant = 'agent' | 'customer' | 'mixed';
export type Direction = 'inbound' | 'outbound';

/** Facts about the audio file; no samples. */
export interface Recording {
  /** File name without folder. */
  fileName: string;
  /** SHA-256 of the file, hex: the identity of the call's audio. */
  sha256: string;
  bytes: number;
  /** Codec as written in the file, for people: `pcm_s16le`, `pcm_alaw`, `mp3`, `amrnb`, … */
  codec: string;
  durationSeconds: number;
  /** Native rate, at which levels are measured. */
  sampleRateHz: number;
  channelCount: number;
}

/** What the telephone system knew about the call. Everything but the id may be absent. */
export interface CallMetadata {
  /** Unique in a batch. From the CSV or side-car, else the file name without extension. */
  callId: string;
  agentId?: string;
  agentName?: string;
  direction?: Direction;
  /** ISO 8601. */
  startTime?: string;
  ringSeconds?: number;
  ringCount?: number;
  /** Who released the line, as the telephone system says. Never guessed from audio. */
  releasedBy?: 'agent' | 'customer' | 'system';
  /** Which record of the telephone system says so, as `column=value`; absent where it names the party itself. */
  releasedFrom?: string;
  /** Participant of each channel, in file order. */
  channels?: Participant[];
  skillGroup?: string;
  trainee?: boolean;
  /** Language spoken, when it is not that of the pipeline. */
  language?: Language;
  /** Where the metadata came from. */
  source: 'csv' | 'side-car' | 'file-name' | 'none';
  /** Any further columns, as text. */
  extra?: Record<string, string>;
}

/**
 * One mono signal at its native rate. Samples are read on demand, so a channel of three hours costs no more memory
 * than one of three seconds. Lives in the slow half only.
 */
export interface Channel {
  readonly index: number;
  readonly sampleRateHz: number;
  /** Samples in the channel. */
  readonly length: number;
  /**
   * Samples `[start, end)` in -1…1 (full scale = 1). Parts outside the channel read as 0. The array is a copy the
   * caller may keep; the recording itself never changes.
   */
  read(start: number, end: number): Float32Array;
}

/**
 * `howler`: the receiver was left off the hook. `information`: special information tone or vacant number. `dtmf`: keys
 * pressed, never which. `music`: hold music.
 */
export type ToneKind = 'ringback' | 'busy' | 'congestion' | 'howler' | 'information' | 'dtmf' | 'music';
/** A run of tone with its cadence, e.g. several ring bursts with the pauses between them; keys in a row; music. */
export interface ToneSpan extends TimeSpan {
  kind: ToneKind;
  channel: number;
  /** The lowest of those that sound together; null for keys, which it would give away, and for music. */
  frequencyHz: number | null;
  /** Tone bursts in the run; for ringback the number of rings heard (a double ring is one), for music 1. */
  bursts: number;
}

/** Who is on which channel and how sure that is. */
export interface Attribution {
  /** Participant of each channel, in file order. */
  participants: Participant[];
  /**
   * `metadata`/`settings`: told; `override`: said by a person after the analysis; `text`: voted by what is said; `single`: one
   * channel, not separated; `assumed`: default order.
   */
  source: 'metadata' | 'settings' | 'override' | 'text' | 'single' | 'assumed';
  /**
   * `diarised`: two speakers of one channel, told apart by their voices and often wrong about a turn; absent where each side
   * has a channel of its own, or nobody is told apart.
   */
  by?: 'diarised';
  /** 0…1. Below 0.8 a verdict that depends on who spoke is undecided. */
  confidence: number;
  /** For people: cues found, contradiction with the configured map, fake stereo, … */
  notes: Sentence[];
}

/** Who is on which channel of a finished analysis, as somebody says who knows better: it stands over what was found. */
export interface SaidSides {
  participants: Participant[];
  /** Who listened and said so; null for a whole run that was told to exchange the sides. */
  by: string | null;
  /** ISO 8601. */
  at: string;
}

/** What is kept of one channel; of two speakers of one channel, of each. */
export interface ChannelAnalysis {
  /** In file order; of speakers on one channel, in the order of their first words. */
  index: number;
  participant: Participant;
  /** Span list: where the participant speaks (measuring setting), tones excluded. */
  speech: TimeSpan[];
  /** Outline for drawing: the largest |sample| of each of `peaks.length` equal stretches, 0…255; at most 4000. */
  peaks: number[];
}

/** A recognised run of speech. */
export interface Segment extends TimeSpan {
  participant: Participant;
  channel: number;
  /** As recognised or imported, simplified Chinese for `zh`. */
  text: string;
  /** Mean log-probability of the tokens (<= 0), or null when the source does not say. */
  meanLogProbability: number | null;
}

/** Text that was recognised and then not believed, kept with the reason. */
export interface DroppedSegment extends Segment {
  reason: 'no-speech' | 'loop' | 'too-dense' | 'known-phantom' | 'prompt-echo';
}

/** What runs a model for recognition. Only Whisper says how sure it is of its words. */
export type RecognitionEngine = 'whisper' | 'sense-voice';

/** Where the transcript came from. */
export interface TranscriptSource {
  kind: 'recognised' | 'imported';
  /** What recognised it; absent for an imported one, and where it was not kept yet. */
  engine?: RecognitionEngine;
  /** Model id, or the format of the imported file. */
  id: string;
  /** True for the demo model: every output says so. */
  demo: boolean;
}

/** A maximal run of one participant, without the other taking the floor between. */
export interface Turn extends TimeSpan {
  participant: Participant;
  text: string;
  /** Indices into `CallAnalysis.transcript`. */
  segments: number[];
  /** Speech inside the turn, as a span list. */
  speech: TimeSpan[];
}

/** A stretch in which nobody speaks and no tone sounds. */
export interface Silence extends TimeSpan {
  /** Who spoke last before and first after; null at the ends of the call. */
  after: Participant | null;
  before: Participant | null;
  /** Set when the agent announced it (请稍等 …): the announcing words. Such a silence is a hold, not dead air. */
  announcedBy: { quote: string; span: TimeSpan } | null;
}

/** Both participants speak at once. */
export interface Overlap extends TimeSpan {
  /** Who came in second; null when both start together. */
  startedBy: Participant | null;
}

/** One participant starts while the other is still speaking and takes the floor; backchannels are not interruptions. */
export interface Interruption extends TimeSpan {
  by: Participant;
  /** What the interrupter said. */
  quote: string;
  /** True when the interrupted participant stopped within 1 s. */
  gaveWay: boolean;
}

/** A line that carried noise and is digitally silent from `start` to the end of the recording. */
export interface LineSilence {
  participant: Participant;
  /** Seconds. */
  start: number;
}

/** How the call ended. */
export interface Ending {
  releasedBy: 'agent' | 'customer' | 'system' | null;
  /** `metadata`, or `none`: audio alone never says who hung up. */
  source: 'metadata' | 'none';
  /** Last turn of the call and the seconds from its end to the end of the recording; null without turns. */
  lastSpeaker: Participant | null;
  tailSeconds: number | null;
  /** Lines that went silent before the end; absent in analyses in which this was not looked at. */
  lineSilences?: LineSilence[];
}

export interface Conversation {
  turns: Turn[];
  silences: Silence[];
  overlaps: Overlap[];
  interruptions: Interruption[];
  ending: Ending;
}

/** A value per turn, with the turn it belongs to. */
export interface TurnValue {
  turn: number;
  value: number;
}

/** A value per segment, with the index of the segment in `CallAnalysis.transcript`. */
export interface SegmentValue {
  segment: number;
  value: number;
}

/** A sudden rise of level against the speaker's own median. */
export interface LevelJump extends TimeSpan {
  meanDbfs: number;
  /** Above the speaker's median over the call. */
  riseDb: number;
}

/** Level of one participant over the call, in equal steps from its start. */
export interface LevelCurve {
  stepSeconds: number;
  /** RMS over their speech in each step, to a tenth; null where they hardly speak. At most 120 steps. */
  dbfs: (number | null)[];
}

/** The silence of a call by what it is. The first six kinds part all of it; the last two are parts of those. */
export interface SilenceSplit {
  /** Before the first and after the last word. */
  edgeSeconds: number;
  /** The agent asked to wait before it. */
  announcedSeconds: number;
  /** Not announced, by who spoke last. */
  afterCustomerSeconds: number;
  afterAgentSeconds: number;
  afterMixedSeconds: number;
  /** Gaps under 0.5 s. */
  gapSeconds: number;
  /** Announced silences of at least 3 s. */
  holdSeconds: number;
  /** Silences of at least 3 s between words that nobody announced. */
  unexplainedSeconds: number;
}

/** Measures of one participant; null where there was too little speech (or text) to measure. */
export interface ParticipantMeasures {
  talkSeconds: number;
  /** Talk seconds over the talk seconds of everybody; null when nobody speaks. */
  talkShare: number | null;
  turnCount: number;
  longestTurnSeconds: number | null;
  /** Characters (zh) or words (en) per minute of turn time, over turns of at least 7 characters (5 words). */
  speechRatePerMinute: number | null;
  /** The same over voiced time only. */
  articulationRatePerMinute: number | null;
  /** Articulation rate of each counted turn. */
  turnRatesPerMinute: TurnValue[];
  /** RMS over speech. */
  levelDbfs: number | null;
  /** RMS over the speech of each turn. */
  turnLevelsDbfs: TurnValue[];
  levelJumps: LevelJump[];
  /** Share of speech samples in flat runs at the extreme value, 0…1. */
  clippedShare: number | null;
  /** 10th percentile of frame levels (from 300 Hz on) where nobody speaks; null without such time or for digital silence. */
  noiseFloorDbfs: number | null;
  /** End of the other's turn to the start of this participant's next one; negative gaps are left out. */
  responseLatenciesSeconds: TurnValue[];
  medianResponseLatencySeconds: number | null;
  /** Interruptions made by this participant. */
  interruptionCount: number;
  // What follows is absent from analyses that were stored before it was measured: not measured, as null is.
  /** 95th minus 5th percentile of the levels of 1 s windows of speech, dB. */
  levelSpreadDb?: number | null;
  /** Level of the speech over the noise floor, dB. */
  signalToNoiseDb?: number | null;
  /** Median fundamental frequency of voiced frames in which nobody else speaks. */
  medianPitchHz?: number | null;
  /** Standard deviation of the pitch over these frames. */
  pitchSpreadSemitones?: number | null;
  /** Median pitch of the last third of the talk re that of the first third. */
  pitchDriftSemitones?: number | null;
  /** Median pitch of each turn re the participant's own median over the call. */
  turnPitchesSemitones?: TurnValue[];
  /** Bursts of breath on the microphone per minute of speech; null where the line passes nothing that low. */
  breathBurstsPerMinute?: number | null;
  /** Integrated loudness of the participant's channel (ITU-R BS.1770-4), tones left out. */
  loudnessLufs?: number | null;
  /** Null for a call without length. */
  levelCurve?: LevelCurve | null;
  /** 95th minus 5th percentile of the pitch over these frames. */
  pitchRangeSemitones?: number | null;
  /** Rise of the straight line through the pitch, per minute of the call. */
  pitchSlopeSemitonesPerMinute?: number | null;
  /** Pauses of at least 0.25 s inside turns, per minute of turn time. */
  pausesPerMinute?: number | null;
  /** Their share of the turn time, 0…1. */
  pauseShare?: number | null;
  /** Syllable nuclei heard in the sound, without words, per minute of speech. */
  nucleiPerMinute?: number | null;
  /** Syllables of the text per syllable nucleus heard; far from 1 where text is missing or invented. */
  textToNucleiRatio?: number | null;
  /** The same for each segment in which at least 10 are heard. */
  segmentTextToNucleiRatios?: SegmentValue[];
}

export interface CallMeasures {
  durationSeconds: number;
  /** Seconds in which at least one participant speaks. */
  talkSeconds: number;
  /** Seconds in which nobody speaks and no tone sounds. */
  silenceSeconds: number;
  silenceShare: number;
  toneSeconds: number;
  overlapSeconds: number;
  longestSilenceSeconds: number | null;
  /** From the first sample to the first speech of the agent; null when the agent never speaks or is not known. */
  agentFirstSpeechSeconds: number | null;
  // What follows is absent from analyses that were stored before it was measured: not measured, as null is.
  /** Integrated loudness of all channels heard together (ITU-R BS.1770-4), tones left out. */
  loudnessLufs?: number | null;
  silenceSplit?: SilenceSplit;
}

export interface Measures {
  /** Unit of all rates: characters for Mandarin, words for English. */
  rateUnit: 'characters' | 'words';
  call: CallMeasures;
  /** Absent participants (one-sided or mixed recordings) are null. */
  agent: ParticipantMeasures | null;
  customer: ParticipantMeasures | null;
  mixed: ParticipantMeasures | null;
}

/** What told speech from other sound; `level`: how far it rises over the background, where the model could not be loaded. */
export type VoiceDetector = 'silero-v6.2' | 'level';

export interface Provenance {
  toolVersion: string;
  /** Model id → SHA-256 of its weights (first file), for speech activity and recognition. */
  models: Record<string, string>;
  voiceActivity: VoiceDetector;
  /** What `lingting models tune` had chosen for recognition; absent where it had not. */
  recognition?: RecognitionTuning;
  pipeline: string;
  /** Absent where the language of the call was told, or the model knows one only. */
  languageDetection?: LanguageDetection;
  /** SHA-256 of the settings that shaped the analysis. */
  settingsSha256: string;
  /**
   * SHA-256 of what shaped the recognised words besides the sound: the recogniser and the spans it was given. Analyses of one
   * sound in which it is the same have the same words. Null where a transcript was read, absent where it was not kept yet.
   */
  recognitionSha256?: string | null;
}

/** What language a call was found to be in. Where that is not certain enough, it is analysed as Mandarin all the same. */
export interface LanguageDetection {
  heard: HeardLanguage;
  /**
   * 0.5…1, among the languages that are scored. Of sound: the mean (geometric) of what the model said of the fullest windows;
   * of a transcript: the share of its words.
   */
  confidence: number;
}

/** How a model that was tuned for a machine is run: its ONNX files, and how many windows side by side. */
export interface RecognitionTuning {
  encoder: string;
  decoder: string;
  windowsAtOnce: number;
}

/** Something a reader should know about how much to trust the analysis. */
export interface Warning {
  code:
    | 'demo-model'
    | 'roles-assumed'
    | 'roles-contradicted'
    | 'same-signal-on-both-channels'
    | 'one-channel'
    | 'speakers-separated'
    | 'speakers-not-separated'
    | 'silent-channel'
    | 'truncated'
    | 'begins-in-speech'
    | 'no-transcript'
    | 'hot-words-unused'
    | 'timestamps-unused'
    | 'language-not-detected'
    | 'language-unsure'
    | 'cantonese'
    | 'speech-by-level'
    | 'text-missing'
    | 'text-invented';
  sentence: Sentence;
}

export interface CallAnalysis {
  version: typeof ANALYSIS_VERSION;
  provenance: Provenance;
  language: Language;
  recording: Recording;
  call: CallMetadata;
  attribution: Attribution;
  channels: ChannelAnalysis[];
  tones: ToneSpan[];
  /** Sorted by start. */
  transcript: Segment[];
  dropped: DroppedSegment[];
  transcriptSource: TranscriptSource;
  conversation: Conversation;
  measures: Measures;
  warnings: Warning[];
}
