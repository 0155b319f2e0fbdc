import type { Sentence } from '../errors.ts';
import { rate, shown } from './bands.ts';
import { type Finding, found, undecided } from './finding.ts';
import type { Evidence } from './verdict.ts';

/** A place of a call where something was due: whether it was done (null: cannot be told), and what shows it. */
export interface DueCase {
  met: boolean | null;
  evidence: Evidence[];
}

/**
 * The share of cases that were met, held against limits (0…1; at least that much passes, is partial). Cases that
 * cannot be told leave it undecided where they could change the outcome. `explain` says so many of so many; there must be
 * at least one case.
 */
export function judgeShare(
  cases: readonly DueCase[],
  { pass, partial }: { pass: number; partial?: number | undefined },
  explain: (met: number, of: number) => Sentence,
): Finding {
  const count = (wanted: boolean | null): number => cases.filter(({ met }) => met === wanted).length;
  const outcomeOf = (met: number) =>
    rate(met / cases.length, { atLeast: pass }, partial === undefined ? undefined : { atLeast: partial });
  const outcome = outcomeOf(count(true));
  const explanation = explain(count(true), cases.length);
  const evidenceOf = (wanted: boolean | null): Evidence[] =>
    cases.flatMap(({ met, evidence }) => (met === wanted ? evidence : []));
  if (outcome !== outcomeOf(count(true) + count(null))) {
    const open = evidenceOf(null);
    return undecided(
      explanation,
      open.flatMap(({ span }) => span ?? []),
      open,
    );
  }
  if (outcome === 'pass') return found('pass', explanation, evidenceOf(true));
  const value = count(true) / cases.length;
  const held = {
    measured: { value, unit: 'share' },
    threshold: { comparison: 'at least' as const, value: pass, unit: 'share' },
  };
  return found(
    outcome,
    {
      zh: `${explanation.zh}（${shown(100 * value)}%）`,
      en: `${explanation.en} (${shown(100 * value)}%)`,
    },
    evidenceOf(false).map((one) => ({ ...held, ...one })),
  );
}
