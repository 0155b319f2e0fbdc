import { expect, it } from 'vitest';
import { assess } from '../../src/scorecard/gates.ts';
import { reasonsToReview } from '../../src/scorecard/notes.ts';
import { both, item } from '../reports/fixture.ts';

it('the title of an item that holds a quotation is quoted with single marks within', () => {
  const title = both('称“您”不称“你”', 'Respect a “not now”');
  const doubtful = item('polite-you', 'wording', title, {
    kind: 'undecided',
    reason: both('x'),
    evidence: [],
    listenTo: [],
  });
  expect(reasonsToReview([doubtful], [])).toEqual([
    { zh: '1 项待复核：“称‘您’不称‘你’”。', en: '1 undecided: “Respect a ‘not now’”.' },
  ]);
  const failed = { ...doubtful, fatal: true, verdict: { ...doubtful.verdict, proposal: 'fail' as const } };
  const gate = { id: 'first', title: both('x'), passMark: 80, noneAtOne: ['wording'], noFatal: true };
  const line = { title, sectionId: 'wording', state: 'open', value: null };
  const form = { items: [line], score: 90, range: { from: 90, to: 90 } } as never;
  expect(assess(gate as never, form, [failed] as never).reasons.map(({ zh }) => zh)).toEqual([
    '“称‘您’不称‘你’”还没有分值。',
    '一票否决项“称‘您’不称‘你’”待确认；一经确认即须再培训。',
  ]);
});
