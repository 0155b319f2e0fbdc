import type {
  Channel,
  Conversation,
  Language,
  Measures,
  Participant,
  ParticipantMeasures,
  Segment,
} from '../analysis.ts';
import { durationSeconds, merge, type TimeSpan, totalSeconds } from '../timespan.ts';
import { breathBurstsPerMinute } from './breath-bursts.ts';
import { callMeasures } from './call.ts';
import { clippedShare } from './clipping.ts';
import { interruptionCount } from './interruption-count.ts';
import { speechLevel, turnLevels } from './level.ts';
import { levelCurve } from './level-curve.ts';
import { levelJumps } from './level-jumps.ts';
import { levelSpread } from './level-spread.ts';
import { integratedLoudness, stepPowers } from './loudness.ts';
import { median } from './median.ts';
import { noiseFloor } from './noise-floor.ts';
import { pauseMeasures } from './pauses.ts';
import { pitchMeasures } from './pitch.ts';
import { responseLatencies } from './response-latency.ts';
import { signalToNoise } from './signal-to-noise.ts';
import { silenceSplit } from './silence-split.ts';
import { speechRates } from './speech-rate.ts';
import { syllableNuclei } from './syllable-nuclei.ts';
import { speechOf, talkShare } from './talk-time.ts';
import { segmentTextToNuclei, textToNuclei } from './text-to-nuclei.ts';

/** A channel with what is needed to measure on it. */
export interface MeasuredChannel {
  participant: Participant;
  /** Where the participant speaks (measuring setting), tones excluded. */
  speech: readonly TimeSpan[];
  /** The signal at its native rate, without a constant offset. */
  signal: Channel;
}

export interface MeasureInput {
  durationSeconds: number;
  language: Language;
  channels: readonly MeasuredChannel[];
  /** Tones of all channels. */
  tones: readonly TimeSpan[];
  transcript: readonly Segment[];
  conversation: Conversation;
}

/**
 * All measures of a call; each is explained in its own file. What cannot be measured is null: no text, too little
 * speech, a participant that is not there. A participant who is on a channel but never speaks has 0 talk seconds.
 */
export function measureCall(input: MeasureInput): Measures {
  const participants = [...new Set(input.channels.map((channel) => channel.participant))];
  const speech = new Map(
    participants.map((participant) => [participant, speechOf(input.channels, participant, input.durationSeconds)]),
  );
  const call = callMeasures({ durationSeconds: input.durationSeconds, speech, tones: input.tones });
  const powers = new Map(input.channels.map((channel) => [channel, stepPowers(channel.signal)]));
  const of = (participant: Participant) =>
    speech.has(participant) ? participantMeasures(input, participant, speech, powers) : null;
  return {
    rateUnit: input.language === 'zh' ? 'characters' : 'words',
    call: {
      ...call,
      loudnessLufs: integratedLoudness([...powers.values()], input.tones),
      silenceSplit: silenceSplit(input.conversation.silences, call.silenceSeconds),
    },
    agent: of('agent'),
    customer: of('customer'),
    mixed: of('mixed'),
  };
}

function participantMeasures(
  input: MeasureInput,
  participant: Participant,
  speech: ReadonlyMap<Participant, readonly TimeSpan[]>,
  powers: ReadonlyMap<MeasuredChannel, Float32Array>,
): ParticipantMeasures {
  const { transcript, language, tones } = input;
  const { turns, silences, interruptions } = input.conversation;
  const own = speech.get(participant)!;
  const channel = mostSpoken(input.channels, participant);
  const turnSeconds = turns.filter((turn) => turn.participant === participant).map(durationSeconds);
  const turnLevelsDbfs = turnLevels(channel, turns, participant);
  const latencies = responseLatencies(turns, participant, silences, tones);
  const levelDbfs = speechLevel(channel);
  const noiseFloorDbfs = noiseFloor(channel, merge([...speech.values()].flat()), tones, input.durationSeconds);
  const othersSpeech = [...speech].flatMap(([other, spans]) => (other === participant ? [] : spans));
  const nuclei = syllableNuclei(channel, input.durationSeconds);
  return {
    talkSeconds: totalSeconds(own),
    talkShare: talkShare(own, [...speech.values()]),
    turnCount: turnSeconds.length,
    longestTurnSeconds: turnSeconds.length > 0 ? Math.max(...turnSeconds) : null,
    ...speechRates(turns, transcript, participant, language),
    levelDbfs,
    turnLevelsDbfs,
    levelJumps: levelJumps(channel, turns, turnLevelsDbfs),
    clippedShare: clippedShare(channel),
    noiseFloorDbfs,
    responseLatenciesSeconds: latencies,
    medianResponseLatencySeconds: median(latencies.map(({ value }) => value)),
    interruptionCount: interruptionCount(interruptions, participant),
    levelSpreadDb: levelSpread(channel),
    signalToNoiseDb: signalToNoise(levelDbfs, noiseFloorDbfs),
    ...pitchMeasures(channel, othersSpeech, turns, participant),
    breathBurstsPerMinute: breathBurstsPerMinute(channel, input.durationSeconds),
    loudnessLufs: integratedLoudness([powers.get(channel)!], tones),
    levelCurve: levelCurve(channel, input.durationSeconds),
    ...pauseMeasures(turns, participant),
    nucleiPerMinute: nuclei?.perMinute ?? null,
    textToNucleiRatio: textToNuclei(transcript, participant, nuclei),
    segmentTextToNucleiRatios: segmentTextToNuclei(transcript, participant, nuclei),
  };
}

/** Of several channels of one participant, the one with most speech: levels of two lines are not mixed. */
function mostSpoken(channels: readonly MeasuredChannel[], participant: Participant): MeasuredChannel {
  return channels
    .filter((channel) => channel.participant === participant)
    .reduce((most, channel) => (totalSeconds(channel.speech) > totalSeconds(most.speech) ? channel : most));
}
