import type { ChecklistRow } from '../../src/scorecard/checklist-row.ts';
import { scoreOfLetter } from '../../src/scorecard/outcome-letters.ts';
import { pick } from './random.ts';

/** An agent whose calls are made. */
export interface MadeAgent {
  id: string;
  name: string;
  team: string;
  trainee: boolean;
  /** How likely an item of ordinary difficulty fails at the end of the time, and how much more at its beginning. */
  failRate: number;
  improvement: number;
  /** Items this agent fails far more often than others, by their place. */
  weakness: number;
}

const SURNAMES = [...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗'];
const GIVEN = ['小芳', '伟', '静', '建国', '丽娜', '强', '敏', '雨桐', '浩然', '欣怡', '子轩', '梦瑶'];
const TEAMS = ['售前一组', '售前二组', '售后组', '投诉组', '夜班组'];

/** The agent of a number: names repeat, ids do not. */
export function agentOf(number: number, random: () => number): MadeAgent {
  return {
    id: `A${String(number + 1).padStart(3, '0')}`,
    name: pick(SURNAMES, random) + pick(GIVEN, random),
    team: TEAMS[number % TEAMS.length]!,
    trainee: number % 10 === 9,
    failRate: 0.03 + 0.16 * random() ** 2,
    improvement: 0.12 * (random() - 0.25),
    weakness: Math.floor(random() * 40),
  };
}

/** A day so many days before another. */
export function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** Share of calls on which an item of many situations does not come up, by whether it is worth points. */
const NOT_APPLICABLE = { scored: 0.35, shown: 0.8 };
const UNDECIDED = 0.03;
const PARTIAL = 0.3;

/**
 * Outcome letters of one call of an agent; `asked` are the items of ordinary calls, `age` goes from 0 for the last day to 1
 * for the first.
 */
export function verdictLetters(
  checklist: ChecklistRow,
  asked: ReadonlySet<string>,
  agent: MadeAgent,
  age: number,
  random: () => number,
): string {
  return checklist.items
    .map(({ itemId, treatment, severity, weight }, place) => {
      if (!asked.has(itemId)) return '-';
      const often = place % 3 === 0;
      if (!often && random() < (weight > 0 ? NOT_APPLICABLE.scored : NOT_APPLICABLE.shown)) return 'n';
      if (treatment === 'human') return 'h';
      if (random() < UNDECIDED) return 'u';
      if (severity === 'fatal') return random() < 0.0004 ? 'f' : 'p';
      const difficulty = 0.5 + ((place * 7919) % 17) / 8;
      const weak = place % 40 === agent.weakness ? 5 : 1;
      const failed = random() < Math.min(0.9, (agent.failRate + agent.improvement * age) * difficulty * weak);
      if (!failed) return 'p';
      return random() < PARTIAL ? '5' : 'f';
    })
    .join('');
}

/** The score that letters make: mean over what is scored, weighted by points; 0 where a fatal item failed. */
export function scoreOf(checklist: ChecklistRow, letters: string): { score: number | null; fatal: boolean } {
  let points = 0;
  let most = 0;
  let fatal = false;
  checklist.items.forEach(({ weight, severity }, at) => {
    const score = scoreOfLetter(letters[at]!);
    if (score === null) return;
    points += weight * score;
    most += weight;
    if (severity === 'fatal' && score === 0) fatal = true;
  });
  return { score: fatal ? 0 : most > 0 ? Math.round((1000 * points) / most) / 10 : null, fatal };
}
