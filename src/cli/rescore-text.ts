import type { Language } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import type { CallChange } from '../library/rescore/change.ts';
import type { RescoredBy, Turn } from '../library/rescore/plan.ts';
import type { RescoreResult } from '../library/rescore/rescore.ts';
import type { Block } from '../reports/blocks/block.ts';
import { cell, countCell, numberCell } from '../reports/blocks/parts.ts';
import { blocksAsText } from '../reports/blocks/text.ts';
import { plain } from '../reports/width.ts';

/** More than this the terminal does not list; `--json` has them all. */
const MOST_LISTED = 20;

/** A letter of a verdict in words. */
const LETTERS: Record<string, Sentence> = {
  p: { zh: '合格', en: 'pass' },
  f: { zh: '不合格', en: 'fail' },
  u: { zh: '待复核', en: 'undecided' },
  h: { zh: '留给人工', en: 'left to people' },
  n: { zh: '不适用', en: 'not applicable' },
  e: { zh: '未能判定', en: 'error' },
  '-': { zh: '不看', en: 'not asked' },
};

/** What a re-score did, for a terminal so many cells wide. */
export function rescoreText(result: RescoreResult, language: Language, columns: number): string {
  const { calls, failed, dryRun } = result;
  const blocks: Block[] = [
    ...flipTable(result, language),
    ...callTable(result, language),
    ...exclusionTable(result, language),
  ];
  if (calls.unanalysed > 0) blocks.push({ kind: 'text', text: unanalysed(calls.unanalysed)[language] });
  for (const { callId, sentence } of failed.slice(0, MOST_LISTED))
    blocks.push({ kind: 'text', text: `${callId}  ${sentence[language]}` });
  if (calls.left > 0) blocks.push({ kind: 'text', text: stopped(calls.left)[language] });
  if (dryRun) blocks.push({ kind: 'text', text: TRIAL[language] });
  const report = { language, title: totals(calls)[language], subtitle: held(calls)[language], blocks };
  return blocksAsText(report, { colour: false, columns }).trimEnd();
}

/** Calls that were judged with something else by the last re-score, in one sentence. */
export function turnText({ from, to, calls }: Turn, language: Language): string {
  const by = (judge: RescoredBy): string => inWordsOf(judge)[language];
  return plain(
    language === 'zh'
      ? `${calls} 通上次重新评分时用的是${by(from)}，这次改用${by(to)}。如需沿用前者，请用 --pipeline 或 --profile 再次指定。`
      : `${calls} ${calls === 1 ? 'call was' : 'calls were'} last re-scored by ${by(from)}; now by ${by(to)}. To stay with the former, name it again with --pipeline or --profile.`,
  );
}

const inWordsOf = ({ pipeline, profile }: RescoredBy): Sentence =>
  profile === null
    ? { zh: `流程 ${pipeline} 及其自带的单位设置`, en: `pipeline ${pipeline} with its own profile` }
    : { zh: `流程 ${pipeline} 与单位设置 ${profile}`, en: `pipeline ${pipeline} with profile ${profile}` };

function flipTable({ items }: RescoreResult, language: Language): Block[] {
  if (items.length === 0) return [];
  const [item, from, to, calls] = { zh: ['质检项', '由', '变为', '通话'], en: ['item', 'from', 'to', 'calls'] }[
    language
  ];
  const rows = items
    .slice(0, MOST_LISTED)
    .map(({ itemId, title, from, to, calls }) => [
      cell(`${title[language]} (${itemId})`),
      cell(inWords(from)[language]),
      cell(inWords(to)[language]),
      countCell(calls),
    ]);
  const columns = [{ title: item! }, { title: from! }, { title: to! }, { title: calls!, align: 'end' as const }];
  const title = language === 'zh' ? '结论的变化' : 'Verdicts that change';
  return [{ kind: 'table', title, columns, rows, none: '' }, ...more(items.length, language)];
}

const isScored = ({ exclusion }: CallChange): boolean => exclusion.from === null && exclusion.to === null;

/** The calls that are left out from now on, and those that are taken back. */
function exclusionTable({ changes }: RescoreResult, language: Language): Block[] {
  const others = changes.filter((change) => !isScored(change));
  if (others.length === 0) return [];
  const [call, from, to, why] = {
    zh: ['通话', '原得分', '新得分', '原因'],
    en: ['call', 'score', 'becomes', 'why'],
  }[language];
  const rows = others
    .slice(0, MOST_LISTED)
    .map(({ callId, score, exclusion }) => [
      cell(callId),
      numberCell(score.from),
      numberCell(score.to),
      cell(exclusion.to?.[language] ?? (language === 'zh' ? '不再排除' : 'no longer excluded')),
    ]);
  const columns = [
    { title: call!, whole: true },
    { title: from!, align: 'end' as const },
    { title: to!, align: 'end' as const },
    { title: why! },
  ];
  const title = language === 'zh' ? '排除与收回的通话' : 'Calls excluded and taken back';
  return [{ kind: 'table', title, columns, rows, none: '' }, ...more(others.length, language)];
}

function callTable({ changes, calls }: RescoreResult, language: Language): Block[] {
  const scored = changes.filter(isScored);
  if (scored.length === 0) return [];
  const titles = { zh: ['通话', '原得分', '新得分', '变化项'], en: ['call', 'score', 'becomes', 'verdicts'] }[language];
  if (calls.held > 0) titles.push(language === 'zh' ? '人工维持' : 'held by people');
  const rows = scored
    .slice(0, MOST_LISTED)
    .map(({ callId, score, flips, heldByPeople }) => [
      cell(callId),
      numberCell(score.from),
      numberCell(score.to),
      countCell(flips.length),
      ...(calls.held > 0 ? [countCell(heldByPeople)] : []),
    ]);
  const columns = titles.map((title, at) => (at === 0 ? { title, whole: true } : { title, align: 'end' as const }));
  const title = language === 'zh' ? '通话，得分变化大的在前' : 'Calls, the largest change of score first';
  return [{ kind: 'table', title, columns, rows, none: '' }, ...more(scored.length, language)];
}

const totals = ({ judged, changed, leftOut, takenBack, current, failed }: RescoreResult['calls']): Sentence => {
  const zh = [leftOut > 0 ? `排除 ${leftOut} 通` : '', takenBack > 0 ? `收回 ${takenBack} 通` : ''].filter(Boolean);
  const en = [leftOut > 0 ? `${leftOut} excluded` : '', takenBack > 0 ? `${takenBack} taken back` : ''].filter(Boolean);
  const within = { zh: zh.length > 0 ? `（${zh.join('，')}）` : '', en: en.length > 0 ? ` (${en.join(', ')})` : '' };
  return {
    zh: `重新评分 ${judged} 通，其中 ${changed} 通有变化${within.zh}；${current} 通已是最新，失败 ${failed} 通。`,
    en: `${judged} judged anew, ${changed} of them changed${within.en}; ${current} were up to date, ${failed} failed.`,
  };
};

const unanalysed = (calls: number): Sentence => ({
  zh: `另有 ${calls} 通因无人说话或录音不足半秒而未经分析，仍为已排除：改动规则不影响它们。`,
  en: `${calls} excluded ${calls === 1 ? 'call was' : 'calls were'} never analysed, for nobody speaks there or the recording is under half a second long: no rule brings ${calls === 1 ? 'it' : 'them'} back.`,
});

const held = ({ held }: RescoreResult['calls']): Sentence =>
  held === 0
    ? { zh: '', en: '' }
    : {
        zh: `另有 ${held} 通只是机器的结论变了，那几项以人工结论为准，得分不变。`,
        en: `In ${held} more only verdicts of the machine changed where people gave theirs, which stand: so does the score.`,
      };

const stopped = (left: number): Sentence => ({
  zh: `已停止，还剩 ${left} 通。再次运行同一命令即可继续。`,
  en: `Stopped with ${left} left; run the same command again to go on.`,
});

const TRIAL: Sentence = {
  zh: '这是试算，未写入任何内容。去掉 --dry-run 即正式重新评分。',
  en: 'This was a trial; nothing was written. Run it without --dry-run to apply it.',
};

/** `5` is partial by five tenths. */
function inWords(letter: string): Sentence {
  return LETTERS[letter] ?? { zh: `部分（${letter}0%）`, en: `partial (${letter}0%)` };
}

function more(count: number, language: Language): Block[] {
  if (count <= MOST_LISTED) return [];
  const left = count - MOST_LISTED;
  return [
    {
      kind: 'text',
      text:
        language === 'zh'
          ? `……另有 ${left} 行，全部见 --json。`
          : `… and ${left} more ${left === 1 ? 'row' : 'rows'}; --json has them all.`,
    },
  ];
}
