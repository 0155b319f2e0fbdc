import type { Sentence } from '../../errors.ts';
import type { Period } from '../figures/day.ts';
import {
  type AppealFact,
  type CallCounts,
  type CallFact,
  type Checklists,
  countCalls,
  type LetterFact,
  type OpenedCall,
} from '../figures/facts.ts';
import { type Formula, formulas, THRESHOLDS } from '../figures/formulas.ts';
import { type Moment, momentOf, quotedPasses } from '../figures/moments.ts';
import { BINS, binOf, type Mean, meanFrom, meanOf, type Rate } from '../figures/statistics.ts';
import { type ItemTally, lostPerCall, tallyItems } from '../figures/tally.ts';
import { type Trend, trendOf } from '../figures/trend.ts';
import { type CoachingPoint, coach } from './coaching.ts';

/** What the library knows of an agent over a period, and of the team beside. */
export interface AgentFacts {
  /** As the latest call of the period tells, or else the latest of all. */
  agent: { id: string; name: string | null; team: string | null };
  period: Period;
  /** The agent's calls of the period, the oldest first. */
  calls: CallFact[];
  /** All of the agent's team over the same period, the agent included; of everybody when the agent has no team. */
  team: { name: string | null; agents: number; count: number; sum: number; squares: number; bins: number[] };
  teamLetters: LetterFact[];
  checklists: Checklists;
  /** Scorecards of the calls that `callsToOpen` named. */
  opened: ReadonlyMap<string, OpenedCall>;
  appeals: AppealFact[];
}

/** One item of an agent's calls beside the team's. */
export interface AgentItem extends ItemTally {
  lostPerCall: number | null;
  team: { passRate: Rate; lostPerCall: number | null };
}

/** One page about one agent: the JSON of `lingting report agent`. */
export interface AgentReport {
  kind: 'agent';
  version: 1;
  agent: { id: string; name: string | null; team: string | null };
  period: Period;
  counts: CallCounts;
  score: Mean;
  team: { name: string | null; agents: number; score: Mean };
  trend: Trend;
  /** Share of scored calls by tens of the score. */
  distribution: { from: number; to: number; calls: number; share: number | null; teamShare: number | null }[];
  /** By lost points, the worst first. */
  items: AgentItem[];
  worst: Moment[];
  best: Moment[];
  fatal: Moment[];
  appeals: (AppealFact & { title: Sentence })[];
  coaching: CoachingPoint[];
  formulas: Formula[];
  thresholds: typeof THRESHOLDS;
}

const MOMENTS = 3;
const FATAL_FINDINGS = 10;
/** Best calls that are looked through for good moments. */
const BEST_CALLS = 5;

/** Calls whose scorecards the report quotes from: fatal ones, the latest that lost the most on an item, the best. */
export function callsToOpen(facts: Pick<AgentFacts, 'calls' | 'checklists'>): string[] {
  const { calls, checklists } = facts;
  const scored = scoredOf(calls);
  const fatal = calls.filter((call) => call.fatal).slice(-FATAL_FINDINGS);
  const worst = worstItems(scored, checklists).flatMap((itemId) => latestWith('f', itemId, scored, checklists) ?? []);
  const best = [...scored].sort((a, b) => b.score! - a.score!).slice(0, BEST_CALLS);
  return [...new Set([...fatal, ...worst, ...best].map(({ callId }) => callId))];
}

/** Builds the report. */
export function agentReport(facts: AgentFacts): AgentReport {
  const { agent, period, calls, team, checklists, opened } = facts;
  const scored = scoredOf(calls);
  const scores = scored.map(({ score }) => score!);
  const teamTallies = new Map(tallyItems(facts.teamLetters, checklists).map((tally) => [tally.itemId, tally]));
  const items = tallyItems(lettersOf(scored), checklists).map((tally): AgentItem => {
    const ofTeam = teamTallies.get(tally.itemId) ?? tally;
    return {
      ...tally,
      lostPerCall: lostPerCall(tally, scores.length),
      team: { passRate: ofTeam.passRate, lostPerCall: lostPerCall(ofTeam, team.count) },
    };
  });
  const words = new Map(
    [...checklists.values()].reverse().flatMap((row) => row.items.map((item) => [item.itemId, item])),
  );
  const bins = scores.reduce((all, score) => all.with(binOf(score), all[binOf(score)]! + 1), new Array(BINS).fill(0));
  return {
    kind: 'agent',
    version: 1,
    agent,
    period,
    counts: countCalls(calls),
    score: meanOf(scores),
    team: { name: team.name, agents: team.agents, score: meanFrom(team.count, team.sum, team.squares) },
    trend: trendOf(
      scored.flatMap(({ day, score }) =>
        day === null ? [] : [{ day, count: 1, sum: score!, squares: score! * score! }],
      ),
      period,
    ),
    distribution: bins.map((count: number, bin: number) => ({
      from: bin * 10,
      to: bin * 10 + 10,
      calls: count,
      share: scores.length > 0 ? count / scores.length : null,
      teamShare: team.count > 0 ? team.bins[bin]! / team.count : null,
    })),
    items,
    worst: worstItems(scored, checklists)
      .flatMap((itemId) => {
        const call = latestWith('f', itemId, scored, checklists);
        const from = call && opened.get(call.callId);
        return (from && momentOf(from, itemId)) ?? [];
      })
      .slice(0, MOMENTS),
    best: bestMoments(calls, teamTallies, opened),
    fatal: calls.flatMap(({ callId, fatal }) => {
      const from = fatal ? opened.get(callId) : undefined;
      return from ? from.scorecard.fatalItemIds.flatMap((itemId) => momentOf(from, itemId) ?? []) : [];
    }),
    appeals: facts.appeals.map((appeal) => ({
      ...appeal,
      title: words.get(appeal.itemId)?.title ?? { zh: appeal.itemId, en: appeal.itemId },
    })),
    coaching: coach(items, words),
    formulas: formulas('mean', 'meanInterval', 'rate', 'lostPoints', 'smallSample'),
    thresholds: THRESHOLDS,
  };
}

/** Outcome letters of calls, as they are counted. */
export function lettersOf(calls: readonly CallFact[]): LetterFact[] {
  return calls.flatMap(({ agentId, checklistKey, outcomes }) =>
    checklistKey !== null && outcomes !== null ? [{ agentId, checklistKey, letters: outcomes }] : [],
  );
}

/** A call that waits to be judged anew still has its old score. */
const scoredOf = (calls: readonly CallFact[]): CallFact[] =>
  calls.filter(({ state, score }) => state === 'done' && score !== null);

/** Items that failed outright, by lost points. */
function worstItems(calls: readonly CallFact[], checklists: Checklists): string[] {
  return tallyItems(lettersOf(calls), checklists)
    .filter(({ fail, lostPoints }) => fail > 0 && lostPoints > 0)
    .slice(0, 2 * MOMENTS)
    .map(({ itemId }) => itemId);
}

function latestWith(
  letter: string,
  itemId: string,
  calls: readonly CallFact[],
  checklists: Checklists,
): CallFact | undefined {
  return calls.findLast(({ checklistKey, outcomes }) => {
    const at = checklists.get(checklistKey ?? '')?.items.findIndex((item) => item.itemId === itemId) ?? -1;
    return at >= 0 && outcomes?.[at] === letter;
  });
}

/** What the agent said well in the best calls, one moment an item: first what the team most often misses. */
function bestMoments(
  calls: readonly CallFact[],
  teamTallies: ReadonlyMap<string, ItemTally>,
  opened: ReadonlyMap<string, OpenedCall>,
): Moment[] {
  const scores = new Map(calls.map(({ callId, score }) => [callId, score ?? 0]));
  const best = [...opened.values()]
    .sort((a, b) => scores.get(b.scorecard.callId)! - scores.get(a.scorecard.callId)!)
    .slice(0, BEST_CALLS);
  const byItem = new Map<string, OpenedCall>();
  for (const call of best)
    for (const { itemId } of quotedPasses(call)) if (!byItem.has(itemId)) byItem.set(itemId, call);
  const share = (itemId: string): number => teamTallies.get(itemId)?.passRate.share ?? 1;
  return [...byItem]
    .sort(([a], [b]) => share(a) - share(b) || a.localeCompare(b))
    .slice(0, MOMENTS)
    .flatMap(([itemId, call]) => momentOf(call, itemId) ?? []);
}
