import type { Scorecard } from '../scorecard/scorecard.ts';
import type { ReportLanguage } from './report-call.ts';
import { fill, WORDS } from './words.ts';

/** How much of a call was judged, in one line: the share of the points, and the items that apply by what became of them. */
export function coverageText({ coverage, counts }: Scorecard, language: ReportLanguage): string {
  const words = WORDS[language];
  const { automatic, assisted, human } = coverage.byTreatment;
  const sum = (name: keyof typeof automatic) => automatic[name] + assisted[name] + human[name];
  const proposed = automatic.proposed + assisted.proposed;
  const items = fill(words.coverageOfItems, {
    applicable: sum('items') - sum('notApplicable'),
    judged: sum('judged'),
    proposed,
    open: counts.undecided - proposed,
    people: counts.leftToPeople,
  });
  const { judgedShare } = coverage;
  if (judgedShare === null) return items;
  return `${fill(words.coverage, { percent: Math.round(100 * judgedShare) })}${words.separator}${items}`;
}
