import type { Sentence } from '../../errors.ts';
import type { ItemWords } from '../../scorecard/checklist-row.ts';
import type { Rate } from '../figures/statistics.ts';
import type { AgentItem } from './report.ts';

/** One thing to work on with an agent. */
export interface CoachingPoint {
  itemId: string;
  title: Sentence;
  why: Sentence;
  advice: Sentence;
  /** What to say, from the examples of the checklist; null where it is not about words. */
  modelSentence: string | null;
  lostPerCall: number;
  passRate: Rate;
  teamPassRate: Rate;
}

const POINTS = 3;

/** The items on which the agent loses the most, three at most; empty when nothing is lost. */
export function coach(items: readonly AgentItem[], words: ReadonlyMap<string, ItemWords>): CoachingPoint[] {
  return items
    .filter(({ lostPerCall, fail, partial }) => (lostPerCall ?? 0) > 0 && fail + partial > 0)
    .slice(0, POINTS)
    .map(({ itemId, title, lostPerCall, passRate, team }) => {
      const { why, advice, modelSentence } = words.get(itemId)!;
      return {
        itemId,
        title,
        why,
        advice,
        modelSentence: modelSentence ?? null,
        lostPerCall: lostPerCall!,
        passRate,
        teamPassRate: team.passRate,
      };
    });
}
