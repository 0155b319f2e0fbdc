import type { Kysely } from 'kysely';
import { withHumanVerdicts } from '../scorecard/human-verdicts.ts';
import type { Scorecard } from '../scorecard/scorecard.ts';
import type { Tables } from './database/tables.ts';
import { humanVerdictsOf } from './human-verdicts-of.ts';
import { machineScoresOf } from './machine-scores.ts';
import type { MachineScore } from './store-final.ts';

/** A call's scorecard by the machine, and as people left it. */
export interface FinalScore extends MachineScore {
  /** With the verdicts that hold; where a person judged an item, that of the machine stands beside it (`review`). */
  final: Scorecard;
}

/** The scorecards of some calls with what people said, by call; calls that were not scored are left out. */
export async function finalScoresOf(
  query: Kysely<Tables>,
  callIds: readonly string[],
): Promise<Map<string, FinalScore>> {
  const scores = await machineScoresOf(query, callIds);
  const human = await humanVerdictsOf(query, callIds);
  return new Map(
    [...scores].map(([callId, score]) => {
      const final = withHumanVerdicts(score.scorecard, score.checklist, human.get(callId) ?? []);
      return [callId, { ...score, final }];
    }),
  );
}
