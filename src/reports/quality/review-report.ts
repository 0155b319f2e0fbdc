import type { Verdict } from '../../checklist/verdict.ts';
import { outcomeOf, proposalOf } from '../../scorecard/outcome.ts';
import type { FormItemResult, HumanVerdict, Scorecard, ScoredItem } from '../../scorecard/scorecard.ts';
import type { BlockReport } from '../blocks/block.ts';
import { cell } from '../blocks/parts.ts';
import { say } from '../blocks/say.ts';
import { scoreText } from '../format.ts';
import { groupItems } from '../grouping.ts';
import type { ReportLanguage } from '../report-call.ts';
import { fill, WORDS } from '../words.ts';
import { momentText } from './moment.ts';

/** One step of what became of a call: what a person said, or a score that followed. */
export type TrailEntry =
  | {
      kind: 'review';
      at: string;
      itemId: string;
      outcome: 'pass' | 'partial' | 'fail' | 'na' | 'withdrawn';
      by: string;
      why: string;
      /** `command`, `csv`, `appeal`. */
      source: string;
      /** What the machine said of it at that time, as one letter (`outcome-letters.ts`). */
      machine: string | null;
    }
  | { kind: 'score'; at: string; cause: string; score: number | null; machineScore: number | null };

/** A call with what machine and people said of it. */
export interface ReviewReport {
  /** As people left it. */
  scorecard: Scorecard;
  machineScore: number | null;
  trail: TrailEntry[];
}

/** Machine and people side by side, what is still to be looked at, and who said what when. */
export function reviewBlocks({ scorecard, machineScore, trail }: ReviewReport, language: ReportLanguage): BlockReport {
  const says = say(language);
  const words = WORDS[language];
  const { toDeal, reviewed, toPeople } = groupItems(scorecard.items);
  const lines = scorecard.form?.items ?? [];
  const titles = new Map([
    ...lines.map(({ sectionId, title }) => [sectionId, title[language]] as const),
    ...scorecard.items.map(({ itemId, title }) => [itemId, title[language]] as const),
  ]);
  const sentence = (human: HumanVerdict): string => words[human.outcome === 'na' ? 'notApplicable' : human.outcome];
  const machineText = (verdict: Verdict): string => {
    const proposal = proposalOf(verdict);
    return proposal ? fill(words.proposal, { outcome: words[proposal] }) : words[outcomeOf(verdict)];
  };
  const itemRow = ({ itemId, verdict, review }: ScoredItem) => [
    itemId,
    titles.get(itemId)!,
    machineText(review?.machine ?? verdict),
    review ? sentence(review.human) : '',
    review?.human.by ?? '',
    review?.human.why ?? '',
  ];
  const lineRow = ({ sectionId, value, review }: FormItemResult) => [
    sectionId,
    titles.get(sectionId)!,
    String((review ? review.machine : value) ?? '–'),
    review ? (value === null ? words.notApplicable : String(value)) : '',
    review?.human.by ?? '',
    review?.human.why ?? '',
  ];
  return {
    language,
    title: says('复核：通话 {0}', 'Review of call {0}', scorecard.callId),
    subtitle: says(
      '得分 {0}，机器评分 {1}',
      'score {0}, by the machine {1}',
      scoreText(scorecard.score),
      scoreText(machineScore),
    ),
    blocks: [
      ...scorecard.reviewReasons.map((reason) => ({
        kind: 'text' as const,
        tone: 'warning' as const,
        text: reason[language],
      })),
      {
        kind: 'table',
        title: says('机器与人工', 'Machine and people'),
        columns: [
          { title: says('编号', 'Id'), whole: true },
          { title: says('质检项', 'Item') },
          { title: says('机器', 'Machine') },
          { title: says('人工', 'Person') },
          { title: says('评定人', 'By') },
          { title: says('理由', 'Why') },
        ],
        rows: [...lines.map(lineRow), ...[...reviewed, ...toDeal, ...toPeople].map(itemRow)].map((row) =>
          row.map(cell),
        ),
        none: says('没有需要处理的项目。', 'Nothing to look at.'),
      },
      {
        kind: 'table',
        title: says('经过', 'What happened'),
        columns: [says('时间', 'When'), says('事项', 'What'), says('谁', 'Who'), says('理由', 'Why')].map((title) => ({
          title,
        })),
        rows: trail.map((step) =>
          (step.kind === 'score'
            ? [
                momentText(step.at),
                says('得分 {0}', 'score {0}', scoreText(step.score)),
                '',
                CAUSES[step.cause]?.[language] ?? '',
              ]
            : [
                momentText(step.at),
                `${titles.get(step.itemId) ?? step.itemId}${words.colon}${step.outcome === 'withdrawn' ? says('撤回', 'withdrawn') : words[step.outcome === 'na' ? 'notApplicable' : step.outcome]}`,
                step.by,
                step.source === 'appeal' ? says('申诉：{0}', 'appeal: {0}', step.why) : step.why,
              ]
          ).map(cell),
        ),
        none: '',
      },
    ],
  };
}

const CAUSES: Readonly<Record<string, { zh: string; en: string }>> = {
  score: { zh: '机器评分', en: 'scored' },
  rescore: { zh: '重新评分', en: 'scored anew' },
  review: { zh: '人工复核', en: 'reviewed' },
  import: { zh: '导入', en: 'imported' },
};
