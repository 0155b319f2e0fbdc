import { describe, expect, it } from 'vitest';
import type { ChecklistItem } from '../../src/checklist/checklist.ts';
import { loadChecklist } from '../../src/checklist/load.ts';
import { scoreVerdicts } from '../../src/scorecard/score.ts';
import { analysis, type Sections, score, VERDICTS } from './card.ts';

describe('the total', () => {
  it.each<[string, Sections, number | null, headline: string, review: boolean]>([
    ['is the mean of the items of a section', [['a', 100, 'x=pass y=fail z=pass w=pass']], 75, 'fail', false],
    ['counts a partial half', [['a', 100, 'x=partial']], 50, 'partial', false],
    [
      'weighs sections by their points',
      [
        ['a', 75, 'x=pass'],
        ['b', 25, 'y=fail'],
      ],
      75,
      'fail',
      false,
    ],
    [
      'is not moved by how many items share the points',
      [
        ['a', 50, 'x=pass'],
        ['b', 50, 'y=fail z=fail'],
      ],
      50,
      'fail',
      false,
    ],
    [
      'leaves out what does not apply within its section',
      [
        ['a', 50, 'x=na y=pass'],
        ['b', 50, 'z=fail'],
      ],
      50,
      'fail',
      false,
    ],
    [
      'gives the points of a section that does not apply to the others',
      [
        ['a', 90, 'x=na y=na'],
        ['b', 5, 'z=pass'],
        ['c', 5, 'w=fail'],
      ],
      50,
      'fail',
      false,
    ],
    [
      'leaves out what is undecided, and reviews it',
      [
        ['a', 10, 'x=undecided'],
        ['b', 90, 'y=pass'],
      ],
      100,
      'undecided',
      true,
    ],
    [
      'leaves out what is proposed only',
      [
        ['a', 10, 'x=fail? y=pass'],
        ['b', 90, 'z=pass'],
      ],
      100,
      'undecided',
      true,
    ],
    [
      'is null with more than half of the points undecided',
      [
        ['a', 51, 'x=undecided'],
        ['b', 49, 'y=pass'],
        ['c', 900, 'z=na'],
      ],
      null,
      'undecided',
      true,
    ],
    [
      'stands with half of the points undecided',
      [
        ['a', 50, 'x=undecided'],
        ['b', 50, 'y=pass'],
      ],
      100,
      'undecided',
      true,
    ],
    [
      'is zero when a fatal item failed, however much is undecided',
      [
        ['a', 90, 'x=undecided'],
        ['b', 10, 'y=fail!'],
      ],
      0,
      'fail',
      true,
    ],
    [
      'is zero when a fatal item without points failed',
      [
        ['a', 100, 'x=pass'],
        ['b', 0, 'y=fail!'],
      ],
      0,
      'fail',
      true,
    ],
    [
      'is not zero while a fatal fail is only proposed',
      [
        ['a', 100, 'x=pass'],
        ['b', 0, 'y=fail?!'],
      ],
      100,
      'undecided',
      true,
    ],
    [
      'counts a passed fatal item as one of many',
      [
        ['a', 50, 'x=pass!'],
        ['b', 50, 'y=fail'],
      ],
      50,
      'fail',
      false,
    ],
    [
      'is null where an item broke',
      [
        ['a', 50, 'x=error'],
        ['b', 50, 'y=pass'],
      ],
      null,
      'error',
      true,
    ],
    [
      'is null where an item without points broke',
      [
        ['a', 100, 'x=pass'],
        ['b', 0, 'y=error'],
      ],
      null,
      'error',
      true,
    ],
    [
      'is null where a fatal item failed and another broke',
      [
        ['a', 50, 'x=error'],
        ['b', 50, 'y=fail!'],
      ],
      null,
      'error',
      true,
    ],
    ['is null where nothing was scored', [['a', 100, 'x=na']], null, 'notApplicable', false],
    [
      'does not count a section of zero',
      [
        ['a', 0, 'x=fail y=fail?'],
        ['b', 100, 'z=pass'],
      ],
      100,
      'fail',
      false,
    ],
    [
      'leaves what people judge to them, without review',
      [
        ['a', 60, 'x=undecided~ y=fail?~'],
        ['b', 40, 'z=pass'],
      ],
      100,
      'undecided',
      false,
    ],
    [
      'counts an item in each section it stands in',
      [
        ['a', 50, 'x=fail y=pass'],
        ['b', 50, 'x'],
      ],
      25,
      'fail',
      false,
    ],
  ])('%s', (_, sections, total, headline, review) => {
    const card = score(sections);
    expect(card.score).toBe(total);
    expect(card.headline[0]?.outcome).toBe(headline);
    expect(card.needsReview).toBe(review);
  });

  it('is provisional with over a tenth of its points undecided', () => {
    const note = (undecided: number) =>
      score([
        ['a', undecided, 'x=undecided'],
        ['b', 100 - undecided, 'y=pass'],
      ]).scoreNote?.en ?? null;
    expect(note(10)).toBeNull();
    expect(note(11)).toBe('Provisional: items with 11% of the weight are undecided.');
    expect(note(60)).toContain('no score before they are reviewed');
  });

  it('measures what is undecided by the share of its section', () => {
    expect(
      score([
        ['a', 20, 'x=undecided y=pass z=na'],
        ['b', 80, 'w=pass'],
      ]).scoreNote,
    ).toBeNull();
    expect(
      score([
        ['a', 22, 'x=undecided y=pass z=na'],
        ['b', 78, 'w=pass'],
      ]).scoreNote?.zh,
    ).toContain('11%');
    // what people judge is no doubt
    expect(
      score([
        ['a', 90, 'x=undecided~'],
        ['b', 10, 'w=pass'],
      ]).scoreNote,
    ).toBeNull();
  });

  it('says which fatal item made it zero, and what it would have been', () => {
    const card = score([
      ['a', 1, 'x=fail!'],
      ['b', 99, 'y=pass'],
    ]);
    expect(card).toMatchObject({ fatalItemIds: ['x'], rawScore: 99 });
    expect(card.scoreNote?.zh).toBe('一票否决：“x”不合格，总分为 0。');
  });
});

it('an error empties its own section only', () => {
  const card = score([
    ['a', 20, 'x=error y=pass'],
    ['b', 80, 'z=pass w=na'],
  ]);
  expect(card.sections).toMatchObject([
    { score: null, weight: 20 },
    { score: 100, weight: 80 },
  ]);
});

it('an item in two sections is shown once, with its share of both', () => {
  const card = score([
    ['a', 6, 'x=pass y=pass z=pass'],
    ['b', 94, 'w=pass x'],
  ]);
  expect(card.items.map(({ itemId, section, weight }) => [itemId, section, weight])).toEqual([
    ['x', 'a', 49],
    ['y', 'a', 2],
    ['z', 'a', 2],
    ['w', 'b', 47],
  ]);
  expect(card.counts.pass).toBe(4);
});

it('sections that an overlay took the place of are shown without points', () => {
  const card = score(
    [
      ['a', 87, 'x=pass'],
      ['soothing', 13, 'y=fail'],
    ],
    { replaced: [['need', 13, 'z=na']] },
  );
  expect(card.score).toBe(87);
  expect(card.sections.map(({ id, weight, score: mean }) => [id, weight, mean])).toEqual([
    ['a', 87, 100],
    ['soothing', 13, 0],
    ['need', 0, null],
  ]);
});

describe('reasons to review', () => {
  const reasons = (sections: Sections) => score(sections).reviewReasons.map(({ zh }) => zh);
  it.each<[string, Sections, string[]]>([
    [
      'what is undecided and counts',
      [
        ['a', 50, 'x=undecided y=fail?'],
        ['b', 50, 'z=pass'],
      ],
      ['2 项待复核：“x”“y”。'],
    ],
    [
      'not what does not count',
      [
        ['a', 0, 'x=undecided'],
        ['b', 100, 'z=pass'],
      ],
      [],
    ],
    [
      'a fatal item that does not count',
      [
        ['a', 0, 'x=undecided!'],
        ['b', 100, 'z=pass'],
      ],
      ['1 项待复核：“x”。'],
    ],
    [
      'a fatal fail, found or proposed',
      [
        ['a', 0, 'x=fail?! y=fail!'],
        ['b', 100, 'z=pass'],
      ],
      ['一票否决项待确认：“y”“x”。'],
    ],
    [
      'not what is left to people',
      [
        ['a', 50, 'x=fail?~!'],
        ['b', 50, 'z=pass'],
      ],
      [],
    ],
    [
      'five of many by name',
      [['a', 100, 'a=undecided b=undecided c=undecided d=undecided e=undecided f=undecided']],
      ['6 项待复核：“a”“b”“c”“d”“e”等。'],
    ],
    ['errors', [['a', 100, 'x=error']], ['未能判定：“x”。']],
  ])('name %s', (_, sections, said) => {
    expect(reasons(sections)).toEqual(said);
  });
});

describe('coverage', () => {
  it.each<[string, Sections, number | null]>([
    ['all judged', [['a', 100, 'x=pass y=fail']], 1],
    [
      'what applies shares the points of a section',
      [
        ['a', 40, 'x=pass y=undecided z=na'],
        ['b', 60, 'w=pass'],
      ],
      0.8,
    ],
    [
      'what is left to people is not judged',
      [
        ['a', 40, 'x=undecided~'],
        ['b', 60, 'w=pass'],
      ],
      0.6,
    ],
    [
      'a proposal is not judged',
      [
        ['a', 50, 'x=fail?'],
        ['b', 50, 'w=pass'],
      ],
      0.5,
    ],
    [
      'sections that do not apply are left out',
      [
        ['a', 50, 'x=na'],
        ['b', 50, 'w=pass'],
      ],
      1,
    ],
    ['nothing applies', [['a', 100, 'x=na']], null],
    [
      'a section of zero does not count',
      [
        ['a', 0, 'x=undecided'],
        ['b', 100, 'w=pass'],
      ],
      1,
    ],
  ])('%s', (_, sections, share) => {
    const { judgedShare } = score(sections).coverage;
    if (share === null) expect(judgedShare).toBeNull();
    else expect(judgedShare).toBeCloseTo(share);
  });

  it('counts items by who judges them', () => {
    const card = score([['a', 100, 'x=pass y=fail z=na w=undecided v=error p=fail?~ q=undecided~']]);
    expect(card.coverage.byTreatment).toEqual({
      automatic: { items: 5, judged: 2, proposed: 0, open: 1, notApplicable: 1, error: 1 },
      assisted: { items: 0, judged: 0, proposed: 0, open: 0, notApplicable: 0, error: 0 },
      human: { items: 2, judged: 0, proposed: 1, open: 1, notApplicable: 0, error: 0 },
    });
    expect(card.counts).toEqual({
      pass: 1,
      partial: 0,
      fail: 1,
      notApplicable: 1,
      undecided: 1,
      leftToPeople: 2,
      error: 1,
    });
  });
});

describe('whatever the verdicts', () => {
  const random = generator(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const kinds = Object.keys(VERDICTS).filter((kind) => kind !== 'error');
  const cards = Array.from({ length: 200 }, (_, round) => {
    const points = Array.from({ length: 1 + Math.floor(random() * 6) }, () => Math.floor(random() * 30));
    const sections = points.map((weight, index): Sections[number] => {
      const items = Array.from(
        { length: 1 + Math.floor(random() * 5) },
        (__, at) => `s${index}i${at}=${pick(kinds)}${pick(['', '', '~'])}`,
      );
      return [`s${index}`, weight, items.join(' ')];
    });
    return { round, sections, card: score(sections) };
  });

  it('a score lies between 0 and 100', () => {
    for (const { card } of cards)
      for (const value of [card.score, card.rawScore, ...card.sections.map(({ score: mean }) => mean)])
        if (value !== null) expect(value >= 0 && value <= 100 + 1e-9).toBe(true);
  });
  it('every item is counted once, and the points of all items are those of the sections', () => {
    for (const { card, sections } of cards) {
      expect(Object.values(card.counts).reduce((sum, count) => sum + count, 0)).toBe(card.items.length);
      const treated = Object.values(card.coverage.byTreatment).reduce((sum, { items }) => sum + items, 0);
      expect(treated).toBe(card.items.length);
      const points = card.items.reduce((sum, { weight }) => sum + weight, 0);
      expect(points).toBeCloseTo(sections.reduce((sum, [, weight]) => sum + weight, 0));
    }
  });
  it('the total is the mean of the section scores by their points', () => {
    for (const { card } of cards) {
      const scored = card.sections.filter(({ score: mean, weight }) => mean !== null && weight > 0);
      const all = scored.reduce((sum, { weight }) => sum + weight, 0);
      if (all === 0) expect(card.rawScore).toBeNull();
      else expect(card.rawScore).toBeCloseTo(scored.reduce((sum, one) => sum + one.weight * one.score!, 0) / all);
    }
  });
  it('one more pass never lowers it, and an item that does not apply never changes it', () => {
    for (const { sections, card } of cards) {
      const scored = sections.findIndex(([id]) => card.sections.some((one) => one.id === id && one.score !== null));
      if (scored < 0) continue;
      const withOne = (verdict: string) =>
        score(
          sections.map(([id, weight, items], index) => [
            id,
            weight,
            index === scored ? `${items} more=${verdict}` : items,
          ]),
        );
      expect(withOne('pass').rawScore ?? 0).toBeGreaterThanOrEqual((card.rawScore ?? 0) - 1e-9);
      expect(withOne('na').rawScore).toEqual(card.rawScore);
    }
  });
});

/** Numbers from 0 to 1, the same for a seed every time. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

describe.each(['inbound', 'outbound', 'trainee'])('the points of %s', async (name) => {
  const checklist = await loadChecklist(`seeds/checklists/${name}.yaml`);
  const total = (failing: (item: ChecklistItem) => boolean) => {
    const judgement = {
      callTypes: [],
      sections: checklist.sections,
      replaced: [],
      verdicts: checklist.items.map((item) => ({
        itemId: item.id,
        verdict: VERDICTS[failing(item) ? 'fail' : 'pass']!,
        fatal: item.severity === 'fatal',
      })),
    };
    return scoreVerdicts(checklist, judgement, analysis).score;
  };
  it('add up to 100, with every overlay', () => {
    const sum = (sections: typeof checklist.sections) => sections.reduce((all, { weight }) => all + weight, 0);
    expect(sum(checklist.sections)).toBe(100);
    for (const { replaces, sections } of checklist.overlays) {
      const kept = checklist.sections.filter(({ id }) => replaces !== 'all' && !replaces.includes(id));
      expect(sum([...kept, ...sections])).toBe(100);
    }
  });
  it('make 100 where everything passes, and 0 where the agent hung up first', () => {
    expect(total(() => false)).toBe(100);
    expect(total(({ id }) => id === 'no-hang-up-first')).toBe(0);
  });
  it('make missing courtesy cost', () => {
    expect(total(({ id }) => /greet|announce|offer|report-org/.test(id))).toBeLessThan(100);
    if (name !== 'trainee') expect(total(({ id }) => /^(closing-|outbound-invite)/.test(id))).toBeLessThan(100);
  });
});
