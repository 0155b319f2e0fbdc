import pc from 'picocolors';
import type { Evidence } from '../checklist/verdict.ts';
import { outcomeOf } from '../scorecard/outcome.ts';
import type { ScoredItem } from '../scorecard/scorecard.ts';
import { clock, dateText, measuredText, scoreText, thresholdText } from './format.ts';
import { measureRows } from './measure-rows.ts';
import { isProvisional } from './outcome.ts';
import type { ScoredCall } from './report-call.ts';
import { areRolesGuessed } from './roles.ts';
import { agentName, type Colours, scorePaint, sign, type TextOptions } from './table.ts';
import { padEndCells, plain, textWidth, wrap } from './width.ts';
import { fill, WORDS } from './words.ts';

/**
 * One call in detail for the terminal: score and headline points, why a person should look, every item by section
 * with its verdict, quotes, times and limits, and the measures.
 */
export function callSummary(call: ScoredCall, options: TextOptions): string {
  const { language } = options;
  const columns = options.columns ?? 80;
  const colours = pc.createColors(options.colour);
  const { scorecard, analysis } = call;
  const words = WORDS[language];
  const lines: string[] = [];
  const add = (text: string, indent: number, paint: (text: string) => string = (text) => text) => {
    for (const line of wrap(plain(text), columns - indent)) lines.push(' '.repeat(indent) + paint(line));
  };
  add(heading(call, options), 0, colours.bold);
  lines.push(...headline(call, options, colours, columns), '');
  if (scorecard.scoreNote) add(scorecard.scoreNote[language], 0, scorePaint(scorecard, colours));
  if (areRolesGuessed(analysis))
    add(`⚠ ${words.rolesGuessed}${words.colon}${words.rolesGuessedText}`, 0, colours.yellow);
  for (const reason of scorecard.reviewReasons) add(`● ${reason[language]}`, 0, colours.yellow);
  if (analysis.transcriptSource.demo)
    for (const text of [words.demoTitle, words.demoText]) add(`⚠ ${text}`, 0, colours.yellow);
  for (const { sentence } of analysis.warnings.filter(({ code }) => code !== 'demo-model'))
    add(`⚠ ${sentence[language]}`, 0, colours.yellow);
  for (const section of scorecard.sections) {
    lines.push('');
    add(`${section.title[language]}  ${scoreText(section.score)}`, 0, colours.bold);
    for (const item of scorecard.items.filter((candidate) => candidate.section === section.id))
      lines.push(...itemLines(item, options, colours, columns));
  }
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

function itemLines(item: ScoredItem, { language }: TextOptions, colours: Colours, columns: number): string[] {
  const words = WORDS[language];
  const { verdict } = item;
  const outcome = outcomeOf(verdict);
  const title = outcome === 'fail' ? item.failureTitle : item.title;
  const marks = [verdict.kind === 'scored' ? fill(words.rating, { n: verdict.rating }) : words[outcome]];
  if (item.fatal) marks.push(words.fatalItem);
  const [first = '', ...rest] = wrap(
    plain(title[language] + fill(words.inBrackets, { text: marks.join(words.separator) })),
    columns - 4,
  );
  const fatalPaint = outcome === 'fail' ? colours.red : colours.dim;
  const painted = (line: string) => (item.fatal ? line.replace(words.fatalItem, fatalPaint) : line);
  const lines = [`  ${sign(outcome, colours)} ${painted(first)}`, ...rest.map((line) => `    ${painted(line)}`)];
  const add = (text: string) => {
    for (const line of wrap(plain(text), columns - 6)) lines.push(`      ${line}`);
  };
  if (verdict.kind === 'error') {
    add(`${verdict.code}${words.colon}${verdict.message}`);
    return lines;
  }
  if (outcome !== 'pass') add((verdict.kind === 'scored' ? verdict.explanation : verdict.reason)[language]);
  for (const evidence of verdict.evidence) add(evidenceText(evidence, language));
  if (verdict.kind === 'undecided' && verdict.listenTo.length > 0)
    add(
      `${words.listenTo}${words.colon}${verdict.listenTo.map(({ start, end }) => `${clock(start)}–${clock(end)}`).join(words.separator)}`,
    );
  if (outcome === 'fail' || outcome === 'partial') add(`→ ${item.advice[language]}`);
  return lines;
}

/** One piece of evidence on one line: where, who, what, against which limit. */
function evidenceText(evidence: Evidence, language: TextOptions['language']): string {
  const words = WORDS[language];
  const who =
    evidence.participant && (evidence.participant === 'mixed' ? words.mixedShort : words[evidence.participant]);
  const place = evidence.span ? clock(evidence.span.start) : words.noPlace;
  const said = evidence.quote === undefined ? null : fill(words.quote, { text: evidence.quote });
  const expected = evidence.expected === undefined ? null : fill(words.expected, { text: evidence.expected });
  const facts = [measuredText(evidence, language), thresholdText(evidence, language), expected];
  return [place, who, said, facts.filter((fact) => fact !== null).join(words.separator), evidence.note?.[language]]
    .filter((part) => part !== null && part !== undefined && part !== '')
    .join('  ');
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
    return wrap(`${padEndCells(`  ${label[language]}`, labelCells + 2)}${values.join('   ')}`, columns);
  });
}
