import Table from 'cli-table3';
import type { Language } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import type { RescoreResult } from '../library/rescore/rescore.ts';

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

/** What a re-score did, for a terminal. */
export function rescoreText(result: RescoreResult, language: Language): string {
  const said = (sentence: Sentence): string => sentence[language];
  const { calls, items, changes, failed, dryRun } = result;
  const lines = [said(totals(calls))];
  if (items.length > 0) {
    const head = { zh: ['质检项', '由', '变为', '通话'], en: ['item', 'from', 'to', 'calls'] }[language];
    const table = tableWith(head);
    for (const { itemId, title, from, to, calls } of items.slice(0, MOST_LISTED))
      table.push([`${title[language]} (${itemId})`, said(inWords(from)), said(inWords(to)), calls]);
    lines.push(table.toString(), ...more(items.length, language));
  }
  if (changes.length > 0) {
    const head = { zh: ['通话', '原得分', '新得分', '变化项'], en: ['call', 'score', 'becomes', 'verdicts'] }[language];
    const table = tableWith(head);
    for (const { callId, score, flips } of changes.slice(0, MOST_LISTED))
      table.push([callId, shown(score.from), shown(score.to), flips.length]);
    lines.push(table.toString(), ...more(changes.length, language));
  }
  for (const { callId, sentence } of failed.slice(0, MOST_LISTED)) lines.push(`${callId}  ${said(sentence)}`);
  if (calls.left > 0)
    lines.push(
      said({
        zh: `已停止，还剩 ${calls.left} 通。再次运行同一命令即可继续。`,
        en: `Stopped with ${calls.left} left; run the same command again to go on.`,
      }),
    );
  if (dryRun)
    lines.push(
      said({
        zh: '这是试算，未写入任何内容。去掉 --dry-run 即正式重新评分。',
        en: 'This was a trial; nothing was written. Run it without --dry-run to apply it.',
      }),
    );
  return lines.join('\n');
}

const totals = ({ judged, changed, current, failed }: RescoreResult['calls']): Sentence => ({
  zh: `重新评分 ${judged} 通，其中 ${changed} 通有变化；${current} 通已是最新，失败 ${failed} 通。`,
  en: `${judged} judged anew, ${changed} of them changed; ${current} were up to date, ${failed} failed.`,
});

/** `5` is partial by five tenths. */
function inWords(letter: string): Sentence {
  return LETTERS[letter] ?? { zh: `部分（${letter}0%）`, en: `partial (${letter}0 %)` };
}

const shown = (score: number | null): string => (score === null ? '–' : score.toFixed(1));

function more(count: number, language: Language): string[] {
  if (count <= MOST_LISTED) return [];
  return [
    language === 'zh'
      ? `……另有 ${count - MOST_LISTED} 行，全部见 --json。`
      : `… and ${count - MOST_LISTED} more rows; --json has them all.`,
  ];
}

const tableWith = (head: string[]) => new Table({ head, style: { head: [], border: [] } });
