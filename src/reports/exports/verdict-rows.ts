import type { CallMetadata, Language } from '../../analysis.ts';
import type { Verdict } from '../../checklist/verdict.ts';
import { outcomeOf, proposalOf } from '../../scorecard/outcome.ts';
import type { Scorecard } from '../../scorecard/scorecard.ts';
import { csvCell } from '../blocks/csv.ts';

/** The columns of the list of verdicts, one row per call and item. */
export const VERDICT_COLUMNS = [
  'call_id',
  'file',
  'agent_id',
  'agent_name',
  'start_time',
  'call_score',
  'item_id',
  'item',
  'section',
  'points',
  'fatal',
  'outcome',
  'machine_outcome',
  'machine_proposal',
  'human_outcome',
  'human_by',
  'human_why',
  'human_at',
  'reason',
  'at_seconds',
  'quote',
] as const;

/** The rows of one call, whose recording is `file`; what a person said stands beside what the machine said, and `outcome` is what counts. */
export function verdictRows(
  { items, score, callId }: Scorecard,
  { call, file }: { call: CallMetadata; file: string },
  language: Language,
): string[] {
  return items.map(({ itemId, title, section, weight, fatal, verdict, review }) => {
    const machine = review?.machine ?? verdict;
    const first = machine.kind === 'error' ? undefined : machine.evidence[0];
    const reason = reasonOf(verdict);
    return csvRow([
      callId,
      file,
      call.agentId,
      call.agentName,
      call.startTime,
      score === null ? null : score.toFixed(1),
      itemId,
      title[language],
      section,
      weight.toFixed(2),
      fatal ? '1' : '0',
      outcomeOf(verdict),
      outcomeOf(machine),
      proposalOf(machine),
      review?.human.outcome,
      review?.human.by,
      review?.human.why,
      review?.human.at,
      typeof reason === 'string' ? reason : reason[language],
      first?.span?.start.toFixed(2),
      first?.quote,
    ]);
  });
}

/** The first row. */
export const verdictHeader = (): string => csvRow(VERDICT_COLUMNS);

function reasonOf(verdict: Verdict) {
  if (verdict.kind === 'error') return verdict.message;
  return verdict.kind === 'scored' ? verdict.explanation : verdict.reason;
}

const csvRow = (cells: readonly (string | null | undefined)[]): string =>
  `${cells.map((cell) => csvCell(cell ?? null)).join(',')}\r\n`;
