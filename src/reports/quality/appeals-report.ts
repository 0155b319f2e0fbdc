import type { BlockReport } from '../blocks/block.ts';
import { cell } from '../blocks/parts.ts';
import { say } from '../blocks/say.ts';
import { recordingName } from '../recording-name.ts';
import type { ReportLanguage } from '../report-call.ts';
import { momentText } from './moment.ts';

/** An agent's objection to a verdict, and what became of it. */
export interface Appeal {
  appeal_id: string;
  call_id: string;
  /** Path of the recording; null where the library has lost it. */
  file: string | null;
  item_id: string;
  by_name: string;
  why: string;
  at: string;
  decision: 'accepted' | 'declined' | null;
  handler: string | null;
  decision_why: string | null;
}

/** Appeals as a table, with what was decided on each. */
export function appealBlocks(appeals: readonly Appeal[], language: ReportLanguage): BlockReport {
  const says = say(language);
  const decided = { accepted: says('成立', 'accepted'), declined: says('不成立', 'declined') };
  return {
    language,
    title: says('申诉', 'Appeals'),
    subtitle: says(
      '共 {0} 件，待处理 {1} 件',
      '{0} in all, {1} open',
      appeals.length,
      appeals.filter(({ decision }) => decision === null).length,
    ),
    blocks: [
      {
        kind: 'table',
        title: '',
        columns: [
          { title: says('编号', 'Id'), whole: true },
          { title: says('时间', 'When') },
          { title: says('通话', 'Call'), whole: true },
          { title: says('录音', 'Recording') },
          { title: says('质检项', 'Item'), whole: true },
          { title: says('坐席', 'Agent') },
          { title: says('申诉理由', 'Reason') },
          { title: says('处理', 'Decision') },
          { title: says('处理理由', 'Why') },
        ],
        rows: appeals.map(({ appeal_id, at, call_id, file, item_id, by_name, why, decision, handler, decision_why }) =>
          [
            appeal_id,
            momentText(at),
            call_id,
            file === null ? '–' : recordingName(file),
            item_id,
            by_name,
            why,
            decision === null ? says('待处理', 'open') : says('{0}（{1}）', '{0} ({1})', decided[decision], handler!),
            decision_why ?? '',
          ].map(cell),
        ),
        none: says('没有申诉。', 'There are no appeals.'),
      },
    ],
  };
}
