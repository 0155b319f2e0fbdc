import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { addAppeal, decideAppeal, listAppeals } from '../../src/library/appeals.ts';
import { openDatabase } from '../../src/library/database/open.ts';
import { importReviews } from '../../src/library/import-reviews.ts';
import { allReviews, reviewedScorecard } from '../../src/library/review-call.ts';
import { writeReviewList } from '../../src/library/review-list.ts';
import { reviewedVerdicts } from '../../src/library/reviewed-verdicts.ts';
import { addReviews, type NewReview } from '../../src/library/reviews.ts';
import { callsToSample } from '../../src/library/sample-calls.ts';
import { appealBlocks } from '../../src/reports/quality/appeals-report.ts';
import { ENGINES } from './database/engines.ts';
import { addScoredCalls } from './scored-calls.ts';

const NOW = '2026-03-05T10:00:00.000Z';
const WHYS = ['=1+1', '+86', '-5 分', '@all', "'=quoted", "''-", '说"了"，\n两行', "'好", 'a,b;c\td'];

describe.each(ENGINES)('in $engine', ({ fresh, remove }) => {
  afterAll(remove);
  async function library() {
    const database = await openDatabase(await fresh());
    const more = { agent_id: 'A1', day: '2026-03-05' };
    await addScoredCalls(database.query, [
      { callId: 'C1', sections: [['a', 100, 'x=fail! y=undecided z=pass']], more },
      { callId: '-C2', sections: [['a', 100, 'x=pass y=fail z=pass']] },
    ]);
    return database;
  }

  it('a list that was exported is read back to the letter', async () => {
    const [one, other] = [await library(), await library()];
    const reviews = WHYS.map((why, at): NewReview => {
      const time = new Date(Date.parse(NOW) + at).toISOString();
      return {
        callId: at % 2 ? 'C1' : '-C2',
        itemId: 'xyz'[at % 3]!,
        outcome: 'fail',
        rating: null,
        by: `=${at}`,
        why,
        at: time,
        source: 'command',
      };
    });
    expect(await addReviews(one, reviews)).toEqual(reviews.map(() => 'added'));
    const exported = async (of: typeof one) => {
      const found = [];
      for await (const review of allReviews(of.query)) found.push(review);
      return found;
    };
    const list = await exported(one);
    expect(list.map(({ why }) => why)).toEqual(WHYS);
    const file = path.join(tmpdir(), `${randomUUID()}.csv`);
    const text = [...writeReviewList(list)].join('');
    expect(text).not.toMatch(/[,\n]"?[=+\-@\t]/);
    await writeFile(file, text);
    expect(await importReviews(one, file, () => {})).toEqual({ added: 0, known: WHYS.length, faults: [] });
    expect(await importReviews(other, file, () => {})).toEqual({ added: WHYS.length, known: 0, faults: [] });
    expect(await exported(other)).toEqual(list);
    await Promise.all([one.close(), other.close()]);
  });

  it('an accepted appeal changes the verdict, and only one decision counts', async () => {
    const database = await library();
    const appeal = { call_id: '-C2', item_id: 'y', by_name: '李明', why: '客户先挂' };
    const { appeal_id } = await addAppeal(database, appeal, NOW);
    await expect(addAppeal(database, appeal)).rejects.toThrow('is still open');
    await expect(addAppeal(database, { ...appeal, item_id: 'q' })).rejects.toThrow('has no item "q"');
    const accepted = { decision: 'accepted', outcome: 'partial', handler: '组长', why: '属实' } as const;
    await decideAppeal(database, appeal_id, accepted, NOW);
    await expect(decideAppeal(database, appeal_id, accepted)).rejects.toThrow('was accepted by 组长');
    await expect(decideAppeal(database, 'none', accepted)).rejects.toThrow('There is no appeal');
    expect(await listAppeals(database.query, { openOnly: true })).toEqual([]);
    const { scorecard, machineScore } = await reviewedScorecard(database.query, '-C2');
    expect([scorecard.score, machineScore]).toEqual([expect.closeTo(250 / 3), expect.closeTo(200 / 3)]);
    await database.close();
  });

  it('lists an appeal whose call has lost its recording', async () => {
    const database = await library();
    await addAppeal(database, { call_id: 'C1', item_id: 'x', by_name: '李明', why: '说过' }, NOW);
    await database.query.deleteFrom('call_inputs').where('call_id', '=', 'C1').execute();
    const appeals = await listAppeals(database.query, { openOnly: false });
    expect(appeals).toMatchObject([{ call_id: 'C1', file: null }]);
    expect(JSON.stringify(appealBlocks(appeals, 'zh').blocks)).toContain('{"text":"C1"},{"text":"–"}');
    await database.close();
  });

  it('the last word of people stands beside what the machine says now', async () => {
    const database = await library();
    const said = (itemId: string, outcome: NewReview['outcome'], second: number): NewReview => ({
      ...{ callId: 'C1', itemId, outcome, rating: null, by: '李', why: '听过', source: 'csv' },
      at: `2026-03-05T10:00:0${second}.000Z`,
    });
    await addReviews(database, [
      said('x', 'pass', 1),
      said('x', 'fail', 0),
      said('y', 'na', 2),
      said('z', 'fail', 3),
      said('z', 'withdrawn', 4),
    ]);
    const found = await reviewedVerdicts(database.query, null);
    expect(found.map(({ itemId, machine, human }) => [itemId, machine, human])).toEqual([
      ['x', 'fail', 'pass'],
      ['y', null, 'na'],
    ]);
    expect(await reviewedVerdicts(database.query, 'y')).toHaveLength(1);
    await database.close();
  });

  it('calls to sample are those that were scored, of a time and an agent, the riskier the worse', async () => {
    const database = await library();
    const all = await callsToSample(database, { from: null, to: null, agent: null });
    expect(all.map(({ id, stratum, risk }) => [id, stratum, risk]).sort()).toEqual([
      ['-C2', '', expect.closeTo(2)],
      ['C1', 'A1', 10],
    ]);
    const some = await callsToSample(database, { from: '2026-03-05', to: '2026-03-05', agent: 'A1' });
    expect(some.map(({ id, file }) => [id, file])).toEqual([['C1', '/recordings/C1.wav']]);
    await database.close();
  });
});
