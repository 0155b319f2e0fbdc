import { LingtingError } from '../../errors.ts';
import type { Period } from '../../reports/figures/day.ts';
import type { LogFacts } from '../../reports/log/report.ts';
import type { TeamFacts } from '../../reports/team/report.ts';
import type { Database } from '../database/open.ts';
import { agentsIn, callsLeftOut, callsToLookAt, daysIn, lettersIn, reviewsIn, undatedCalls } from './agents.ts';
import { allChecklists } from './calls.ts';
import type { Scope } from './scope.ts';

/**
 * What the report on a team is made from; on everybody without a name.
 * @throws LingtingError `not-in-library` when no call is this team's.
 */
export async function teamFacts(database: Database, team: string | null, period: Period): Promise<TeamFacts> {
  await requireTeam(database, team);
  const scope: Scope = { period, team, agentId: null };
  return {
    team,
    period,
    agents: await agentsIn(database, scope),
    letters: await lettersIn(database, scope),
    days: await daysIn(database, scope),
    reviews: await reviewsIn(database, scope),
    checklists: await allChecklists(database.query),
    undated: await undatedCalls(database, scope),
  };
}

/** Calls to look at that a log lists. */
const LISTED = 30;

/**
 * What the log of a day, a week or a month is made from.
 * @throws LingtingError `not-in-library` when no call is this team's.
 */
export async function logFacts(
  database: Database,
  team: string | null,
  span: LogFacts['span'],
  period: { from: string; to: string },
): Promise<LogFacts> {
  await requireTeam(database, team);
  const scope: Scope = { period, team, agentId: null };
  return {
    span,
    team,
    period,
    agents: await agentsIn(database, scope),
    letters: await lettersIn(database, scope),
    days: await daysIn(database, scope),
    toLookAt: await callsToLookAt(database, scope, LISTED),
    leftOut: await callsLeftOut(database, scope),
    checklists: await allChecklists(database.query),
    undated: await undatedCalls(database, scope),
  };
}

async function requireTeam({ query, shownAs }: Database, team: string | null): Promise<void> {
  if (team === null) return;
  const known = await query.selectFrom('calls').select('team').distinct().where('team', 'is not', null).execute();
  const names = known.map((row) => row.team!).sort();
  if (names.includes(team)) return;
  throw new LingtingError('not-in-library', {
    en: `No call in ${shownAs} is of a team "${team}". Teams (skill_group of the call list): ${names.join(', ') || 'none'}.`,
    zh: `${shownAs} 中没有“${team}”组的通话。现有的组（通话清单的技能组）：${names.join('、') || '无'}。`,
  });
}
