import type { Period } from '../figures/day.ts';
import {
  type AgentFact,
  addCounts,
  type CallCounts,
  type Checklists,
  type LetterFact,
  type ReviewFact,
} from '../figures/facts.ts';
import { type Formula, formulas, THRESHOLDS } from '../figures/formulas.ts';
import { type Mean, meanFrom, type Rate, rateOf } from '../figures/statistics.ts';
import { type ItemTally, lostPerCall, tallyItems } from '../figures/tally.ts';
import { type DayFact, type Trend, trendOf } from '../figures/trend.ts';

/** What the library knows of a team over a period. */
export interface TeamFacts {
  /** Null for everybody. */
  team: string | null;
  period: Period;
  agents: AgentFact[];
  letters: LetterFact[];
  days: DayFact[];
  reviews: ReviewFact[];
  checklists: Checklists;
  /** Calls of the library without a start time. */
  undated: number;
}

/** An agent in the ranking. */
export interface RankedAgent {
  /** Null where the score rests on too few calls, or there is none. */
  rank: number | null;
  agentId: string | null;
  agentName: string | null;
  counts: CallCounts;
  score: Mean;
  fatal: number;
  toReview: number;
  talkSeconds: number;
}

/** One item over all calls of the team. */
export interface TeamItem extends ItemTally {
  lostPerCall: number | null;
  /** How often people agreed with the machine. */
  accuracy: Rate;
}

/** One page about a team: the JSON of `lingting report team`. */
export interface TeamReport {
  kind: 'team';
  version: 1;
  team: string | null;
  period: Period;
  counts: CallCounts;
  score: Mean;
  accuracy: Rate;
  ranking: RankedAgent[];
  trend: Trend;
  /** By lost points, the worst first. */
  items: TeamItem[];
  /** Pass rates of agents on the items that lose the most. */
  heatMap: { itemIds: string[]; rows: { agentId: string | null; agentName: string | null; cells: Rate[] }[] };
  undated: number;
  formulas: Formula[];
  thresholds: typeof THRESHOLDS;
}

const HEAT_MAP_ITEMS = 12;

/** Builds the report. */
export function teamReport(facts: TeamFacts): TeamReport {
  const { team, period, agents, checklists } = facts;
  const score = scoreOf(agents);
  const items = tallyItems(facts.letters, checklists).map((tally) => ({
    ...tally,
    lostPerCall: lostPerCall(tally, score.count),
    accuracy: accuracyOf(facts.reviews.filter(({ itemId }) => itemId === tally.itemId)),
  }));
  const ranking = rank(agents);
  return {
    kind: 'team',
    version: 1,
    team,
    period,
    counts: addCounts(agents.map(({ counts }) => counts)),
    score,
    accuracy: accuracyOf(facts.reviews),
    ranking,
    trend: trendOf(facts.days, period),
    items,
    heatMap: heatMap(facts, ranking, items),
    undated: facts.undated,
    formulas: formulas('mean', 'meanInterval', 'rate', 'lostPoints', 'accuracy', 'smallSample'),
    thresholds: THRESHOLDS,
  };
}

/** The mean over the calls of all of them. */
export function scoreOf(agents: readonly AgentFact[]): Mean {
  const total = (of: (agent: AgentFact) => number) => agents.reduce((sum, agent) => sum + of(agent), 0);
  return meanFrom(
    total(({ counts }) => counts.scored),
    total(({ sum }) => sum),
    total(({ squares }) => squares),
  );
}

/** The best mean first; agents with few calls come after all others and have no rank. */
export function rank(agents: readonly AgentFact[]): RankedAgent[] {
  const scored = agents.map((agent) => ({ agent, score: meanFrom(agent.counts.scored, agent.sum, agent.squares) }));
  scored.sort((a, b) => Number(a.score.small) - Number(b.score.small) || (b.score.value ?? -1) - (a.score.value ?? -1));
  return scored.map(({ agent, score }, at) => ({
    rank: score.small ? null : at + 1,
    agentId: agent.agentId,
    agentName: agent.agentName,
    counts: agent.counts,
    score,
    fatal: agent.fatal,
    toReview: agent.toReview,
    talkSeconds: agent.durationSeconds,
  }));
}

/** Verdicts of the machine that people agreed with, over those that people looked at. */
function accuracyOf(reviews: readonly ReviewFact[]): Rate {
  const judged = reviews.filter(({ machine }) => /^[pfn1-9]$/.test(machine));
  const agreed = judged.filter(({ outcome, machine }) => outcome === outcomeOf(machine));
  return rateOf(agreed.length, judged.length);
}

function outcomeOf(letter: string): ReviewFact['outcome'] {
  return letter === 'p' ? 'pass' : letter === 'f' ? 'fail' : letter === 'n' ? 'na' : 'partial';
}

function heatMap(
  { letters, checklists }: TeamFacts,
  ranking: readonly RankedAgent[],
  items: readonly TeamItem[],
): TeamReport['heatMap'] {
  const itemIds = items
    .filter(({ lostPoints }) => lostPoints > 0)
    .slice(0, HEAT_MAP_ITEMS)
    .map(({ itemId }) => itemId);
  const byAgent = new Map<string | null, LetterFact[]>();
  for (const fact of letters) byAgent.set(fact.agentId, [...(byAgent.get(fact.agentId) ?? []), fact]);
  const rows = ranking.map(({ agentId, agentName }) => {
    const tallies = tallyItems(byAgent.get(agentId) ?? [], checklists);
    const rates = new Map(tallies.map(({ itemId, passRate }) => [itemId, passRate]));
    return { agentId, agentName, cells: itemIds.map((itemId) => rates.get(itemId) ?? rateOf(0, 0)) };
  });
  return { itemIds, rows };
}
