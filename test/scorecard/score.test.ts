import { expect, it } from 'vitest';
import type { Checklist, ChecklistItem } from '../../src/checklist/checklist.ts';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import type { ItemVerdict } from '../../src/checklist/judge.ts';
import { loadChecklist } from '../../src/checklist/load.ts';
import type { Verdict } from '../../src/checklist/verdict.ts';
import { scoreVerdicts } from '../../src/scorecard/score.ts';

const said = { zh: '因为', en: 'because' };
const VERDICTS: Record<string, Verdict> = {
  pass: { kind: 'scored', outcome: 'pass', score: 1, rating: 5, explanation: said, evidence: [] },
  partial: { kind: 'scored', outcome: 'partial', score: 0.5, rating: 3, explanation: said, evidence: [] },
  fail: { kind: 'scored', outcome: 'fail', score: 0, rating: 1, explanation: said, evidence: [] },
  na: { kind: 'notApplicable', reason: said, evidence: [] },
  undecided: { kind: 'undecided', reason: said, evidence: [], listenTo: [] },
  error: { kind: 'error', code: 'x', message: 'x' },
};
const analysis = analysisOfDialogue('agent: 您好');
const inbound = await loadChecklist('seeds/checklists/inbound.yaml');

function score(items: [section: string, weight: number, verdict: string, fatal?: boolean][]) {
  const checklist: Checklist = {
    ...inbound,
    sections: [
      { id: 'a', title: said },
      { id: 'b', title: said },
    ],
    headline: [{ id: 'all', title: said, itemIds: items.map((_, index) => `i${index}`) }],
    items: items.map(([section, weight], index) => ({
      ...(inbound.items[0] as ChecklistItem),
      id: `i${index}`,
      section,
      weight,
      fatal: false,
    })),
  };
  const verdicts: ItemVerdict[] = items.map(([, , verdict, fatal], index) => ({
    itemId: `i${index}`,
    verdict: VERDICTS[verdict]!,
    fatal: fatal ?? false,
  }));
  return scoreVerdicts(checklist, verdicts, analysis);
}

it.each([
  [
    'a weighted mean',
    [
      ['a', 3, 'pass'],
      ['a', 1, 'fail'],
    ],
    75,
    'fail',
    false,
  ],
  ['a partial is half', [['a', 1, 'partial']], 50, 'partial', false],
  [
    'not applicable loses its weight',
    [
      ['a', 9, 'na'],
      ['a', 1, 'pass'],
    ],
    100,
    'pass',
    false,
  ],
  [
    'undecided is left out and reviewed',
    [
      ['a', 1, 'undecided'],
      ['a', 9, 'pass'],
    ],
    100,
    'undecided',
    true,
  ],
  [
    'more than half undecided leaves no total',
    [
      ['a', 51, 'undecided'],
      ['a', 49, 'pass'],
      ['a', 900, 'na'],
    ],
    null,
    'undecided',
    true,
  ],
  [
    'a failed fatal item is zero, however much is undecided',
    [
      ['a', 9, 'undecided'],
      ['a', 1, 'fail', true],
    ],
    0,
    'fail',
    true,
  ],
  [
    'an error leaves no total',
    [
      ['a', 1, 'error'],
      ['b', 1, 'pass'],
    ],
    null,
    'error',
    true,
  ],
  ['nothing scored, no total', [['a', 1, 'na']], null, 'notApplicable', false],
  [
    'a failed fatal item is zero',
    [
      ['a', 1, 'fail', true],
      ['b', 99, 'pass'],
    ],
    0,
    'fail',
    true,
  ],
  [
    'a passed fatal item is one of many',
    [
      ['a', 1, 'pass', true],
      ['b', 1, 'fail'],
    ],
    50,
    'fail',
    false,
  ],
  [
    'weight zero is shown only',
    [
      ['a', 0, 'fail'],
      ['b', 1, 'pass'],
    ],
    100,
    'fail',
    false,
  ],
] as const)('%s', (_, items, total, headline, review) => {
  const card = score(items.map((one) => [...one]) as Parameters<typeof score>[0]);
  expect(card.score).toBe(total);
  expect(card.headline[0]?.outcome).toBe(headline);
  expect(card.needsReview).toBe(review);
});

it('calls a score with over a tenth of its weight undecided provisional', () => {
  const note = (undecided: number) =>
    score([
      ['a', undecided, 'undecided'],
      ['a', 100 - undecided, 'pass'],
    ]).scoreNote?.en ?? null;
  expect(note(10)).toBeNull();
  expect(note(11)).toBe('Provisional: items with 11 % of the weight are undecided.');
  expect(note(60)).toContain('no score before they are reviewed');
});

it('says which fatal item made the total zero, and what it would have been', () => {
  const card = score([
    ['a', 1, 'fail', true],
    ['b', 99, 'pass'],
  ]);
  expect(card).toMatchObject({ fatalItemIds: ['i0'], rawScore: 99 });
  expect(card.scoreNote?.zh).toContain('一票否决');
});

it('an error empties its own section only', () => {
  const card = score([
    ['a', 1, 'error'],
    ['a', 1, 'pass'],
    ['b', 2, 'pass'],
    ['b', 1, 'na'],
  ]);
  expect(card.sections).toMatchObject([{ score: null }, { score: 100, scoredWeight: 2, weight: 3 }]);
});

it.each(['inbound', 'outbound', 'trainee'])('the weights of %s keep their promises', async (name) => {
  const checklist = await loadChecklist(`seeds/checklists/${name}.yaml`);
  const total = (failing: (item: ChecklistItem) => boolean) =>
    scoreVerdicts(
      checklist,
      checklist.items.map((item) => ({
        itemId: item.id,
        verdict: VERDICTS[failing(item) ? 'fail' : 'pass']!,
        fatal: item.fatal,
      })),
      analysis,
    ).score;
  expect(checklist.items.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
  expect(total(() => false)).toBe(100);
  expect(total(({ id }) => id === 'no-hang-up-first')).toBe(0);
  // no courtesy at the end costs at least five points, no greeting and introduction at least fifteen
  expect(total(({ id }) => /^(closing-|outbound-invite)/.test(id))).toBeLessThanOrEqual(95);
  expect(total(({ id }) => /greet|announce|offer|report-org/.test(id))).toBeLessThanOrEqual(85);
});
