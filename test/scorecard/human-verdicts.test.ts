import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Form } from '../../src/checklist/form-schema.ts';
import { withHumanVerdicts } from '../../src/scorecard/human-verdicts.ts';
import { outcomeLetters } from '../../src/scorecard/outcome-letters.ts';
import type { HumanVerdict, Scorecard } from '../../src/scorecard/scorecard.ts';
import { type Sections, score, VERDICTS } from './card.ts';

/** `x=pass y=na line=5`: what a person said of items, and of lines of the form. */
function said(text: string): HumanVerdict[] {
  return text.split(' ').map((token) => {
    const [itemId, word] = token.split('=') as [string, string];
    const outcome = ({ 5: 'pass', 3: 'partial', 1: 'fail' }[word] ?? word) as HumanVerdict['outcome'];
    const rating = /^[531]$/.test(word) ? (Number(word) as 5 | 3 | 1) : null;
    return { itemId, outcome, rating, by: '李质检', why: '听过', at: '2026-03-05T10:22:00.000Z' };
  });
}
const reviewed = (sections: Sections, text: string, replaced?: Sections): Scorecard =>
  withHumanVerdicts(score(sections, replaced ? { replaced } : {}), { form: null }, said(text));

describe('a call that a person reviewed', () => {
  it.each<[string, Sections, human: string, score: number | null, needsReview: boolean]>([
    ['counts the person instead of the machine', [['a', 100, 'x=pass y=pass']], 'x=fail', 50, false],
    ['counts a partial half', [['a', 100, 'x=fail y=pass']], 'x=partial', 75, false],
    ['leaves out what does not apply, above and below the line', [['a', 100, 'x=fail y=pass']], 'x=na', 100, false],
    [
      'takes the points of a section that does not apply away',
      [
        ['a', 90, 'x=fail'],
        ['b', 10, 'y=pass'],
      ],
      'x=na',
      100,
      false,
    ],
    ['takes an item in that the machine left out', [['a', 100, 'x=na y=pass']], 'x=fail', 50, false],
    [
      'has a score once enough is judged',
      [['a', 100, 'x=undecided y=undecided z=pass']],
      'x=fail y=pass',
      200 / 3,
      false,
    ],
    ['still needs a person for the rest', [['a', 100, 'x=undecided y=undecided z=pass']], 'x=fail', 50, true],
    ['counts an item left to people once one judged it', [['a', 100, 'x=undecided~ y=pass']], 'x=fail', 50, false],
    ['confirms a fatal fail', [['a', 100, 'x=fail! y=pass']], 'x=fail', 0, false],
    ['takes a fatal fail back', [['a', 100, 'x=fail! y=pass']], 'x=pass', 100, false],
    ['finds a fatal fail', [['a', 100, 'x=pass! y=pass']], 'x=fail', 0, false],
    ['repairs what could not be judged', [['a', 100, 'x=error y=pass']], 'x=pass', 100, false],
  ])('%s', (_, sections, human, expected, needsReview) => {
    const card = reviewed(sections, human);
    expect(card.score).toEqual(expected === null ? null : expect.closeTo(expected, 9));
    expect(card.needsReview).toBe(needsReview);
  });

  it('has the very scores that the same verdicts of the machine would have', () => {
    const words = ['pass', 'partial', 'fail', 'na', 'undecided', 'fail?', 'error'];
    const human = ['pass', 'partial', 'fail', 'na'];
    let seed = 7;
    const random = (most: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % most;
    };
    for (let round = 0; round < 300; round++) {
      const tokens = Array.from({ length: 9 }, (_, index) => {
        const machine = words[random(words.length)]!;
        const person = random(2) === 0 ? human[random(human.length)]! : null;
        return { id: 'rstuvwxyz'[index]!, machine, person, fatal: random(6) === 0 ? '!' : '' };
      });
      const sections = (by: 'machine' | 'both'): Sections => {
        const text = (from: number, to: number) =>
          tokens
            .slice(from, to)
            .map(({ id, machine, person, fatal }) => `${id}=${by === 'both' ? (person ?? machine) : machine}${fatal}`)
            .join(' ');
        return [
          ['a', 50, text(0, 3)],
          ['b', 30, `${text(3, 6)} r`],
          ['c', 20, text(6, 9)],
        ];
      };
      const verdicts = tokens.filter(({ person }) => person).map(({ id, person }) => `${id}=${person}`);
      if (verdicts.length === 0) continue;
      const got = reviewed(sections('machine'), verdicts.join(' '));
      const expected = score(sections('both'));
      for (const key of [
        'score',
        'rawScore',
        'scoreNote',
        'fatalItemIds',
        'headline',
        'sections',
        'coverage',
        'counts',
      ] as const)
        expect(got[key], `${round} ${key}`).toEqual(expected[key]);
    }
  });

  it('gives sections that an overlay replaced no points', () => {
    const card = reviewed([['a', 100, 'x=pass']], 'y=fail', [['b', 40, 'y=na']]);
    expect(card).toMatchObject({ score: 100, sections: [{ weight: 100 }, { weight: 0, score: 0 }] });
  });

  it('keeps the machine beside the person, who says why', () => {
    const [item] = reviewed([['a', 100, 'x=fail']], 'x=pass').items;
    expect(item).toMatchObject({
      verdict: { kind: 'scored', outcome: 'pass', score: 1, rating: 5, explanation: { zh: '李质检：听过' } },
      review: { machine: VERDICTS.fail, human: { by: '李质检', why: '听过', at: '2026-03-05T10:22:00.000Z' } },
    });
    expect(outcomeLetters(['x'], [item!])).toBe('p');
  });

  it('does not change for what the checklist no longer has', () => {
    const card = score([['a', 100, 'x=pass']]);
    expect(withHumanVerdicts(card, { form: null }, said('gone=fail'))).toEqual(card);
  });

  it('still needs a look where the doubt is about the recording', () => {
    const doubt = { zh: '声道可能接反。', en: 'The channels may be swapped.' };
    const card = { ...score([['a', 100, 'x=undecided']]), callReasons: [doubt] };
    expect(withHumanVerdicts(card, { form: null }, said('x=pass')).reviewReasons).toEqual([doubt]);
  });

  it('shows the step of its flow as the person judged it', () => {
    const card = JSON.parse(readFileSync('test/golden/good.scorecard.json', 'utf8')) as Scorecard;
    const itemId = card.flows[0]!.steps.find(({ outcome }) => outcome === 'pass')!.itemIds[0]!;
    const step = (of: Scorecard) => of.flows[0]!.steps.find(({ itemIds }) => itemIds.includes(itemId))!.outcome;
    expect(step(card)).toBe('pass');
    expect(step(withHumanVerdicts(card, { form: null }, said(`${itemId}=fail`)))).toBe('fail');
  });
});

describe('the training form that a person reviewed', () => {
  const title = { zh: '考核', en: 'Assessment' };
  const gate = { id: 'first', title, passMark: 70, noneAtOne: ['b'], noFatal: true };
  type Giver = Form['groups'][number]['items'][number]['givenBy'];
  const formOf = (sections: Sections, givers: readonly Giver[]): Form => ({
    ratings: { five: 0.75, three: 0.25 },
    groups: [{ id: 'all', title, items: sections.map(([section], at) => ({ section, givenBy: givers[at]! })) }],
    gates: [gate],
  });
  function card(sections: Sections, givers: readonly Giver[], human: string): Scorecard {
    const form = formOf(sections, givers);
    return withHumanVerdicts(score(sections, { form }), { form }, said(human));
  }
  const line = (rules: string, giver: Giver, human: string) => card([['a', 6, rules]], [giver], human).form!.items[0]!;

  it.each<[rules: string, giver: Giver, human: string, value: number | null, state: string, points: number | null]>([
    // the whole line
    ['x=fail', 'machine', 'a=5', 5, 'given', 6],
    ['x=pass', 'proposal', 'a=3', 3, 'given', 3.6],
    ['x=undecided~', 'human', 'a=1', 1, 'given', 1.2],
    ['', 'manual', 'a=5', 5, 'given', 6],
    ['x=undecided', 'machine', 'a=5', 5, 'given', 6],
    ['x=pass', 'machine', 'a=na', null, 'notApplicable', null],
    ['x=error', 'machine', 'a=partial', 3, 'given', 3.6],
    // one of its rules
    ['x=undecided y=pass', 'machine', 'x=fail', 3, 'given', 3.6],
    ['x=fail? y=pass', 'proposal', 'x=pass', 5, 'proposed', 6],
    ['x=fail? y=pass', 'proposal', 'x=pass y=pass', 5, 'given', 6],
    ['x=pass y=fail?~', 'machine', 'y=fail', 3, 'given', 3.6],
  ])('%j given by %s: after %s it is %s, %s', (rules, giver, human, value, state, points) => {
    expect(line(rules, giver, human)).toMatchObject({ value, state, points });
  });

  it('keeps the value of the machine beside that of the person', () => {
    expect(line('x=fail', 'machine', 'a=5').review).toMatchObject({ machine: 1, human: { by: '李质检', rating: 5 } });
  });

  const LINES: Sections = [
    ['a', 50, 'x=fail! y=undecided'],
    ['b', 50, 'z=undecided~'],
  ];
  it('makes the total and the assessment certain', () => {
    const given = card(LINES, ['machine', 'human'], 'x=pass a=5 b=3');
    expect(given.form).toMatchObject({ score: 80, range: { from: 80, to: 80 }, gates: [{ outcome: 'pass' }] });
    expect(given).toMatchObject({ score: 80, scoreNote: null, needsReview: false, coverage: { judgedShare: 1 } });
  });

  it('fails the assessment for a fatal item that a person confirmed', () => {
    const { form, reviewReasons } = card(LINES, ['machine', 'human'], 'x=fail a=5 b=5');
    expect(form!.gates[0]).toMatchObject({
      outcome: 'retrain',
      reasons: [{ zh: '一票否决项“x”经人工确认不合格。' }],
    });
    expect(reviewReasons).toEqual([]);
  });

  it('wants the fatal item looked at even where the whole line is given', () => {
    const proposed: Sections = [
      ['a', 50, 'x=fail?! y=undecided'],
      ['b', 50, 'z=undecided~'],
    ];
    expect(card(proposed, ['machine', 'human'], 'a=5 b=5').reviewReasons).toEqual([
      { zh: '一票否决项待确认：“x”。', en: 'A fatal item is to be confirmed: “x”.' },
    ]);
  });
});
