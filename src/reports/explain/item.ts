import type { Language } from '../../analysis.ts';
import type { ChecklistItem } from '../../checklist/checklist.ts';
import type { Lexicons } from '../../language/lexicon.ts';
import { conditionInWords, nodeInWords } from './node-in-words.ts';
import { EXPLAIN_WORDS, SEVERITIES, TREATMENTS } from './words.ts';

/**
 * What an item does, in words: when it applies, what it listens for or measures, its numbers and where they come from,
 * and how many examples it has. The phrases are those of the lexicons. Lines are not wrapped.
 */
export function explainItem(item: ChecklistItem, lexicons: Lexicons, language: Language): string[] {
  const words = EXPLAIN_WORDS[language];
  const part = (title: string | undefined, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', title ?? '', ...lines.map((line) => `  ${line}`)];
  const conditions = (['when', 'excusedWhen', 'reviewWhen'] as const).map((key) =>
    item[key] ? conditionInWords(item[key], lexicons, language) : [],
  );
  const applies = [
    ...(item.option ? [words.option!] : []),
    ...(item.languages?.length === 1 ? [item.languages[0] === 'zh' ? words.onlyZh! : words.onlyEn!] : []),
    ...conditions[0]!,
  ];
  const examples = Object.entries(item.examples).flatMap(([kind, dialogues]) =>
    dialogues.length > 0 ? `${kind} ${dialogues.length}` : [],
  );
  return [
    `${item.title[language]}  ${item.id}`,
    `${TREATMENTS[item.treatment][language]} · ${SEVERITIES[item.severity][language]}`,
    ...part(words.why, [item.why[language]]),
    ...part(words.source, [item.source]),
    ...part(words.applies, applies.length > 0 ? applies : [words.always!]),
    ...part(words.judge, nodeInWords(item.judge, lexicons, language)),
    ...part(words.partial, item.partial ? nodeInWords(item.partial, lexicons, language) : []),
    ...part(words.fatal, item.fatalIf ? nodeInWords(item.fatalIf, lexicons, language) : []),
    ...part(words.excused, conditions[1]!),
    ...part(words.review, conditions[2]!),
    ...part(
      words.thresholds,
      (item.thresholds ?? []).map(
        ({ value, origin, reason }) =>
          `${value} (${words[origin]})${language === 'zh' ? '：' : ': '}${reason[language]}`,
      ),
    ),
    ...part(words.advice, [item.advice[language]]),
    ...part(words.examples, examples.length > 0 ? [examples.join(' · ')] : []),
  ];
}
