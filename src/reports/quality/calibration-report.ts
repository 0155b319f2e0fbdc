import type { Sentence } from '../../errors.ts';
import { withMinus } from '../../language/true-minus.ts';
import { type Calibration, FEW_PAIRS, type ReviewedVerdict } from '../../quality/calibration.ts';
import type { Estimate } from '../../quality/intervals.ts';
import type { BlockReport, Cell } from '../blocks/block.ts';
import { cell, countCell, percent } from '../blocks/parts.ts';
import { type Say, say } from '../blocks/say.ts';
import { clock } from '../format.ts';
import type { ReportLanguage } from '../report-call.ts';
import { WORDS } from '../words.ts';

/** How far the machine agrees with people, with the calls to listen to. */
export interface CalibrationReport {
  overall: Calibration;
  items: (Calibration & { itemId: string; title: Sentence | null })[];
  /** All that disagree; the first of them are listed. */
  disagreementCount: number;
  disagreements: (ReviewedVerdict & { title: Sentence | null; second: number | null })[];
}

/** The report as blocks: the whole, each item, and what to listen to. */
export function calibrationBlocks(
  { overall, items, disagreementCount, disagreements }: CalibrationReport,
  language: ReportLanguage,
): BlockReport {
  const says = say(language);
  const words = WORDS[language];
  const name = (title: Sentence | null, id: string): string => title?.[language] ?? id;
  return {
    language,
    title: says('机器与人的一致程度', 'Agreement of the machine with people'),
    subtitle: says('每项取最后一次人工结论', 'by the last word of people on each item'),
    blocks: [
      { kind: 'figures', figures: figuresOf(overall, says) },
      {
        kind: 'table',
        title: says('按质检项', 'By item'),
        columns: [
          { title: says('质检项', 'Item') },
          { title: 'n', align: 'end' },
          { title: says('一致', 'Agree'), whole: true },
          { title: says('判不合格：准', 'Fails: right'), whole: true },
          { title: says('判不合格：全', 'Fails: found'), whole: true },
          { title: 'κ', whole: true },
          { title: says('待复核', 'Undecided'), align: 'end' },
        ],
        rows: items.map((item) => [
          cell(`${name(item.title, item.itemId)}${item.isFew ? ' *' : ''}`),
          countCell(item.n),
          shareCell(item.agreement),
          shareCell(item.failPrecision),
          shareCell(item.failRecall),
          cell(kappaText(item.kappa)),
          countCell(item.undecided),
        ]),
        none: says('还没有人工结论。', 'No reviews yet.'),
      },
      {
        kind: 'text',
        tone: 'quiet',
        text: says(
          '方括号内为 95% 区间（比例用 Wilson 法，κ 用 Fleiss、Cohen、Everitt 1969 的公式）。机器列为待复核的不计入。* 少于 {0} 个样本，仅供参考。',
          'In brackets: intervals of 95% (Wilson for shares, Fleiss, Cohen & Everitt 1969 for kappa). What the machine left undecided is not counted. * fewer than {0} samples: not to be acted on.',
          FEW_PAIRS,
        ),
      },
      {
        kind: 'table',
        title: says('不一致的，请听一听（共 {0} 处）', 'Disagreements to listen to ({0} in all)', disagreementCount),
        columns: [
          { title: says('通话', 'Call'), whole: true },
          { title: says('位置', 'At'), whole: true },
          { title: says('质检项', 'Item') },
          { title: says('机器', 'Machine') },
          { title: says('人工', 'Person') },
          { title: says('评定人', 'By') },
          { title: says('理由', 'Why') },
        ],
        rows: disagreements.map(({ callId, itemId, title, second, machine, human, by, why }) =>
          [
            callId,
            second === null ? '–' : clock(second),
            name(title, itemId),
            words[machine === 'na' ? 'notApplicable' : machine!],
            words[human === 'na' ? 'notApplicable' : human],
            by,
            why,
          ].map(cell),
        ),
        none: says('没有不一致的结论。', 'There are no disagreements.'),
      },
    ],
  };
}

function figuresOf({ n, agreement, failPrecision, failRecall, kappa, undecided, isFew }: Calibration, says: Say) {
  const few = isFew ? says('样本少，仅供参考', 'few samples: not to be acted on') : '';
  const figure = (name: string, text: string, value: number | null, note: string) => ({ name, text, value, note });
  const share = (title: string, estimate: Estimate | null, note: string) =>
    figure(title, shareText(estimate), estimate?.value ?? null, note);
  return [
    figure(says('已对照', 'Compared'), String(n), n, few),
    share(says('一致', 'Agreement'), agreement, says('两者结论相同的比例', 'both say the same')),
    share(
      says('判不合格的准确率', 'Precision of fails'),
      failPrecision,
      says('机器判不合格的，人也判不合格', 'of what the machine failed, people fail too'),
    ),
    share(
      says('判不合格的查全率', 'Recall of fails'),
      failRecall,
      says('人判不合格的，机器也判不合格', 'of what people fail, the machine failed'),
    ),
    figure('κ (Cohen)', kappaText(kappa), kappa?.value ?? null, says('扣除碰巧一致', 'agreement beyond chance')),
    figure(says('机器待复核', 'Undecided'), String(undecided), undecided, says('不计入以上各数', 'in no other number')),
  ];
}

const shareText = (estimate: Estimate | null): string =>
  estimate === null ? '–' : `${percent(estimate.value)} [${percent(estimate.low)}–${percent(estimate.high)}]`;

const shareCell = (estimate: Estimate | null): Cell =>
  estimate === null ? cell('–') : { text: shareText(estimate), value: estimate.value };

function kappaText(kappa: Estimate | null): string {
  if (kappa === null) return '–';
  const two = (value: number): string => withMinus(value.toFixed(2));
  // Of very few pairs the formula gives an interval without width, which says nothing.
  const hasWidth = kappa.high - kappa.low > 1e-9;
  return hasWidth ? `${two(kappa.value)} [${two(kappa.low)}–${two(kappa.high)}]` : two(kappa.value);
}
