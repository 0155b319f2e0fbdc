import type { CallMeasures, Measures, Participant, ParticipantMeasures } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import { bothLanguages, clock, valueText } from './format.ts';
import { WORDS, type Word } from './words.ts';

/** Whom a measure is about. */
export type MeasureOwner = Participant | 'call';

/** One line of the measures table. A cell is null when the value could not be measured, absent when there is no such owner. */
export interface MeasureRow {
  id: string;
  label: Sentence;
  cells: Partial<Record<MeasureOwner, Sentence | null>>;
}

type Unit =
  | 'clock'
  | 'seconds'
  | 'share'
  | 'count'
  | 'countPerMinute'
  | 'turns'
  | 'dBFS'
  | 'LUFS'
  | 'dB'
  | 'Hz'
  | 'semitones'
  | 'semitonesPerMinute'
  | 'syllablesPerMinute'
  | 'rate';

const OF_CALL: readonly [Word, Unit, (measures: CallMeasures) => number | null | undefined][] = [
  ['duration', 'clock', (measures) => measures.durationSeconds],
  ['agentFirstSpeech', 'clock', (measures) => measures.agentFirstSpeechSeconds],
  ['silenceTotal', 'seconds', (measures) => measures.silenceSeconds],
  ['silenceShare', 'share', (measures) => measures.silenceShare],
  ['longestSilence', 'seconds', (measures) => measures.longestSilenceSeconds],
  ['silenceAfterCustomer', 'seconds', (measures) => measures.silenceSplit?.afterCustomerSeconds],
  ['silenceAfterAgent', 'seconds', (measures) => measures.silenceSplit?.afterAgentSeconds],
  ['silenceAnnounced', 'seconds', (measures) => measures.silenceSplit?.announcedSeconds],
  ['silenceUnexplained', 'seconds', (measures) => measures.silenceSplit?.unexplainedSeconds],
  ['silenceHold', 'seconds', (measures) => measures.silenceSplit?.holdSeconds],
  ['silenceEdges', 'seconds', (measures) => measures.silenceSplit?.edgeSeconds],
  ['overlapTotal', 'seconds', (measures) => measures.overlapSeconds],
  ['toneTotal', 'seconds', (measures) => measures.toneSeconds],
  ['callLoudness', 'LUFS', (measures) => measures.loudnessLufs],
];

const OF_PARTICIPANT: readonly [Word, Unit, (measures: ParticipantMeasures) => number | null | undefined][] = [
  ['speechRate', 'rate', (measures) => measures.speechRatePerMinute],
  ['articulationRate', 'rate', (measures) => measures.articulationRatePerMinute],
  ['nucleusRate', 'syllablesPerMinute', (measures) => measures.nucleiPerMinute],
  ['textToNuclei', 'share', (measures) => measures.textToNucleiRatio],
  ['pauses', 'countPerMinute', (measures) => measures.pausesPerMinute],
  ['pauseShare', 'share', (measures) => measures.pauseShare],
  ['level', 'dBFS', (measures) => measures.levelDbfs],
  ['loudness', 'LUFS', (measures) => measures.loudnessLufs],
  ['levelJumps', 'count', (measures) => measures.levelJumps.length],
  ['noiseFloor', 'dBFS', (measures) => measures.noiseFloorDbfs],
  ['signalToNoise', 'dB', (measures) => measures.signalToNoiseDb],
  ['levelSpread', 'dB', (measures) => measures.levelSpreadDb],
  ['clippedShare', 'share', (measures) => measures.clippedShare],
  ['breathBursts', 'countPerMinute', (measures) => measures.breathBurstsPerMinute],
  ['medianPitch', 'Hz', (measures) => measures.medianPitchHz],
  ['pitchSpread', 'semitones', (measures) => measures.pitchSpreadSemitones],
  ['pitchRange', 'semitones', (measures) => measures.pitchRangeSemitones],
  ['pitchSlope', 'semitonesPerMinute', (measures) => measures.pitchSlopeSemitonesPerMinute],
  ['pitchDrift', 'semitones', (measures) => measures.pitchDriftSemitones],
  ['responseLatency', 'seconds', (measures) => measures.medianResponseLatencySeconds],
  ['interruptions', 'count', (measures) => measures.interruptionCount],
  ['talkSeconds', 'seconds', (measures) => measures.talkSeconds],
  ['talkShare', 'share', (measures) => measures.talkShare],
  ['turnCount', 'turns', (measures) => measures.turnCount],
  ['longestTurn', 'seconds', (measures) => measures.longestTurnSeconds],
];

/** The measures of a call as lines of text, in the order in which people ask for them: participants, then the call. */
export function measureRows(measures: Measures): MeasureRow[] {
  const text = (value: number | null, unit: Unit): Sentence | null => {
    if (value === null) return null;
    const named = unit === 'rate' ? `${measures.rateUnit}PerMinute` : unit;
    return bothLanguages((language) => (unit === 'clock' ? clock(value) : valueText(value, named, language)));
  };
  const owners = (['agent', 'customer', 'mixed'] as const).filter((owner) => measures[owner] !== null);
  return [
    ...OF_PARTICIPANT.map(([id, unit, value]) => ({
      id,
      label: label(id),
      cells: Object.fromEntries(owners.map((owner) => [owner, text(value(measures[owner]!) ?? null, unit)])),
    })),
    ...OF_CALL.map(([id, unit, value]) => ({
      id,
      label: label(id),
      cells: { call: text(value(measures.call) ?? null, unit) },
    })),
  ];
}

function label(id: Word): Sentence {
  return { zh: WORDS.zh[id], en: WORDS.en[id] };
}
