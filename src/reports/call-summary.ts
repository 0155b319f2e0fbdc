import pc from 'picocolors';
import type { ScoredItem } from '../scorecard/scorecard.ts';
import { callTypeText } from './call-type-text.ts';
import { coverageText } from './coverage.ts';
import { flowLines } from './flow-lines.ts';
import { formLines } from './form-lines.ts';
import { clock, dateText, scoreText } from './format.ts';
import { groupItems } from './grouping.ts';
import { clipLines, itemLines } from './item-lines.ts';
import { measureRows } from './measure-rows.ts';
import { isProvisional } from './outcome.ts';
import type { ScoredCall } from './report-call.ts';
import { areRolesGuessed } from './roles.ts';
import { sectionLines } from './section-lines.ts';
import { agentName, type Colours, scorePaint, sign, type TextOptions } from './table.ts';
import { padEndCells, plain, textWidth, wrap } from './width.ts';
import { fill, WORDS } from './words.ts';

/**
 * One call in detail for the terminal: score and headline points, why a person should look, the training form, the steps
 * of its flow, what failed or is in doubt with quotes, times and limits, what a person is to judge, then each section
 * folded, and the measures.
 */
export function callSummary(call: ScoredCall, options: TextOptions): string {
  const { language } = options;
  const columns = options.columns ?? 80;
  const colours = pc.createColors(options.colour);
  const { scorecard, analysis } = call;
  const { durationSeconds } = analysis.recording;
  const words = WORDS[language];
  const lines: string[] = [];
  const add = (text: string, indent: number, paint: (text: string) => string = (text) => text) => {
    for (const line of wrap(plain(text), columns - indent)) lines.push(' '.repeat(indent) + paint(line));
  };
  add(heading(call, options), 0, colours.bold);
  lines.push(...headline(call, options, colours, columns));
  for (const line of aboutCall(call, options)) add(line, 0, colours.dim);
  lines.push('');
  // With a form its own note is told there.
  if (scorecard.scoreNote && scorecard.scoreNote.zh !== scorecard.form?.note.zh)
    add(scorecard.scoreNote[language], 0, scorePaint(scorecard, colours));
  if (areRolesGuessed(analysis))
    add(`⚠ ${words.rolesGuessed}${words.colon}${words.rolesGuessedText}`, 0, colours.yellow);
  for (const reason of scorecard.reviewReasons) add(`● ${reason[language]}`, 0, colours.yellow);
  if (analysis.transcriptSource.demo)
    for (const text of [words.demoTitle, words.demoText]) add(`⚠ ${text}`, 0, colours.yellow);
  for (const { sentence } of analysis.warnings.filter(({ code }) => code !== 'demo-model'))
    add(`⚠ ${sentence[language]}`, 0, colours.yellow);
  const part = (title: string, body: string[]) => {
    if (body.length > 0) lines.push('', ...(title === '' ? [] : [colours.bold(title)]), ...body);
  };
  if (scorecard.form) part('', formLines(scorecard.form, options, colours, columns));
  part('', flowLines(scorecard.flows, options, colours, columns));
  const { toDeal, reviewed, toPeople } = groupItems(scorecard.items);
  const counted = (title: string, items: readonly ScoredItem[]) =>
    title + fill(words.inBrackets, { text: String(items.length) });
  part(
    counted(words.toDeal, toDeal),
    toDeal.flatMap((item) => itemLines(item, durationSeconds, options, colours, columns)),
  );
  part(
    counted(words.reviewed, reviewed),
    reviewed.flatMap((item) => itemLines(item, durationSeconds, options, colours, columns)),
  );
  part(
    counted(words.toPeople, toPeople),
    toPeople.flatMap((item) => clipLines(item, durationSeconds, options, colours, columns)),
  );
  part(words.sections, sectionLines(scorecard, options, colours, columns));
  lines.push('', colours.bold(words.measures), ...measureLines(call, options, columns));
  return `${lines.join('\n')}\n`;
}

function heading(call: ScoredCall, { language }: TextOptions): string {
  const words = WORDS[language];
  const { direction, startTime } = call.analysis.call;
  return [
    call.scorecard.callId,
    `${words.agent} ${agentName(call)}`,
    direction ? words[direction] : '',
    startTime ? dateText(startTime) : '',
    clock(call.analysis.recording.durationSeconds),
  ]
    .filter((part) => part !== '')
    .join('  ');
}

/** What kind of call it is, and how much of it was judged. */
function aboutCall({ scorecard }: ScoredCall, { language }: TextOptions): string[] {
  const words = WORDS[language];
  const types = scorecard.callTypes.map((one) => callTypeText(one, language));
  return [
    ...(types.length > 0 ? [`${words.callType}${words.colon}${types.join(words.separator)}`] : []),
    coverageText(scorecard, language),
  ];
}

/** Score and headline points, as many on a line as fit. */
function headline(call: ScoredCall, { language }: TextOptions, colours: Colours, columns: number): string[] {
  const lines: string[] = [];
  const words = WORDS[language];
  const mark = isProvisional(call.scorecard) ? fill(words.inBrackets, { text: words.provisional }) : '';
  let line = colours.bold(`${words.score} ${scoreText(call.scorecard.score)}${mark}`);
  for (const { title, outcome } of call.scorecard.headline) {
    const part = `${plain(title[language])} ${sign(outcome, colours)}`;
    if (textWidth(line) + 3 + textWidth(part) > columns) {
      lines.push(line);
      line = part;
    } else line += `   ${part}`;
  }
  return [...lines, line];
}

function measureLines({ analysis }: ScoredCall, { language }: TextOptions, columns: number): string[] {
  const words = WORDS[language];
  const rows = measureRows(analysis.measures);
  const labelCells = Math.max(...rows.map(({ label }) => textWidth(label[language]))) + 2;
  return rows.flatMap(({ label, cells }) => {
    const values = Object.entries(cells).map(([owner, text]) => {
      const value = text?.[language] ?? '–';
      return owner === 'call' ? value : `${owner === 'mixed' ? words.mixedShort : words[owner as 'agent']} ${value}`;
    });
    const indent = labelCells + 2;
    return wrap(values.join('   '), columns - indent).map(
      (line, at) => padEndCells(at === 0 ? `  ${label[language]}` : '', indent) + line,
    );
  });
}
