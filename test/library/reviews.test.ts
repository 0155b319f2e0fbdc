import { afterAll, describe, expect, it } from 'vitest';
import type { Form } from '../../src/checklist/form-schema.ts';
import { type Database, openDatabase } from '../../src/library/database/open.ts';
import { trailOf } from '../../src/library/review-trail.ts';
import { addReviews, type NewReview } from '../../src/library/reviews.ts';
import { ENGINES } from './database/engines.ts';
import { addScoredCalls, type MadeCall, SCORED_AT } from './scored-calls.ts';

const NOW = '2026-03-05T10:00:00.000Z';
const later = (minutes: number): string => new Date(Date.parse(NOW) + 60_000 * minutes).toISOString();

function review(
  callId: string,
  itemId: string,
  outcome: NewReview['outcome'],
  more: Partial<NewReview> = {},
): NewReview {
  return { callId, itemId, outcome, rating: null, by: '李质检', why: '听过', at: NOW, source: 'command', ...more };
}

const title = { zh: '考核', en: 'Assessment' };
const FORM: Form = {
  ratings: { five: 0.75, three: 0.25 },
  groups: [
    {
      id: 'all',
      title,
      items: [
        { section: 'a', givenBy: 'machine' },
        { section: 'b', givenBy: 'human' },
      ],
    },
  ],
  gates: [],
};

describe.each(ENGINES)('reviews in $engine', ({ fresh, remove }) => {
  const open: Database[] = [];
  afterAll(async () => {
    for (const database of open) await database.close();
    await remove();
  });
  async function library(...calls: MadeCall[]): Promise<Database> {
    const database = await openDatabase(await fresh());
    open.push(database);
    const made = calls.length > 0 ? calls : [{ callId: '通话1', sections: [['a', 100, 'x=fail! y=undecided z=pass']] }];
    await addScoredCalls(database.query, made as MadeCall[]);
    return database;
  }
  const columns = ({ query }: Database, callId = '通话1') =>
    query
      .selectFrom('calls')
      .select(['score', 'machine_score', 'fatal', 'needs_review', 'reviewed', 'outcomes', 'machine_outcomes'])
      .where('call_id', '=', callId)
      .executeTakeFirstOrThrow();

  it('sets the final scores of the call beside those of the machine', async () => {
    const database = await library();
    expect(await columns(database)).toMatchObject({
      score: 0,
      fatal: 1,
      needs_review: 1,
      reviewed: 0,
      outcomes: 'fup',
    });
    await addReviews(database, [review('通话1', 'x', 'partial')], NOW);
    expect(await columns(database)).toEqual({
      score: 75,
      machine_score: 0,
      fatal: 0,
      needs_review: 1,
      reviewed: 1,
      outcomes: '5up',
      machine_outcomes: 'fup',
    });
    await addReviews(database, [review('通话1', 'y', 'na', { at: later(1) })], later(1));
    expect(await columns(database)).toMatchObject({ score: 75, needs_review: 0, outcomes: '5np' });
  });

  it('keeps every word and every score, with what the machine said then', async () => {
    const database = await library();
    await addReviews(database, [review('通话1', 'x', 'pass')], NOW);
    await addReviews(database, [review('通话1', 'x', 'partial', { by: '王组长', at: later(5) })], later(5));
    await addReviews(database, [review('通话1', 'x', 'withdrawn', { at: later(9) })], later(9));
    const trail = await trailOf(database.query, '通话1');
    expect(trail.map((step) => (step.kind === 'score' ? step.score : `${step.by} ${step.outcome}`))).toEqual([
      0,
      '李质检 pass',
      100,
      '王组长 partial',
      75,
      '李质检 withdrawn',
      0,
    ]);
    expect(trail[0]).toMatchObject({ cause: 'score', at: SCORED_AT });
    expect(trail[1]).toMatchObject({ machine: 'f', source: 'command', why: '听过' });
    expect(trail[2]).toMatchObject({ cause: 'review', at: NOW, machineScore: 0 });
    expect(await columns(database)).toMatchObject({ score: 0, reviewed: 0 });
  });

  it('lets the newest hold, not the last that came', async () => {
    const database = await library();
    await addReviews(database, [review('通话1', 'x', 'pass')], NOW);
    await addReviews(database, [review('通话1', 'x', 'fail', { at: '2026-03-01T08:00:00.000Z' })], NOW);
    expect(await columns(database)).toMatchObject({ outcomes: 'pup' });
  });

  it('adds nothing twice', async () => {
    const database = await library();
    const list = [review('通话1', 'x', 'pass'), review('通话1', 'y', 'fail', { at: null })];
    expect(await addReviews(database, [...list, { ...list[0]! }], NOW)).toEqual(['added', 'added', 'known']);
    expect(await addReviews(database, list, later(60))).toEqual(['known', 'known']);
    const rows = await database.query.selectFrom('reviews').select('at').execute();
    expect(rows).toEqual([{ at: NOW }, { at: NOW }]);
  });

  it('rates a line of the training form, which only a person can', async () => {
    const sections: MadeCall['sections'] = [
      ['a', 50, 'x=fail'],
      ['b', 50, 'y=undecided~'],
    ];
    const database = await library({ callId: '学员', sections, form: FORM });
    expect(await columns(database, '学员')).toMatchObject({ score: 20 });
    await addReviews(database, [review('学员', 'b', 'pass', { rating: 5 }), review('学员', 'a', 'partial')], NOW);
    expect(await columns(database, '学员')).toMatchObject({ score: 80, machine_score: 20 });
    const rows = await database.query.selectFrom('reviews').select(['rating', 'machine']).orderBy('item_id').execute();
    expect(rows).toEqual([
      { rating: 3, machine: 'f' },
      { rating: 5, machine: 'h' },
    ]);
  });

  it('says what is wrong with one, and adds the others', async () => {
    const database = await library(
      { callId: '通话1', sections: [['a', 100, 'x=fail']] },
      {
        callId: '学员',
        sections: [['a', 100, 'x=fail']],
        form: { ...FORM, groups: [{ ...FORM.groups[0]!, items: [{ section: 'a', givenBy: 'machine' }] }] },
      },
    );
    await database.query
      .insertInto('calls')
      .values({
        ...(await database.query
          .selectFrom('calls')
          .selectAll()
          .where('call_id', '=', '通话1')
          .executeTakeFirstOrThrow()),
        call_id: '坏',
        state: 'failed',
        reason: JSON.stringify({ zh: '是空文件。', en: 'It is empty.' }),
      })
      .execute();
    const wrong: [NewReview, RegExp][] = [
      [review('没有', 'x', 'pass'), /There is no call "没有"/],
      [review('坏', 'x', 'pass'), /^Call "坏" failed and has no scorecard: It is empty\.$/],
      [review('通话1', 'xx', 'pass'), /has no item "xx"; the nearest is "x"/],
      [review('通话1', 'x', 'pass', { by: '' }), /one of them is empty/],
      [review('通话1', 'x', 'pass', { why: '' }), /one of them is empty/],
      [review('通话1', 'x', 'pass', { rating: 5 }), /Ratings 5, 3 and 1 are for lines/],
      [review('学员', 'a', 'pass', { rating: 3 }), /Rating 3 contradicts "pass"/],
      [review('通话1', 'x', 'pass', { at: later(1500) }), /is to come/],
    ];
    const results = await addReviews(database, [...wrong.map(([one]) => one), review('通话1', 'x', 'pass')], NOW);
    wrong.forEach(([, message], index) => {
      expect(results[index]).toMatchObject({ message: expect.stringMatching(message) });
    });
    expect(results.at(-1)).toBe('added');
    expect(await columns(database)).toMatchObject({ score: 100 });
  });

  it('leaves the call as it was when its scores cannot be stored', async () => {
    const database = await library();
    const { query } = database;
    await query.schema.dropTable('score_history').execute();
    await expect(addReviews(database, [review('通话1', 'x', 'pass')], NOW)).rejects.toThrow();
    expect(await query.selectFrom('reviews').selectAll().execute()).toEqual([]);
    expect(await columns(database)).toMatchObject({ score: 0, reviewed: 0 });
  });
});
