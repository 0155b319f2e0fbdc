import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CallAnalysis } from '../../src/analysis.ts';
import type { Form } from '../../src/checklist/form-schema.ts';
import { judge } from '../../src/checklist/judge.ts';
import { loadChecklist } from '../../src/checklist/load.ts';
import { loadLexicons } from '../../src/language/lexicon.ts';
import { scoreVerdicts } from '../../src/scorecard/score.ts';
import type { FormResult, Scorecard } from '../../src/scorecard/scorecard.ts';
import { type Sections, score } from './card.ts';

type Giver = Form['groups'][number]['items'][number]['givenBy'];
const title = { zh: '考核', en: 'Assessment' };
const gate = (more: Partial<Form['gates'][number]> = {}): Form['gates'][number] => ({
  id: 'first',
  title,
  passMark: 70,
  noneAtOne: [],
  noFatal: false,
  ...more,
});

/** A card whose form has one item per section, given by `givers` in order. */
function card(sections: Sections, givers: readonly Giver[], gates = [gate()]): Scorecard & { form: FormResult } {
  const items = sections.map(([section], index) => ({ section, givenBy: givers[index] ?? 'machine' }));
  const form: Form = { ratings: { five: 0.75, three: 0.25 }, groups: [{ id: 'all', title, items }], gates };
  return score(sections, { form }) as Scorecard & { form: FormResult };
}
const first = (rules: string, givenBy: Giver) => card([['a', 6, rules]], [givenBy]).form.items[0]!;

describe('a form item', () => {
  it.each<[rules: string, givenBy: Giver, value: number | null, state: string, points: number | null]>([
    ['x=pass', 'machine', 5, 'given', 6],
    ['x=partial', 'machine', 3, 'given', 3.6],
    ['x=fail', 'machine', 1, 'given', 1.2],
    ['x=pass y=pass z=pass w=fail', 'machine', 5, 'given', 6],
    ['x=pass y=pass z=fail', 'machine', 3, 'given', 3.6],
    ['x=pass y=fail z=fail w=fail', 'machine', 3, 'given', 3.6],
    ['x=partial y=fail z=fail', 'machine', 1, 'given', 1.2],
    ['x=pass y=na', 'machine', 5, 'given', 6],
    ['x=na', 'machine', null, 'notApplicable', null],
    ['x=undecided', 'machine', null, 'open', null],
    ['x=error y=pass', 'machine', 5, 'proposed', 6],
    ['', 'machine', null, 'open', null],
    // in doubt: a person completes it
    ['x=pass y=undecided', 'machine', 5, 'proposed', 6],
    ['x=fail? y=pass', 'machine', 3, 'proposed', 3.6],
    // what people judge is no part of a machine's value, and a hint for a proposal
    ['x=pass y=fail?~', 'machine', 5, 'given', 6],
    ['x=pass y=fail?~', 'proposal', 3, 'proposed', 3.6],
    ['x=pass', 'proposal', 5, 'proposed', 6],
    ['x=fail?', 'proposal', 1, 'proposed', 1.2],
    ['x=na', 'proposal', null, 'notApplicable', null],
    ['x=undecided~', 'proposal', null, 'open', null],
    // blank, whatever the rules say
    ['x=pass', 'human', null, 'open', null],
    ['x=na', 'human', null, 'open', null],
    ['', 'manual', null, 'open', null],
    // entered with the call, or not
    ['x=pass', 'manual', 5, 'given', 6],
    ['x=fail', 'manual', 1, 'given', 1.2],
    ['x=na', 'manual', null, 'open', null],
    ['x=undecided', 'manual', null, 'open', null],
  ])('of %j given by %s is %s', (rules, givenBy, value, state, points) => {
    expect(first(rules, givenBy)).toMatchObject({ value, state, points, givenBy, maxPoints: 6 });
  });

  it('names its rules, which hold the evidence', () => {
    expect(first('x=pass y=na', 'machine')).toMatchObject({ itemIds: ['x', 'y'], mean: 1, sectionId: 'a' });
  });
});

describe('the total of a trainee', () => {
  it('is that of the form, over the items with a value, and says so', () => {
    const sections: Sections = [
      ['a', 6, 'x=pass'],
      ['b', 6, 'y=fail'],
      ['c', 6, 'z=fail?'],
      ['d', 6, ''],
      ['e', 4, ''],
      ['f', 6, 'w=na'],
    ];
    const { form, score: total, scoreNote } = card(sections, ['machine', 'machine', 'proposal', 'human', 'manual']);
    expect(form).toMatchObject({ points: expect.closeTo(8.4), maxPoints: 18 });
    expect(total).toBeCloseTo((100 * 8.4) / 18);
    expect(form.note.zh).toBe(
      '按有分值的 3 项折算为百分制，其中 1 项是机器的建议，待确认，2 项留待考核员评分，1 项本通没有涉及，不计。',
    );
    expect(form.note.en).toBe(
      'Of 100, over the 3 items with a value; 1 of them proposed, to be confirmed; 2 left to the assessor; 1 did not come up in this call.',
    );
    expect(scoreNote).toEqual(form.note);
  });

  it('is final when the machine gives all', () => {
    const {
      score: total,
      scoreNote,
      form,
    } = card(
      [
        ['a', 50, 'x=pass'],
        ['b', 50, 'y=partial'],
      ],
      ['machine', 'machine'],
    );
    expect([total, scoreNote, form.unfinished]).toEqual([80, null, null]);
    expect(form.note.zh).toBe('按有分值的 2 项折算为百分制。');
  });

  it('is null without any value, zero after a fatal fail, null after an error', () => {
    expect(card([['a', 100, '']], ['human'])).toMatchObject({ score: null, form: { score: null } });
    expect(card([['a', 100, 'x=fail! y=pass']], ['machine'])).toMatchObject({
      score: 0,
      rawScore: 60,
      form: { score: 60 },
    });
    expect(
      card(
        [
          ['a', 50, 'x=error'],
          ['b', 50, 'y=pass'],
        ],
        [],
      ).score,
    ).toBeNull();
  });

  it('is null when the machine can give less than half of what is its to give, whatever is left to people', () => {
    const total = (open: number) =>
      card(
        [
          ['a', open, 'x=undecided'],
          ['b', 50 - open, 'y=fail?'],
          ['c', 50, ''],
        ],
        ['machine', 'proposal', 'human'],
      );
    expect(
      card(
        [
          ['a', 60, ''],
          ['b', 40, 'x=pass'],
        ],
        ['machine', 'machine'],
      ).score,
    ).toBe(100);
    expect(total(25).score).toBe(20);
    expect(total(26)).toMatchObject({ score: null, scoreNote: { zh: '待复核项占 52% 的权重，复核之前不给总分。' } });
  });

  it('counts what a person must fill in as not judged', () => {
    expect(
      card(
        [
          ['a', 50, 'x=pass'],
          ['b', 50, ''],
        ],
        ['machine', 'manual'],
      ).coverage.judgedShare,
    ).toBe(0.5);
  });
});

describe('an assessment', () => {
  const outcome = (sections: Sections, givers: Giver[], more: Parameters<typeof gate>[0] = {}) => {
    const { outcome: said, reasons } = card(sections, givers, [gate(more)]).form.gates[0]!;
    return [said, ...reasons.map(({ zh }) => zh)];
  };
  const two = (a: string, b: string): Sections => [
    ['a', 50, a],
    ['b', 50, b],
  ];
  it.each<[string, ReturnType<typeof outcome>, string[]]>([
    ['passes at the mark', outcome(two('x=pass', 'y=partial'), [], { passMark: 80 }), ['pass']],
    [
      'is lost below it',
      outcome(two('x=pass', 'y=partial'), [], { passMark: 81 }),
      ['retrain', '最高只能得 80.0 分，及格线 81 分。'],
    ],
    [
      'is open while a person can still move it across the mark',
      outcome(two('x=pass', ''), ['machine', 'human']),
      ['undecided', '现为 100.0 分；待定各项可使总分在 60.0 至 100.0 分之间，及格线 70 分。'],
    ],
    [
      'is open where only the best that a person can say is enough',
      outcome(two('x=pass', ''), ['machine', 'human'], { passMark: 100 }),
      ['undecided', '现为 100.0 分；待定各项可使总分在 60.0 至 100.0 分之间，及格线 100 分。'],
    ],
    [
      'passes where the worst a person can say is enough',
      outcome(
        [
          ['a', 90, 'x=pass'],
          ['b', 10, ''],
        ],
        ['machine', 'manual'],
      ),
      ['pass'],
    ],
    [
      'is lost where the best a person can say is not enough',
      outcome(
        [
          ['a', 90, 'x=fail'],
          ['b', 10, ''],
        ],
        ['machine', 'manual'],
      ),
      ['retrain', '最高只能得 28.0 分，及格线 70 分。'],
    ],
    [
      'is open where nothing has a value',
      outcome([['a', 100, '']], ['human']),
      ['undecided', '还没有分值；待定各项可使总分在 20.0 至 100.0 分之间，及格线 70 分。'],
    ],
    [
      'is lost by a 1 where none may be',
      outcome(
        [
          ['a', 90, 'x=pass'],
          ['b', 10, 'y=fail'],
        ],
        [],
        { noneAtOne: ['b'] },
      ),
      ['retrain', '“b”为 1 分。'],
    ],
    [
      'is not lost by a 1 elsewhere',
      outcome(
        [
          ['a', 90, 'x=pass'],
          ['b', 10, 'y=fail'],
        ],
        [],
        { noneAtOne: ['a'] },
      ),
      ['pass'],
    ],
    [
      'is open while such a 1 is proposed',
      outcome(
        [
          ['a', 90, 'x=pass'],
          ['b', 10, 'y=fail?'],
        ],
        ['machine', 'proposal'],
        { noneAtOne: ['b'] },
      ),
      ['undecided', '“b”建议 1 分，待确认。'],
    ],
    [
      'is open while such an item is blank',
      outcome(
        [
          ['a', 90, 'x=pass'],
          ['b', 10, 'y=undecided'],
        ],
        ['machine', 'proposal'],
        { noneAtOne: ['b'] },
      ),
      ['undecided', '“b”还没有分值。'],
    ],
    [
      'does not ask for what did not come up',
      outcome(two('x=pass', 'y=na'), ['machine', 'proposal'], { noneAtOne: ['b'] }),
      ['pass'],
    ],
    [
      'waits for a fatal fail to be confirmed',
      outcome([['a', 100, 'x=pass y=pass z=pass w=fail!']], [], { noFatal: true }),
      ['undecided', '一票否决项“w”待确认；一经确认即须再培训。'],
    ],
    [
      'waits for a proposed one too',
      outcome(
        [
          ['a', 90, 'x=pass'],
          ['b', 10, 'w=fail?!'],
        ],
        [],
        { noFatal: true },
      ),
      ['undecided', '一票否决项“w”待确认；一经确认即须再培训。'],
    ],
    [
      'names only what it is lost by',
      outcome(two('x=fail', 'y=fail?'), ['machine', 'proposal'], { noneAtOne: ['a', 'b'], passMark: 60 }),
      ['retrain', '“a”为 1 分。'],
    ],
    ['does not, unless asked to', outcome([['a', 100, 'x=pass y=pass z=pass w=fail!']], []), ['pass']],
  ])('%s', (_, said, expected) => {
    expect(said).toEqual(expected);
  });
});

const trainee = await loadChecklist('seeds/checklists/trainee.yaml');
const lexicons = await loadLexicons('seeds/lexicons', 'zh');

describe('the form of the manuals', () => {
  const form = trainee.form!;
  it('has its sixteen items in two blocks, and typing speed', () => {
    expect(form.groups.map(({ title: block, items }) => [block.zh, items.length])).toEqual([
      ['谈话特征', 8],
      ['业务能力', 8],
      ['其他', 1],
    ]);
    const titles = form.groups.flatMap(({ items }) =>
      items.map(({ section }) => trainee.sections.find(({ id }) => id === section)!.title.zh),
    );
    expect(titles.join(' ')).toBe(
      '自我介绍 礼貌用语 语速 语调 音量 口头禅 耐心程度 普通话程度 适时回应 提问能力 复述问题能力 解答准确度 语言通俗 思路条理清晰 同理心 推托 打字速度',
    );
  });
  it('is given by the machine for eight, proposed for six, and left to people for the rest', () => {
    const givers = form.groups.flatMap(({ items }) => items.map(({ givenBy }) => givenBy));
    const count = (giver: Giver) => givers.filter((one) => one === giver).length;
    expect([count('machine'), count('proposal'), count('human'), count('manual')]).toEqual([8, 6, 2, 1]);
  });
  it('gives six points an item and four for typing', () => {
    const weights = trainee.sections.filter(({ weight }) => weight > 0).map(({ weight }) => weight);
    expect(weights).toEqual([...Array.from({ length: 16 }, () => 6), 4]);
  });
  it('says of faults that 5 is free of them', () => {
    const noted = form.groups.flatMap(({ items }) => items.filter(({ note }) => note).map(({ section }) => section));
    expect(noted).toEqual(['fillers', 'no-evasion', 'typing']);
  });

  it.each([
    ['good', 'undecided', ['自我介绍 5', '礼貌用语 5', '音量 5']],
    ['rude', 'retrain', ['自我介绍 1', '礼貌用语 1']],
  ])('on the stored call %s it says %s', (name, outcome, values) => {
    const analysis = JSON.parse(readFileSync(`test/golden/${name}.analysis.json`, 'utf8')) as CallAnalysis;
    const { form: filled } = scoreVerdicts(trainee, judge(trainee, lexicons, analysis), analysis);
    expect(filled!.gates.map((one) => one.outcome)).toEqual([outcome, outcome]);
    const given = filled!.items.map(({ title: { zh }, value }) => `${zh} ${value}`);
    expect(given).toEqual(expect.arrayContaining(values));
    for (const { givenBy, value } of filled!.items)
      if (givenBy === 'human' || givenBy === 'manual') expect(value).toBeNull();
  });
});
