import { expect, it } from 'vitest';
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
});
