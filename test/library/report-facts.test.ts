import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/library/database/open.ts';
import { agentFacts } from '../../src/library/report-facts/agent.ts';
import { logFacts, teamFacts } from '../../src/library/report-facts/team.ts';
import { traineeFacts } from '../../src/library/report-facts/trainee.ts';
import { addStage } from '../../src/library/stages.ts';
import { agentReport } from '../../src/reports/agent/report.ts';
import { logReport } from '../../src/reports/log/report.ts';
import { teamReport } from '../../src/reports/team/report.ts';
import { traineeReport } from '../../src/reports/trainee/report.ts';
import { ENGINES } from './database/engines.ts';
import { aCall } from './database/rows.ts';
import { fillReportLibrary, HOSTILE_ID, TEAM } from './report-library.ts';

const ALL = { from: null, to: null };
const DAY_OF_DST = { from: '2026-10-25', to: '2026-10-25' };

describe.each(ENGINES)('facts for reports ($engine)', (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(await engine.fresh());
    await fillReportLibrary(database.query);
  });
  afterAll(async () => {
    await database.close();
    await engine.remove();
  });

  it('takes the items of an agent over scored calls alone, as it does those of the team', async () => {
    const facts = await agentFacts(database, 'W01', ALL);
    const first = facts.calls.find(({ score }) => score !== null)!;
    const calls = facts.calls.map((call) => (call === first ? { ...call, score: null } : call));
    const others = facts.calls.filter((call) => call !== first);
    expect(agentReport({ ...facts, calls }).items).toEqual(agentReport({ ...facts, calls: others }).items);
  });

  it('counts the calls of an agent by what became of them, and averages the scored ones alone', async () => {
    const facts = await agentFacts(database, 'W01', ALL);
    const { counts, score, team } = agentReport(facts);
    expect(counts).toEqual({ scored: 13, unscored: 0, excluded: 1, failed: 1, open: 1 });
    const scores = facts.calls.flatMap((call) => call.score ?? []);
    expect(score.count).toBe(13);
    expect(score.value).toBeCloseTo(scores.reduce((sum, one) => sum + one, 0) / 13, 6);
    expect(team.name).toBe(TEAM);
    expect(team.score.count).toBe(19);
  });

  it('names an agent without calls in the period as the latest call does', async () => {
    const { agent, counts, team } = agentReport(await agentFacts(database, 'W01', { from: '2031-01-01', to: null }));
    expect([agent, team.name]).toEqual([{ id: 'W01', name: '王小芳', team: TEAM }, TEAM]);
    expect(counts.scored).toBe(0);
  });

  it('names the same team mean and distribution as the calls themselves', async () => {
    const facts = await agentFacts(database, 'W01', DAY_OF_DST);
    const rows = await database.query
      .selectFrom('calls')
      .select('score')
      .where('day', '=', '2026-10-25')
      .where('score', 'is not', null)
      .execute();
    const scores = rows.map(({ score }) => score!);
    expect(facts.team.count).toBe(scores.length);
    expect(facts.team.sum).toBeCloseTo(
      scores.reduce((sum, one) => sum + one, 0),
      6,
    );
    const bins = new Array(10).fill(0);
    for (const score of scores) bins[Math.min(9, Math.floor(score / 10))] += 1;
    expect(facts.team.bins).toEqual(bins);
  });

  it('puts a score into the ten it lies in, whichever way the database rounds', async () => {
    const edges = [0, 9.99, 10, 89.7, 90, 99.9, 100].map((score, at) =>
      aCall(`edge${at}`, { state: 'done', agent_id: 'E01', team: '边界组', day: '2026-01-01', score }),
    );
    await database.query.insertInto('calls').values(edges).execute();
    const { team } = await agentFacts(database, 'E01', ALL);
    expect(team.bins).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 1, 3]);
    await database.query.deleteFrom('calls').where('agent_id', '=', 'E01').execute();
  });

  it('finds moments with quotes, seconds and the recording, and fatal findings', async () => {
    const { worst, best, fatal, coaching } = agentReport(await agentFacts(database, 'W01', ALL));
    expect(worst.length).toBe(3);
    expect(worst.every(({ callId, file }) => file === `/recordings/${callId}.wav`)).toBe(true);
    expect(best.length).toBe(3);
    expect(best.every(({ quote, startSeconds }) => quote !== null && startSeconds !== null)).toBe(true);
    expect(fatal.map(({ callId }) => callId)).toEqual(expect.arrayContaining(['w0', 'w4', 'w8']));
    expect(coaching.length).toBe(3);
    expect(coaching.some(({ modelSentence }) => modelSentence !== null)).toBe(true);
  });

  it('lists open appeals and no decided ones', async () => {
    const appeal = { item_id: 'closing-thanks', by_name: '王小芳', why: '说了', at: '2026-10-26T00:00:00.000Z' };
    const open = { decision: null, handler: null, decision_why: null, decided_at: null };
    await database.query
      .insertInto('appeals')
      .values([
        { appeal_id: 'a1', call_id: 'w0', ...appeal, ...open },
        { appeal_id: 'a2', call_id: 'w4', ...appeal, ...open, decision: 'declined' },
        { appeal_id: 'a3', call_id: 'single', ...appeal, ...open },
      ])
      .execute();
    const { appeals } = agentReport(await agentFacts(database, 'W01', ALL));
    expect(appeals.map(({ appealId, title }) => [appealId, title.zh])).toEqual([['a1', '结束致谢']]);
  });

  it('ranks a team, leaves those with few calls unranked, and counts people’s agreement by the latest review', async () => {
    const review = { by_name: '质检', why: '', source: 'command' as const, rating: null };
    await database.query
      .insertInto('reviews')
      .values([
        {
          review_id: 'r1',
          call_id: 'w0',
          item_id: 'closing-thanks',
          outcome: 'pass',
          machine: 'p',
          at: '2026-10-26T01',
          ...review,
        },
        {
          review_id: 'r2',
          call_id: 'w0',
          item_id: 'closing-thanks',
          outcome: 'fail',
          machine: 'p',
          at: '2026-10-26T02',
          ...review,
        },
        {
          review_id: 'r3',
          call_id: 'w1',
          item_id: 'closing-thanks',
          outcome: 'pass',
          machine: 'p',
          at: '2026-10-26T03',
          ...review,
        },
        {
          review_id: 'r4',
          call_id: 'w2',
          item_id: 'closing-thanks',
          outcome: 'pass',
          machine: 'u',
          at: '2026-10-26T03',
          ...review,
        },
        {
          review_id: 'r5',
          call_id: 'w3',
          item_id: 'closing-thanks',
          outcome: 'withdrawn',
          machine: 'p',
          at: '2026-10-26T04',
          ...review,
        },
      ])
      .execute();
    const report = teamReport(await teamFacts(database, TEAM, { from: '2026-10-01', to: '2026-10-31' }));
    expect(report.ranking.map(({ agentId, rank }) => [agentId, rank])).toEqual([
      ['W01', 1],
      ['X02', null],
      [HOSTILE_ID, null],
    ]);
    expect(report.accuracy).toMatchObject({ hits: 1, of: 2 });
    expect(report.items.find(({ itemId }) => itemId === 'closing-thanks')!.accuracy).toMatchObject({ hits: 1, of: 2 });
    expect(report.undated).toBe(1);
    await expect(teamFacts(database, '别的组', ALL)).rejects.toMatchObject({ code: 'not-in-library' });
  });

  it('keeps the log of a day on which clocks go back to the calls of that calendar day', async () => {
    const report = logReport(await logFacts(database, null, 'day', DAY_OF_DST));
    expect(report.counts).toEqual({ scored: 6, unscored: 0, excluded: 1, failed: 1, open: 1 });
    expect(report.trend.points).toHaveLength(1);
    expect(report.leftOut.map(({ callId, reason }) => [callId, reason?.en])).toEqual([
      ['broken', 'No recording.'],
      ['short', 'Too short.'],
    ]);
    expect(report.toLookAt[0]!.fatal).toBe(true);
    for (const { callId, file } of [...report.leftOut, ...report.toLookAt]) expect(file).toContain(callId);
    const empty = logReport(await logFacts(database, null, 'week', { from: '2020-01-06', to: '2020-01-12' }));
    expect(empty.counts.scored).toBe(0);
    expect(empty.failed).toEqual([]);
  });

  it('shows a trainee’s form call by call beside the best call of the team, and the stages between', async () => {
    const by = { assessor: '培训师', note: '' };
    await addStage(database.query, 'T09', { stage: 'talk', outcome: 'pass', ...by }, '2026-09-01T00:00:00.000Z');
    await addStage(database.query, 'T09', { stage: 'training', outcome: 'pass', ...by }, '2026-09-05T00:00:00.000Z');
    const report = traineeReport(await traineeFacts(database, 'T09', null));
    expect(report.calls.map(({ callId }) => callId)).toEqual(['t1', 't2', 't3']);
    expect(report.lines).toHaveLength(17);
    expect(report.model?.callId).toBe('model');
    expect(report.standing).toEqual({ state: 'before', stage: 'first-assessment' });
    expect(report.stages.map(({ callsBefore }) => callsBefore.count)).toEqual([0, 1]);
    expect(report.skillFile.map(({ kind }) => kind)).toEqual(['stage', 'call', 'stage', 'call', 'call']);
    const named = traineeReport(await traineeFacts(database, 'T09', 't1'));
    expect(named.model?.callId).toBe('t1');
    await expect(traineeFacts(database, 'T09', 'w0')).rejects.toMatchObject({ code: 'not-in-library' });
    await expect(traineeFacts(database, 'nobody', null)).rejects.toMatchObject({ code: 'not-in-library' });
  });

  it('refuses a stage that is not the next one', async () => {
    const step = { stage: 'comprehensive-assessment', outcome: 'pass', assessor: '培训师', note: '' } as const;
    await expect(addStage(database.query, 'T77', step)).rejects.toMatchObject({
      code: 'usage',
      sentence: { zh: 'T77：下一步是培训前沟通（talk），不是综合考核。' },
    });
  });

  it.each([
    ['', '培训师'],
    ['T78', ' '],
  ])('refuses a stage of “%s” by “%s”', async (agentId, assessor) => {
    const step = { stage: 'talk', outcome: 'pass', assessor, note: '' } as const;
    await expect(addStage(database.query, agentId, step)).rejects.toMatchObject({
      code: 'usage',
      sentence: {
        en: "A stage needs the trainee's id and the assessor's name; one of them is empty.",
        zh: '阶段须写明学员工号和考核人姓名，现有一项为空。',
      },
    });
  });
});
