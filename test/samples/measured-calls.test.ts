import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Truth } from '../../samples/truth.ts';
import type { CallAnalysis } from '../../src/analysis.ts';
import { durationSeconds, gapSeconds, overlapSeconds, secondsInto, type TimeSpan } from '../../src/timespan.ts';
import { loadVoiceActivity } from '../../src/vad/silero.ts';
import { analysedWithScript } from './analysed.ts';
import { loadTruths, recordingOf } from './truth-files.ts';

const TOLERANCE_SECONDS = 0.05;
/** A turn found this close to a line is that line. */
const SAME_SECONDS = 0.4;

const truths = [...loadTruths().values()].filter(({ channels }) => channels.length === 2);
const analysed = new Map<Truth, CallAnalysis>();
const folder = mkdtempSync(join(tmpdir(), 'lingting-measured-'));

/** Calls are analysed from their sound, with the words of their scripts in place of recognition. */
beforeAll(async () => {
  const voiceActivity = await loadVoiceActivity();
  for (const truth of truths) {
    analysed.set(truth, await analysedWithScript(recordingOf(truth), truth, voiceActivity, folder));
  }
  await voiceActivity.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** By how much the length of the span that fits best differs. */
function error(found: readonly TimeSpan[], truth: TimeSpan): number {
  const [best] = found.toSorted((a, b) => overlapSeconds(b, truth) - overlapSeconds(a, truth));
  return best ? Math.abs(durationSeconds(best) - durationSeconds(truth)) : Number.POSITIVE_INFINITY;
}

const within = (errors: readonly number[]) => errors.filter((one) => one <= TOLERANCE_SECONDS).length / errors.length;

describe('times of sample calls against their scripts', () => {
  it('has every silence of 2 s and more as long as it is, to 50 ms', () => {
    const errors = truths.flatMap((truth) =>
      truth.silences.map((span) => error(analysed.get(truth)!.conversation.silences, span)),
    );
    expect(errors.length).toBeGreaterThanOrEqual(7);
    expect(within(errors)).toBe(1);
  });

  it('has every overlap to 50 ms', () => {
    const errors = truths.flatMap((truth) =>
      truth.overlaps.map((span) => error(analysed.get(truth)!.conversation.overlaps, span)),
    );
    expect(errors).toHaveLength(6);
    expect(within(errors)).toBe(1);
  });

  it('has nineteen of twenty response latencies to 50 ms; the others begin or end with faint consonants', () => {
    const errors = truths.flatMap((truth) => latencyErrors(truth, analysed.get(truth)!));
    expect(errors.length).toBeGreaterThan(150);
    expect(within(errors)).toBeGreaterThan(0.95);
    expect(errors.toSorted((a, b) => a - b)[errors.length >> 1]).toBeLessThan(0.01);
  });

  it('finds the interruptions of the scripts and no others', () => {
    const pairs = truths.map(
      (truth) => [interruptionsOf(truth), analysed.get(truth)!.conversation.interruptions] as const,
    );
    const matches = (one: Interrupting, others: readonly Interrupting[]) =>
      others.some(({ by, start }) => by === one.by && Math.abs(gapSeconds({ start, end: start }, one)) < SAME_SECONDS);
    const expected = pairs.flatMap(([truth, found]) => truth.map((one) => matches(one, found)));
    const made = pairs.flatMap(([truth, found]) => found.map((one) => matches(one, truth)));
    expect(expected).toHaveLength(6);
    expect(expected.filter(Boolean).length / expected.length).toBeGreaterThanOrEqual(0.95);
    expect(made.filter(Boolean).length / made.length).toBeGreaterThanOrEqual(0.95);
  });
});

/** Errors of the latencies between lines of two people in a row; those after an announced wait are no latencies. */
function latencyErrors(truth: Truth, { conversation, measures }: CallAnalysis): number[] {
  return truth.lines.slice(1).flatMap((line, index) => {
    const before = truth.lines[index]!;
    const latency = gapSeconds(before, line);
    const turn = conversation.turns.findIndex(
      ({ participant, start }) => participant === line.participant && Math.abs(secondsInto(line, start)) < SAME_SECONDS,
    );
    const values = measures[line.participant]?.responseLatenciesSeconds ?? [];
    const found = values.find((one) => one.turn === turn);
    if (before.participant === line.participant || latency < 0 || !found) return [];
    return [Math.abs(found.value - latency)];
  });
}

interface Interrupting extends TimeSpan {
  by: string;
}

/** Lines that begin more than 0.5 s before the end of a line of the other that had lasted a second, and go on after it. */
function interruptionsOf({ lines }: Truth): Interrupting[] {
  return lines.slice(1).flatMap((line, index) => {
    const before = lines[index]!;
    const isOne =
      before.participant !== line.participant &&
      -gapSeconds(before, line) >= 0.5 &&
      secondsInto(before, line.start) > 1;
    return isOne ? [{ start: line.start, end: line.end, by: line.participant }] : [];
  });
}

describe('measures of sample calls against their scripts', () => {
  it('has about as many syllables in the text as in the sound, and warns of none', () => {
    for (const [truth, { measures, warnings }] of analysed) {
      const ratios = [measures.agent, measures.customer].flatMap((one) => one?.textToNucleiRatio ?? []);
      for (const ratio of ratios) {
        expect(ratio).toBeGreaterThan(0.9);
        expect(ratio).toBeLessThan(1.4);
      }
      expect([truth.id, warnings.filter(({ code }) => code.startsWith('text-'))]).toEqual([truth.id, []]);
    }
  });

  it('parts all of the silence by what it is', () => {
    for (const { measures } of analysed.values()) {
      const {
        edgeSeconds,
        announcedSeconds,
        afterCustomerSeconds,
        afterAgentSeconds,
        gapSeconds: gaps,
      } = measures.call.silenceSplit!;
      const sum = edgeSeconds + announcedSeconds + afterCustomerSeconds + afterAgentSeconds + gaps;
      expect(sum).toBeCloseTo(measures.call.silenceSeconds, 6);
    }
  });

  it('knows the hold of one call and the dead air of another', () => {
    const split = (id: string) => analysed.get(truths.find((truth) => truth.id === id)!)!.measures.call.silenceSplit!;
    expect(split('hold-announced').holdSeconds).toBeCloseTo(20, 0);
    expect(split('hold-announced').unexplainedSeconds).toBe(0);
    expect(split('long-silence').unexplainedSeconds).toBeCloseTo(14, 0);
    expect(split('long-silence').holdSeconds).toBe(0);
  });
});
