import type { FormItemResult, FormResult } from '../scorecard/scorecard.ts';
import { pointsText, scoreText } from './format.ts';
import { momentText } from './quality/moment.ts';
import type { ReportLanguage } from './report-call.ts';
import type { Colours, TextOptions } from './table.ts';
import { padEndCells, plain, textWidth, wrap } from './width.ts';
import { fill, WORDS, type Word } from './words.ts';

const VALUES = [5, 3, 1] as const;
const VALUE_CELLS = 4;
const POINT_CELLS = 8;

/** The training form as it is printed: its blocks, a mark under 5, 3 or 1 (● given, ○ proposed), points, and the assessments. */
export function formLines(form: FormResult, { language }: TextOptions, colours: Colours, columns: number): string[] {
  const words = WORDS[language];
  const titleCells =
    2 + Math.max(...form.items.map(({ title }) => textWidth(title[language])), textWidth(words.formTotal));
  const head = VALUES.map((value) => padEndCells(String(value), VALUE_CELLS)).join('');
  const lines = [
    padEndCells(colours.bold(words.form), titleCells + 2) +
      head +
      padEndCells(words.formPoints, POINT_CELLS) +
      words.formState,
  ];
  for (const { id, title } of form.groups) {
    const items = form.items.filter(({ group }) => group === id);
    lines.push(colours.bold(plain(title[language])));
    for (const item of items) lines.push(...itemRow(item, language, titleCells, colours, columns));
  }
  const total = fill(words.formTotalOf, {
    points: pointsText(form.points),
    max: pointsText(form.maxPoints),
    score: scoreText(form.score),
  });
  lines.push(colours.bold(`${words.formTotal}  ${total}`));
  for (const line of wrap(plain(form.note[language]), columns - 2)) lines.push(`  ${line}`);
  return [...lines, ...gateLines(form, language, colours, columns)];
}

function itemRow(
  item: FormItemResult,
  language: ReportLanguage,
  titleCells: number,
  colours: Colours,
  columns: number,
): string[] {
  const mark = item.state === 'given' ? '●' : '○';
  const marks = VALUES.map((value) => padEndCells(item.value === value ? mark : '·', VALUE_CELLS)).join('');
  const points = item.points === null ? '–' : pointsText(item.points);
  const left = `  ${padEndCells(plain(item.title[language]), titleCells)}${marks}${padEndCells(points, POINT_CELLS)}`;
  const { human } = item.review ?? {};
  const said = human ? fill(WORDS[language].judgedBy, { by: human.by, why: human.why, at: momentText(human.at) }) : '';
  const text = [WORDS[language][stateWord(item)], said, item.note?.[language] ?? ''].filter(Boolean);
  const [first = '', ...rest] = wrap(plain(text.join(WORDS[language].separator)), columns - textWidth(left));
  const paint = item.state === 'given' ? colours.dim : item.state === 'notApplicable' ? colours.dim : colours.cyan;
  const indent = ' '.repeat(textWidth(left));
  return [left + paint(first), ...rest.map((line) => indent + paint(line))];
}

/** The word for who gives, or has to give, the value of a form item. */
export function stateWord({ state, givenBy, review }: Pick<FormItemResult, 'state' | 'givenBy' | 'review'>): Word {
  if (review) return state === 'given' ? 'formReviewed' : 'formNotApplicable';
  switch (state) {
    case 'given':
      return givenBy === 'manual' ? 'formEntered' : 'formGiven';
    case 'proposed':
      return 'formProposed';
    case 'notApplicable':
      return 'formNotApplicable';
    case 'open':
      return givenBy === 'human' ? 'formHuman' : givenBy === 'manual' ? 'formManual' : 'formOpen';
  }
}

const GATE_WORDS = { pass: 'gatePass', retrain: 'gateRetrain', undecided: 'gateUndecided' } as const;

function gateLines({ gates }: FormResult, language: ReportLanguage, colours: Colours, columns: number): string[] {
  const words = WORDS[language];
  const paints = { pass: colours.green, retrain: colours.red, undecided: colours.yellow };
  return gates.flatMap(({ title, passMark, outcome, reasons }) => {
    const mark = fill(words.inBrackets, { text: fill(words.passMark, { n: passMark }) });
    const lines = [`${plain(title[language])}${mark}${words.colon}${paints[outcome](words[GATE_WORDS[outcome]])}`];
    for (const reason of reasons)
      for (const [index, line] of wrap(plain(reason[language]), columns - 4).entries())
        lines.push(`${index === 0 ? '  · ' : '    '}${line}`);
    return lines;
  });
}
