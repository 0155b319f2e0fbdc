import { z } from 'zod';
import { withMinus } from '../language/true-minus.ts';
import type { Evidence } from './verdict.ts';

/** Limits of a value; an end not given is open. */
export const bandSchema = z
  .strictObject({ atLeast: z.number().optional(), atMost: z.number().optional() })
  .refine(({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined, 'atLeast, atMost or both');
export type Band = z.infer<typeof bandSchema>;

/** Inside the `pass` band, else inside the wider `partial` band, else fail. Limits belong to their band. */
export function rate(value: number, pass: Band, partial: Band | undefined): 'pass' | 'partial' | 'fail' {
  if (inside(value, pass)) return 'pass';
  return partial && inside(value, partial) ? 'partial' : 'fail';
}

function inside(value: number, { atLeast, atMost }: Band): boolean {
  return (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
}

/** The limit of the pass band the value is held against: the one it breaks, else the nearer one. */
export function thresholdOf(
  value: number,
  { atLeast, atMost }: Band,
  unit: string,
): NonNullable<Evidence['threshold']> {
  const low = { comparison: 'at least' as const, value: atLeast ?? 0, unit };
  const high = { comparison: 'at most' as const, value: atMost ?? 0, unit };
  if (atLeast === undefined) return high;
  if (atMost === undefined) return low;
  return value < (atLeast + atMost) / 2 ? low : high;
}

/** A value for people: at most one decimal, and a true minus. */
export function shown(value: number): string {
  return withMinus(String(Math.round(value * 10) / 10));
}
