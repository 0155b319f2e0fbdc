import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const rare = (more: object = {}) => ({
  density: { classes: ['flat-refusal'], per: 'fiveMinutes', pass: { atMost: 1 }, partial: { atMost: 2 }, ...more },
});
const no = (count: number, length = 60) =>
  `duration: ${length}\n${'agent: 这个不行。\ncustomer: 为什么？\n'.repeat(count)}`;
const often = (per: string, atLeast: number) => ({ density: { classes: ['thanks'], per, pass: { atLeast } } });

it.each([
  [rare(), 'agent: 好的。', 'pass'],
  [rare(), no(1), 'pass'],
  [rare(), no(2), 'partial'],
  [rare(), no(3), 'fail'],
  // the same three in ten minutes
  [rare(), no(3, 600), 'partial'],
  // half, and not at all, when made good in the same turn or the next one
  [
    rare({ halvedBy: ['alternative'] }),
    'agent: 这个不行，建议您换一个。\ncustomer: 哦。\nagent: 这个也不行，我可以帮您换。',
    'pass',
  ],
  [
    rare({ pass: { atMost: 0 }, excusedBy: ['alternative'] }),
    'agent: 这个不行。\ncustomer: 哦。\nagent: 建议您换一个。',
    'pass',
  ],
  [
    rare({ pass: { atMost: 0 }, partial: undefined, excusedBy: ['alternative'] }),
    'agent: 不行。\ncustomer: 哦。\nagent: 好。\ncustomer: 哦。\nagent: 建议您换一个。',
    'fail',
  ],
  // not when that stands before it, or when another one follows it
  [
    rare({ pass: { atMost: 0 }, partial: undefined, excusedBy: ['alternative'] }),
    'agent: 我可以帮您看，这个不行。\ncustomer: 哦。\nagent: 好。',
    'fail',
  ],
  [
    rare({ pass: { atMost: 0 }, partial: undefined, excusedBy: ['alternative'] }),
    'agent: 这个不行。\ncustomer: 哦。\nagent: 要不也没办法。',
    'fail',
  ],
  // the customer used the word first
  [rare({ pass: { atMost: 0 }, freeOnceOtherSaidIt: true }), 'customer: 这个不行吧，不行。\nagent: 不行。', 'pass'],
  [
    rare({ pass: { atMost: 0 }, partial: undefined, freeOnceOtherSaidIt: true }),
    'agent: 不行。\ncustomer: 不行。',
    'fail',
  ],
  [rare({ leastUnits: 20 }), no(3), 'notApplicable'],
  [rare(), 'customer: 不行，不行。', 'notApplicable'],
  [rare({ pass: { atMost: 0 } }), 'agent [logp -1.8]: 这个不行', 'undecided'],
  [often('hundredUnits', 5), 'agent: 好的，谢谢您打电话来说这件事。', 'pass'],
  [
    often('hundredUnits', 5),
    'agent: 好的，谢谢您，我会把您反映的事情一件一件都记下来，请同事看完以后给您打电话回复。',
    'fail',
  ],
  [often('sentences', 0.5), 'agent: 谢谢您。好的。', 'pass'],
  [often('sentences', 0.5), 'agent: 谢谢您。好的。明天到。', 'fail'],
  // a sentence counts once
  [often('sentences', 0.5), 'agent: 谢谢您，非常感谢。好的。明天到。', 'fail'],
  // where there is no punctuation, it is restored
  [often('sentences', 0.5), 'agent: 谢谢您明天送到可以吗后天送到可以吗', 'pass'],
  [often('sentences', 0.5), 'agent: 谢谢您明天送到可以吗后天送到可以吗大后天可以吗', 'fail'],
  [often('sentences', 0.5), 'agent: 谢谢您。非常感谢。好的。明天到。', 'pass'],
])('%# is judged', (judge, dialogue, kind) => {
  expect(findingOf(judge, dialogue).kind).toBe(kind);
});

it('shows each place with the rate and its limit, and what is missing where nothing was said', () => {
  expect(findingOf(rare(), no(3)).evidence[2]).toMatchObject({
    quote: '不行',
    measured: { value: 3, unit: 'countPerFiveMinutes' },
    threshold: { comparison: 'at most', value: 1 },
  });
  expect(findingOf(often('sentences', 0.5), 'agent: 好的。').evidence).toMatchObject([
    { quote: '好的。', expected: '谢谢', measured: { value: 0 }, threshold: { comparison: 'at least', value: 0.5 } },
  ]);
});
