import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Database, openDatabase } from '../../src/library/database/open.ts';
import { agentFacts } from '../../src/library/report-facts/agent.ts';
import {
  agentsIn,
  callsLeftOut,
  callsToLookAt,
  daysIn,
  lettersIn,
  reviewsIn,
} from '../../src/library/report-facts/agents.ts';
import { callsIn } from '../../src/library/report-facts/calls.ts';
import type { Scope } from '../../src/library/report-facts/scope.ts';
import { logFacts, teamFacts } from '../../src/library/report-facts/team.ts';
import { agentBlocks } from '../../src/reports/agent/blocks.ts';
import { agentReport } from '../../src/reports/agent/report.ts';
import { blocksAsHtml } from '../../src/reports/blocks/html.ts';
import { logReport } from '../../src/reports/log/report.ts';
import { teamReport } from '../../src/reports/team/report.ts';
import { fillLibrary } from './made-library.ts';

/** Bars, in milliseconds over a hundred thousand calls: any one query, and a report in all. */
const QUERY_BAR = 200;
const REPORT_BAR = 1000;
const TIMES = 5;

const MONTH = { from: '2026-03-01', to: '2026-03-31' };
const ALL = { from: null, to: null };
const TEAM = '售后组';

/** Prints how long queries and reports take over a full library; returns false when a bar is missed. */
export async function benchReports(): Promise<boolean> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lingting-bench-'));
  const database = await openDatabase(path.join(folder, 'library.db'));
  await fillLibrary(database.query);
  const rows = [...(await queries(database)), ...(await reports(database))];
  console.log('\nReports over 100,000 calls of 200 agents and 90 days, SQLite, median of 5');
  console.table(rows);
  await database.close();
  await rm(folder, { recursive: true, force: true });
  return rows.every((row) => row.ms < row.bar);
}

async function queries(database: Database) {
  const scopes: [string, Scope][] = [
    ['month', { period: MONTH, team: null, agentId: null }],
    ['month, one team', { period: MONTH, team: TEAM, agentId: null }],
    ['all time, everybody', { period: ALL, team: null, agentId: null }],
  ];
  const asked: Record<string, (scope: Scope) => Promise<unknown>> = {
    'calls by agent': (scope) => agentsIn(database, scope),
    'letters by agent': (scope) => lettersIn(database, scope),
    'scores by day': (scope) => daysIn(database, scope),
    'calls to look at': (scope) => callsToLookAt(database, scope, 30),
    'calls left out': (scope) => callsLeftOut(database, scope),
    reviews: (scope) => reviewsIn(database, scope),
  };
  const rows = [];
  for (const [what, ask] of Object.entries(asked))
    for (const [name, scope] of scopes)
      rows.push({ what: `query: ${what}, ${name}`, ms: await median(() => ask(scope)), bar: QUERY_BAR });
  const ofAgent = { period: ALL, team: null, agentId: 'A001' };
  rows.push({
    what: 'query: calls of an agent',
    ms: await median(() => callsIn(database.query, ofAgent)),
    bar: QUERY_BAR,
  });
  return rows;
}

async function reports(database: Database) {
  const made: Record<string, () => Promise<unknown>> = {
    'agent, month, as page': async () =>
      blocksAsHtml(agentBlocks(agentReport(await agentFacts(database, 'A001', MONTH)), 'zh', () => null)),
    'agent, all time': async () => agentReport(await agentFacts(database, 'A001', ALL)),
    'team, month': async () => teamReport(await teamFacts(database, TEAM, MONTH)),
    'everybody, all time': async () => teamReport(await teamFacts(database, null, ALL)),
    'log of a month': async () => logReport(await logFacts(database, null, 'month', MONTH)),
  };
  const rows = [];
  for (const [what, make] of Object.entries(made))
    rows.push({ what: `report: ${what}`, ms: await median(make), bar: REPORT_BAR });
  return rows;
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const start = performance.now();
    await work();
    took.push(performance.now() - start);
  }
  return Math.round(took.sort((a, b) => a - b)[Math.floor(TIMES / 2)]!);
}
