import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

it.each([
  [{ classes: ['dont-know'] }, 'agent: 不知道。', 'fail'],
  [{ classes: ['dont-know'] }, 'customer: 不知道。\nagent: 好的。', 'pass'],
  [{ classes: ['dont-know'] }, 'agent: 布知道。', 'pass'],
  [{ classes: ['dont-know'], tolerated: 1 }, 'agent: 不知道。', 'pass'],
  [{ classes: ['dont-know'], rescuedBy: ['rescue'] }, 'agent: 我不太清楚，但我可以帮您问一问。', 'partial'],
  [{ classes: ['dont-know'], rescuedBy: ['rescue'] }, 'agent: 不清楚。\ncustomer: 那怎么办\nagent: 请稍等', 'fail'],
  [
    { classes: ['flat-refusal'], excusedByAll: ['apology', 'alternative'] },
    'agent: 抱歉，不行，我可以帮您换。',
    'pass',
  ],
  [{ classes: ['flat-refusal'], excusedByAll: ['apology', 'alternative'] }, 'agent: 抱歉，不行。', 'fail'],
  // “I can” of the refusal itself offers nothing
  [{ classes: ['flat-refusal'], rescuedBy: ['alternative'] }, "language: en\nagent: There's nothing I can do.", 'fail'],
  [{ classes: ['abrupt-opening'], alone: true }, 'agent: 哪里？', 'fail'],
  [{ classes: ['abrupt-opening'], alone: true }, 'agent: 您住在哪里？', 'pass'],
  [{ classes: ['rude-repeat'], alone: true }, 'language: en\nagent: Sorry, what? I see.', 'fail'],
  [{ classes: ['rude-repeat'], alone: true }, 'language: en\nagent: I see what you mean.', 'pass'],
  [{ classes: ['dont-know'] }, 'agent [logp -2]: 不知道', 'undecided'],
  [{ classes: ['dont-know'] }, 'agent [0-3; dropped]: 谢谢观看', 'undecided'],
  [{ classes: ['dont-know'] }, 'customer: 喂', 'notApplicable'],
])('%j on %j is %s', (options, dialogue, kind) => {
  const finding = findingOf({ neverSays: options }, dialogue);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail')
    expect(finding.evidence[0]).toMatchObject({ quote: expect.any(String), threshold: { value: 0 } });
});

it('says how often it was heard and how often it may be', () => {
  const finding = findingOf(
    { neverSays: { classes: ['dont-know'], tolerated: 1 } },
    'agent: 不知道。您去看吧，不清楚。',
  );
  expect(finding).toMatchObject({ kind: 'fail' });
  for (const { measured, threshold } of finding.evidence) expect([measured?.value, threshold?.value]).toEqual([2, 1]);
});
