import { withoutLeak } from '../../src/speakers/leak.ts';
import { complement, intersect, merge, type TimeSpan, totalSeconds } from '../../src/timespan.ts';
import { detectTones } from '../../src/tones/detect.ts';
import { soundEdges } from '../../src/vad/edges.ts';
import type { VoiceActivity } from '../../src/vad/silero.ts';
import { MEASURING, speechSpans } from '../../src/vad/spans.ts';
import type { Labelled } from './labelled.ts';

/** How well found speech fits the true one, all channels together. Frames without end: seconds are compared as they are. */
export interface Accuracy {
  trueSeconds: number;
  missedSeconds: number;
  falseSeconds: number;
  /** Harmonic mean of precision and recall of speech time, 0…1. */
  f1: number;
}

/** Looks for speech as an analysis does: tones left out, edges by the level, leaks of the other channel removed. */
export async function accuracyOn({ channels, truth }: Labelled, detector: VoiceActivity): Promise<Accuracy> {
  const found: TimeSpan[][] = [];
  for (const channel of channels) {
    const probabilities = await detector.probabilities(channel);
    const tones = merge(detectTones(channel, 'cn'));
    const untoned = complement(tones, { start: 0, end: probabilities.durationSeconds });
    found.push(soundEdges(channel, speechSpans(probabilities, MEASURING, tones), untoned));
  }
  return together(withoutLeak(channels, found).map((spans, index) => accuracyOf(spans, truth[index]!)));
}

function accuracyOf(found: readonly TimeSpan[], truth: readonly TimeSpan[]): Accuracy {
  const hit = totalSeconds(intersect(found, truth));
  return scored(totalSeconds(truth), totalSeconds(truth) - hit, totalSeconds(found) - hit);
}

/** Several as one. */
export function together(all: readonly Accuracy[]): Accuracy {
  const sum = (of: (one: Accuracy) => number) => all.reduce((total, one) => total + of(one), 0);
  return scored(
    sum((one) => one.trueSeconds),
    sum((one) => one.missedSeconds),
    sum((one) => one.falseSeconds),
  );
}

function scored(trueSeconds: number, missedSeconds: number, falseSeconds: number): Accuracy {
  const hit = trueSeconds - missedSeconds;
  return { trueSeconds, missedSeconds, falseSeconds, f1: (2 * hit) / (2 * hit + missedSeconds + falseSeconds) };
}
