import { outcomeOf } from '../scorecard/outcome.ts';
import type { Scorecard, ScoredItem } from '../scorecard/scorecard.ts';
import { pointsText, scoreText } from './format.ts';
import { countsOf, itemsOf } from './grouping.ts';
import { type Colours, sign, type TextOptions } from './table.ts';
import { plain, textWidth, wrap } from './width.ts';
import { fill, WORDS } from './words.ts';

/**
 * Each section folded: its score and points, how many items came out how, and the names of those that passed or do not
 * apply (the others are shown in full above). A section that does not count has one line.
 */
export function sectionLines(
  scorecard: Scorecard,
  { language }: TextOptions,
  colours: Colours,
  columns: number,
): string[] {
  const words = WORDS[language];
  return scorecard.sections.flatMap(({ id, title, weight, score }) => {
    const items = itemsOf(scorecard, id);
    const points = weight > 0 ? fill(words.weight, { n: pointsText(weight) }) : words.noWeight;
    const head = weight > 0 ? `${title[language]}  ${scoreText(score)}` : title[language];
    const counts = countsText(items, colours);
    const lines = lineOf(head, `${fill(words.inBrackets, { text: points })}  ${counts}`, columns, colours);
    if (weight === 0) return lines;
    return [
      ...lines,
      ...namesOf(items, 'pass', language, colours, columns),
      ...namesOf(items, 'notApplicable', language, colours, columns),
    ];
  });
}

function lineOf(head: string, rest: string, columns: number, colours: Colours): string[] {
  const heads = wrap(plain(head), columns);
  const last = heads.at(-1) ?? '';
  const isRoom = textWidth(last) + textWidth(rest) <= columns;
  const bold = heads.map((line) => colours.bold(line));
  return isRoom ? [...bold.slice(0, -1), `${bold.at(-1)}${rest}`] : [...bold, `  ${rest.trimStart()}`];
}

function countsText(items: readonly ScoredItem[], colours: Colours): string {
  const { leftToPeople = 0, undecided = 0, ...counts } = countsOf(items);
  const open = undecided + leftToPeople;
  const shown = {
    fail: counts.fail,
    error: counts.error,
    partial: counts.partial,
    undecided: open,
    info: counts.info,
    pass: counts.pass,
    notApplicable: counts.notApplicable,
  };
  return (Object.keys(shown) as (keyof typeof shown)[])
    .flatMap((outcome) => (shown[outcome] ? `${sign(outcome, colours)} ${shown[outcome]}` : []))
    .join('  ');
}

function namesOf(
  items: readonly ScoredItem[],
  outcome: 'pass' | 'notApplicable',
  language: TextOptions['language'],
  colours: Colours,
  columns: number,
): string[] {
  const names = items.filter(({ verdict }) => outcomeOf(verdict) === outcome).map(({ title }) => title[language]);
  if (names.length === 0) return [];
  return wrap(plain(names.join(language === 'zh' ? '、' : '; ')), columns - 4).map((line, index) =>
    index === 0 ? `  ${sign(outcome, colours)} ${line}` : `    ${line}`,
  );
}
