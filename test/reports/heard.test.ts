import { expect, it } from 'vitest';
import { momentOf } from '../../src/reports/figures/moments.ts';
import { heardSpans } from '../../src/reports/heard.ts';
import { both, item, scorecardOf, scored } from './fixture.ts';

it.each([
  ['a click with what is around it', [[41.464, 41.475]], [[40.9695, 41.9695]]],
  ['from the beginning of the call', [[0.1, 0.1]], [[0, 1]]],
  ['what lasts long enough as it is', [[3, 4.5]], [[3, 4.5]]],
  ['to the end of the call and no further', [[59.9, 59.95]], [[59, 60]]],
  ['and not what is after it', [[57, 60.4]], [[57, 60]]],
  [
    'clicks close together as one',
    [
      [10, 10.01],
      [10.6, 10.61],
      [30, 30.01],
    ],
    [
      [9.505, 11.105],
      [29.505, 30.505],
    ],
  ],
])('of 60 s one hears %s', (_what, places, heard) => {
  const spans = heardSpans(
    places.map(([start, end]) => ({ start: start!, end: end! })),
    60,
  );
  expect(spans).toEqual(heard.map(([start, end]) => ({ start: expect.closeTo(start!), end: expect.closeTo(end!) })));
});

it('hears all of a call of less than a second', () => {
  expect(heardSpans([{ start: 0.2, end: 0.3 }], 0.6)).toEqual([{ start: 0, end: 0.6 }]);
});

it.each([
  [60, 57, 60],
  [null, 57, 60.9],
])('a clip of a call of %s s does not end after it', (durationSeconds, startSeconds, endSeconds) => {
  const said = [{ span: { start: 58, end: 59.9 }, participant: 'agent' as const, quote: '再见' }];
  const items = [item('farewell', 'closing', both('道别'), scored('fail', both('没有道别'), said))];
  const call = { scorecard: scorecardOf('C1', 50, { items }), file: '/C1.wav', durationSeconds };
  expect(momentOf(call, 'farewell')).toMatchObject({ startSeconds, endSeconds });
});
