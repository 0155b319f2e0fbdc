import { itemKeys } from '../checklist/item-keys.ts';
import { remembered } from '../remembered.ts';
import { type ChecklistRow, checklistRow } from '../scorecard/checklist-row.ts';
import type { Scoring } from '../scoring.ts';
import { TOOL_VERSION } from '../settings.ts';

/** What is kept of a checklist with the scorecards it gives: its words, and what each item's verdict hangs on. */
export const checklistRowOf = remembered(
  ({ checklist, lexicons, profile }: Scoring): ChecklistRow =>
    checklistRow(checklist, itemKeys(checklist, lexicons, profile, TOOL_VERSION)),
);
