import { itemKeys } from '../checklist/item-keys.ts';
import { type ChecklistRow, checklistRow } from '../scorecard/checklist-row.ts';
import type { Scoring } from '../scoring.ts';
import { TOOL_VERSION } from '../settings.ts';

const rows = new WeakMap<Scoring, ChecklistRow>();

/** What is kept of a checklist with the scorecards it gives: its words, and what each item's verdict hangs on. */
export function checklistRowOf(scoring: Scoring): ChecklistRow {
  let row = rows.get(scoring);
  if (!row) {
    const { checklist, lexicons, profile } = scoring;
    row = checklistRow(checklist, itemKeys(checklist, lexicons, profile, TOOL_VERSION));
    rows.set(scoring, row);
  }
  return row;
}
