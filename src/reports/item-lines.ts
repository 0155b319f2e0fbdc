import type { Evidence } from '../checklist/verdict.ts';
import { outcomeOf, proposalOf } from '../scorecard/outcome.ts';
import type { ScoredItem } from '../scorecard/scorecard.ts';
import type { TimeSpan } from '../timespan.ts';
import { SEVERITIES, TREATMENTS } from './explain/words.ts';
import { clock, measuredText, pointsText, thresholdText } from './format.ts';
import { doesCount, markOf } from './grouping.ts';
import { heardSpans } from './heard.ts';
import type { ReportLanguage } from './report-call.ts';
import { reviewTexts } from './review-text.ts';
import { type Colours, sign, type TextOptions } from './table.ts';
import { plain, wrap } from './width.ts';
import { fill, WORDS } from './words.ts';

/** Pieces of evidence shown for an item that counts; for others there is one. All are in the page and in the JSON. */
const MOST_EVIDENCE = 3;

/** An item with its verdict: what it came to, why, the evidence, what to listen to of the call, what to do better. */
export function itemLines(
  item: ScoredItem,
  callSeconds: number,
  { language }: TextOptions,
  colours: Colours,
  columns: number,
): string[] {
  const words = WORDS[language];
  const { verdict } = item;
  const outcome = outcomeOf(verdict);
  const title = outcome === 'fail' ? item.failureTitle : item.title;
  const [first = '', ...rest] = wrap(
    plain(title[language] + fill(words.inBrackets, { text: marksOf(item, language).join(words.separator) })),
    columns - 4,
  );
  const fatalPaint = outcome === 'fail' ? colours.red : colours.dim;
  const painted = (line: string) => (item.fatal ? line.replace(words.fatalItem, fatalPaint) : line);
  const lines = [`  ${sign(markOf(item), colours)} ${painted(first)}`, ...rest.map((line) => `    ${painted(line)}`)];
  const add = (text: string, paint: (text: string) => string = (line) => line) => {
    for (const line of wrap(plain(text), columns - 6)) lines.push(`      ${paint(line)}`);
  };
  if (verdict.kind === 'error') {
    add(`${verdict.code}${words.colon}${verdict.message}`);
    return lines;
  }
  const proposal = proposalOf(verdict);
  const said = reviewTexts(item);
  if (proposal) add(fill(words.proposal, { outcome: words[proposal] }), colours.cyan);
  if (said) {
    add(said.human[language]);
    add(said.machine[language], colours.dim);
  } else add((verdict.kind === 'scored' ? verdict.explanation : verdict.reason)[language]);
  const most = doesCount(item) ? MOST_EVIDENCE : 1;
  for (const evidence of verdict.evidence.slice(0, most)) add(evidenceText(evidence, language));
  if (verdict.evidence.length > most) add(fill(words.moreEvidence, { n: verdict.evidence.length - most }));
  if (verdict.kind === 'undecided' && verdict.listenTo.length > 0)
    add(`${words.listenTo}${words.colon}${placesText(heardSpans(verdict.listenTo, callSeconds), language)}`);
  if (outcome === 'fail' || outcome === 'partial' || proposal === 'fail') add(`→ ${item.advice[language]}`);
  return lines;
}

/** An item that a person judges: its name, what the machine would say, and where to listen. */
export function clipLines(
  item: ScoredItem,
  callSeconds: number,
  { language }: TextOptions,
  colours: Colours,
  columns: number,
): string[] {
  const words = WORDS[language];
  const { verdict } = item;
  if (verdict.kind !== 'undecided') return [];
  const proposal = proposalOf(verdict);
  const parts = [
    item.title[language],
    ...(proposal ? [fill(words.proposal, { outcome: words[proposal] })] : []),
    verdict.listenTo.length > 0
      ? `▶ ${placesText(heardSpans(verdict.listenTo, callSeconds), language)}`
      : verdict.reason[language],
  ];
  return wrap(plain(parts.join('  ')), columns - 4).map((line, index) =>
    index === 0 ? `  ${sign('undecided', colours)} ${line}` : `    ${line}`,
  );
}

function marksOf(item: ScoredItem, language: ReportLanguage): string[] {
  const words = WORDS[language];
  const { verdict, severity, treatment, weight } = item;
  const outcome = outcomeOf(verdict);
  return [
    verdict.kind === 'scored' ? fill(words.rating, { n: verdict.rating }) : words[outcome],
    item.fatal ? words.fatalItem : SEVERITIES[severity][language],
    ...(treatment === 'automatic' ? [] : [TREATMENTS[treatment][language]]),
    ...(weight > 0 ? [fill(words.weight, { n: pointsText(weight) })] : doesCount(item) ? [] : [words.noWeight]),
  ];
}

/** The first places of a list, and that there are more. */
const MOST_PLACES = 6;

function placesText(spans: readonly TimeSpan[], language: ReportLanguage): string {
  const places = spans.slice(0, MOST_PLACES).map(({ start, end }) => `${clock(start)}–${clock(end)}`);
  return places.join(WORDS[language].separator) + (spans.length > MOST_PLACES ? ' …' : '');
}

/** One piece of evidence on one line: where, who, what, against which limit. */
function evidenceText(evidence: Evidence, language: ReportLanguage): string {
  const words = WORDS[language];
  const who =
    evidence.participant && (evidence.participant === 'mixed' ? words.mixedShort : words[evidence.participant]);
  const place = evidence.span ? clock(evidence.span.start) : words.noPlace;
  const said = evidence.quote ? fill(words.quote, { text: evidence.quote }) : null;
  const expected = evidence.expected === undefined ? null : fill(words.expected, { text: evidence.expected });
  const facts = [measuredText(evidence, language), thresholdText(evidence, language), expected];
  return [place, who, said, facts.filter((fact) => fact !== null).join(words.separator), evidence.note?.[language]]
    .filter((part) => part !== null && part !== undefined && part !== '')
    .join('  ');
}
