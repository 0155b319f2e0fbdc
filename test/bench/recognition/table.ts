import { median } from '../../../src/measures/median.ts';
import type { Engine, Run } from './engines.ts';

/** An engine in as many processes at once, and what each of their runs took. */
export interface Measured {
  name: string;
  engine: Engine;
  processes: number;
  runs: Run[];
}

/** How the engines compare with the first and, like with like, with the fastest of whisper.cpp. */
export function tableOf(rows: readonly Measured[]) {
  const fastest = (processes: number): number =>
    Math.min(...rows.filter((row) => row.processes === processes && isWhisperCpp(row)).map(secondsACall));
  return rows.map((row) => {
    const { name, processes, runs } = row;
    const of = (value: (one: Run) => number): number => median(runs.map(value))!;
    const part = (one: Run, name: keyof Run['parts']): number => (one.parts[name] ?? 0) / one.wallSeconds;
    const hasParts = Object.keys(runs[0]!.parts).length > 0;
    const percent = (share: (one: Run) => number): string => (hasParts ? `${(100 * of(share)).toFixed(1)} %` : '');
    const processorSeconds = median(rows[0]!.runs.map((one) => one.processorSeconds))!;
    return {
      engine: name,
      windows: of(({ windows }) => windows),
      tokens: of(({ tokens }) => tokens),
      's a call': round(secondsACall(row)),
      'CPU s': round(of((one) => one.processorSeconds)),
      'x stock': round(secondsACall(rows[0]!) / secondsACall(row)),
      'x stock CPU': round(processorSeconds / of((one) => one.processorSeconds)),
      ...(rows.some(isWhisperCpp) && { 'x whisper.cpp': round(fastest(processes) / secondsACall(row)) }),
      encoder: percent((one) => part(one, 'encoder')),
      decoder: percent((one) => part(one, 'decoder')),
      'log-mel': percent((one) => part(one, 'log-mel')),
      'all but both': percent(restOf),
      'peak MB': Math.round(of(({ peakBytes }) => peakBytes) / 1e6),
    };
  });
}

/** Share of a run outside encoder and decoder. */
export const restOf = ({ parts, wallSeconds }: Run): number =>
  1 - ((parts.encoder ?? 0) + (parts.decoder ?? 0)) / wallSeconds;

const secondsACall = ({ runs, processes }: Measured): number =>
  median(runs.map(({ wallSeconds }) => wallSeconds))! / processes;
const isWhisperCpp = ({ engine }: Measured): boolean => engine.kind === 'whisper.cpp';
const round = (value: number): number => Number(value.toFixed(2));
