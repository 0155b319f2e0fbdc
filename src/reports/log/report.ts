import type { Day } from '../figures/day.ts';
import {
  type AgentFact,
  addCounts,
  type CallCounts,
  type Checklists,
  type LetterFact,
  type ListedCall,
} from '../figures/facts.ts';
import { type Formula, formulas, THRESHOLDS } from '../figures/formulas.ts';
import type { Mean } from '../figures/statistics.ts';
import { type ItemTally, lostPerCall, tallyItems } from '../figures/tally.ts';
import { type DayFact, type Trend, trendOf } from '../figures/trend.ts';
import { type RankedAgent, rank, scoreOf } from '../team/report.ts';

/** What the library knows of a day, a week or a month. */
export interface LogFacts {
  span: 'day' | 'week' | 'month';
  /** Null for everybody. */
  team: string | null;
  period: { from: Day; to: Day };
  agents: AgentFact[];
  letters: LetterFact[];
  days: DayFact[];
  toLookAt: ListedCall[];
  leftOut: ListedCall[];
  checklists: Checklists;
  /** Calls of the library without a start time. */
  undated: number;
}

/** The log of a day, a week or a month: the JSON of `lingting report day`, `week` and `month`. */
export interface LogReport {
  kind: 'log';
  version: 1;
  span: LogFacts['span'];
  team: string | null;
  period: { from: Day; to: Day };
  counts: CallCounts;
  score: Mean;
  fatal: number;
  toReview: number;
  /** Scores day by day; of a single day one point. */
  trend: Trend;
  /** Items that failed and count, the most often failed first. */
  failed: (ItemTally & { lostPerCall: number | null })[];
  agents: RankedAgent[];
  /** Nobody looked at them yet: fatal ones first, then the lowest scores. */
  toLookAt: ListedCall[];
  /** Excluded and failed calls with their reasons. */
  leftOut: ListedCall[];
  undated: number;
  formulas: Formula[];
  thresholds: typeof THRESHOLDS;
}

/** Builds the log. */
export function logReport(facts: LogFacts): LogReport {
  const { span, team, period, agents, days, toLookAt, leftOut, undated } = facts;
  const score = scoreOf(agents);
  const total = (of: (agent: AgentFact) => number) => agents.reduce((sum, agent) => sum + of(agent), 0);
  return {
    kind: 'log',
    version: 1,
    span,
    team,
    period,
    counts: addCounts(agents.map(({ counts }) => counts)),
    score,
    fatal: total(({ fatal }) => fatal),
    toReview: total(({ toReview }) => toReview),
    trend: trendOf(days, period),
    failed: tallyItems(facts.letters, facts.checklists)
      .filter(({ fail, lostPoints, severity }) => fail > 0 && (lostPoints > 0 || severity === 'fatal'))
      .sort((a, b) => b.fail - a.fail || b.lostPoints - a.lostPoints)
      .map((tally) => ({ ...tally, lostPerCall: lostPerCall(tally, score.count) })),
    agents: rank(agents),
    toLookAt,
    leftOut,
    undated,
    formulas: formulas('mean', 'meanInterval', 'rate', 'lostPoints', 'smallSample'),
    thresholds: THRESHOLDS,
  };
}
