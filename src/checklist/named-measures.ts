import type { CallAnalysis, ParticipantMeasures } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import { shown } from './bands.ts';
import type { VoiceAspect } from './voice.ts';

/** A measure of a participant that a checklist can hold against limits. */
export interface NamedMeasure {
  /** Over the call; null or undefined where it was not measured. */
  value?(measures: ParticipantMeasures): number | null | undefined;
  /** How it is found in a stretch of the call (and over the whole, without `value`). */
  aspect?: VoiceAspect;
  unit(analysis: CallAnalysis): string;
  title: Sentence;
  /** Measured on words: somebody may speak at length and give nothing to measure. */
  onWords?: true;
}

const rateUnit = ({ measures }: CallAnalysis): string =>
  measures.rateUnit === 'characters' ? 'charactersPerMinute' : 'wordsPerMinute';

export const NAMED_MEASURES = {
  articulationRate: {
    value: (m) => m.articulationRatePerMinute,
    unit: rateUnit,
    title: { zh: '语速', en: 'articulation rate' },
    onWords: true,
  },
  speechRate: {
    value: (m) => m.speechRatePerMinute,
    aspect: 'rate',
    unit: rateUnit,
    title: { zh: '语速（含停顿）', en: 'speech rate' },
    onWords: true,
  },
  confidence: {
    aspect: 'confidence',
    unit: () => 'logProbability',
    title: { zh: '识别把握', en: 'confidence of the recogniser' },
  },
  level: { value: (m) => m.levelDbfs, aspect: 'level', unit: () => 'dBFS', title: { zh: '音量', en: 'level' } },
  levelSpread: {
    value: (m) => m.levelSpreadDb,
    unit: () => 'dB',
    title: { zh: '音量起伏', en: 'spread of the level' },
  },
  clippedShare: { value: (m) => m.clippedShare, unit: () => 'share', title: { zh: '削波比例', en: 'clipped share' } },
  noiseFloor: { value: (m) => m.noiseFloorDbfs, unit: () => 'dBFS', title: { zh: '背景噪声', en: 'noise floor' } },
  signalToNoise: {
    value: (m) => m.signalToNoiseDb,
    unit: () => 'dB',
    title: { zh: '信噪比', en: 'signal-to-noise ratio' },
  },
  breathBursts: {
    value: (m) => m.breathBurstsPerMinute,
    unit: () => 'countPerMinute',
    title: { zh: '气息喷麦', en: 'rate of breath bursts' },
  },
  pitchSpread: {
    value: (m) => m.pitchSpreadSemitones,
    unit: () => 'semitones',
    title: { zh: '语调起伏', en: 'spread of the pitch' },
  },
  pitchDrift: {
    value: (m) => m.pitchDriftSemitones,
    unit: () => 'semitones',
    title: { zh: '音高走势', en: 'drift of the pitch' },
  },
  talkShare: { value: (m) => m.talkShare, unit: () => 'share', title: { zh: '说话占比', en: 'talk share' } },
  longestTurn: {
    value: (m) => m.longestTurnSeconds,
    unit: () => 'seconds',
    title: { zh: '最长一次发言', en: 'longest turn' },
  },
  responseLatency: {
    value: (m) => m.medianResponseLatencySeconds,
    unit: () => 'seconds',
    title: { zh: '应答延迟', en: 'response latency' },
  },
} satisfies Record<string, NamedMeasure>;

const UNITS: Readonly<Record<string, Sentence>> = {
  charactersPerMinute: { zh: ' 字/分', en: ' characters a minute' },
  wordsPerMinute: { zh: ' 词/分', en: ' words a minute' },
  dBFS: { zh: ' dBFS', en: ' dBFS' },
  dB: { zh: ' dB', en: ' dB' },
  semitones: { zh: ' 个半音', en: ' semitones' },
  seconds: { zh: ' 秒', en: ' s' },
  countPerMinute: { zh: ' 次/分', en: ' a minute' },
  logProbability: { zh: '', en: '' },
};

/** A value with its unit, for sentences. */
export function amountOf(value: number, unit: string): Sentence {
  if (unit === 'share') return { zh: `${shown(100 * value)}%`, en: `${shown(100 * value)}%` };
  const name = UNITS[unit]!;
  return { zh: `${shown(value)}${name.zh}`, en: `${shown(value)}${name.en}` };
}
