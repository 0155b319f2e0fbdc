import type { Conversation } from '../../src/analysis.ts';
import { blocks } from '../../src/audio/blocks.ts';
import { openAudio } from '../../src/audio/open.ts';
import { buildConversation } from '../../src/conversation/build.ts';
import { loadHoldPhrases } from '../../src/conversation/hold.ts';
import { breathBurstsPerMinute } from '../../src/measures/breath-bursts.ts';
import { clippedShare } from '../../src/measures/clipping.ts';
import { speechLevel, turnLevels } from '../../src/measures/level.ts';
import { levelCurve } from '../../src/measures/level-curve.ts';
import { levelJumps } from '../../src/measures/level-jumps.ts';
import { levelSpread } from '../../src/measures/level-spread.ts';
import { stepPowers } from '../../src/measures/loudness.ts';
import { type MeasuredChannel, measureCall } from '../../src/measures/measure.ts';
import { noiseFloor } from '../../src/measures/noise-floor.ts';
import { pitchMeasures } from '../../src/measures/pitch.ts';
import { syllableNuclei } from '../../src/measures/syllable-nuclei.ts';
import { withoutLeak } from '../../src/speakers/leak.ts';
import { complement, merge, type TimeSpan } from '../../src/timespan.ts';
import { detectTones } from '../../src/tones/detect.ts';
import { soundEdges } from '../../src/vad/edges.ts';
import { loadVoiceActivity } from '../../src/vad/silero.ts';
import { MEASURING, speechSpans } from '../../src/vad/spans.ts';

/** Seconds of CPU that a stage took: others may be busy on the machine. The measures one by one are parts of `all measures`. */
export interface StageTime {
  stage: string;
  seconds: number;
  part: boolean;
}

/** Runs the stages from the file to the measures of a stereo call, without recognition, each on one thread. */
export async function timedStages(
  file: string,
  each: boolean,
): Promise<{ durationSeconds: number; times: StageTime[] }> {
  const holdPhrases = await loadHoldPhrases('zh');
  const voiceActivity = await loadVoiceActivity();
  const times: StageTime[] = [];
  const timed = async <T>(stage: string, work: () => T | Promise<T>, part = false): Promise<T> => {
    const before = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(before);
    times.push({ stage, seconds: (user + system) / 1e6, part });
    return result;
  };
  const audio = await openAudio(file);
  const { channels, durationSeconds } = audio;
  await timed('decoding', () => {
    for (const channel of channels) for (const _ of blocks(channel));
  });
  const tones = merge(await timed('tones', () => channels.flatMap((channel) => detectTones(channel, 'cn'))));
  const speech = await timed('speech activity', async () => {
    const untoned = complement(tones, { start: 0, end: durationSeconds });
    const found: TimeSpan[][] = [];
    for (const channel of channels) {
      const spans = speechSpans(await voiceActivity.probabilities(channel), MEASURING, tones);
      found.push(soundEdges(channel, spans, untoned));
    }
    return withoutLeak(channels, found);
  });
  const sides: MeasuredChannel[] = channels.map((signal, index) => ({
    participant: index === 0 ? 'agent' : 'customer',
    speech: speech[index]!,
    signal,
  }));
  const conversation = await timed('conversation', () =>
    buildConversation({
      durationSeconds,
      language: 'zh',
      channels: sides.map(({ participant, speech }, index) => ({ index, participant, speech })),
      tones,
      transcript: [],
      releasedBy: null,
      holdPhrases,
    }),
  );
  await timed('all measures', () =>
    measureCall({ durationSeconds, language: 'zh', channels: sides, tones, transcript: [], conversation }),
  );
  if (each)
    for (const [name, measure] of Object.entries(measuresOf(durationSeconds, tones, conversation)))
      await timed(name, () => sides.map((side, index) => measure(side, sides[1 - index]!.speech)), true);
  await audio.close();
  await voiceActivity.close();
  return { durationSeconds, times };
}

type MeasureOne = (side: MeasuredChannel, others: readonly TimeSpan[]) => unknown;

function measuresOf(
  durationSeconds: number,
  tones: readonly TimeSpan[],
  { turns }: Conversation,
): Record<string, MeasureOne> {
  return {
    level: (side) => [speechLevel(side), levelJumps(side, turns, turnLevels(side, turns, side.participant))],
    'level curve': (side) => levelCurve(side, durationSeconds),
    'level spread': levelSpread,
    'clipped share': clippedShare,
    'noise floor': (side, others) => noiseFloor(side, merge([...side.speech, ...others]), tones, durationSeconds),
    loudness: (side) => stepPowers(side.signal),
    'breath bursts': (side) => breathBurstsPerMinute(side, durationSeconds),
    'syllable nuclei': (side) => syllableNuclei(side, durationSeconds),
    pitch: (side, others) => pitchMeasures(side, others, turns, side.participant),
  };
}
