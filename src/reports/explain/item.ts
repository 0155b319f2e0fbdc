import type { Language } from '../../analysis.ts';
import type { ChecklistItem, JudgeNode } from '../../checklist/checklist.ts';
import type { Condition } from '../../checklist/condition-schema.ts';
import type { Lexicons } from '../../language/lexicon.ts';
import { conditionInWords, nodeInWords } from './node-in-words.ts';
import { EXPLAIN_WORDS, SEVERITIES, TREATMENTS } from './words.ts';

/** The parts of an item that are given in words. */
type InWords = 'when' | 'judge' | 'partial' | 'fatalIf' | 'excusedWhen' | 'reviewWhen';

/** An item as it is declared, but for its judgements and conditions, which are lines in words. */
export type ExplainedItem = Omit<ChecklistItem, InWords> & Record<InWords, Record<Language, string[]> | undefined>;

/**
 * What an item is and does, in both languages: as it is declared, but for its judgements and conditions, which are lines in
 * words with the phrases of the lexicons. What the item does not have is left out.
 */
export function explainedItem(item: ChecklistItem, lexicons: Lexicons): ExplainedItem {
  const inBoth = (lines: (language: Language) => string[]) => ({ zh: lines('zh'), en: lines('en') });
  const judgement = (node: JudgeNode | null) =>
    node ? inBoth((language) => nodeInWords(node, lexicons, language)) : undefined;
  const condition = (one: Condition | undefined) =>
    one && inBoth((language) => conditionInWords(one, lexicons, language));
  return {
    id: item.id,
    title: item.title,
    failureTitle: item.failureTitle,
    treatment: item.treatment,
    severity: item.severity,
    option: item.option,
    languages: item.languages,
    why: item.why,
    source: item.source,
    when: condition(item.when),
    judge: judgement(item.judge),
    partial: judgement(item.partial),
    fatalIf: judgement(item.fatalIf),
    excusedWhen: condition(item.excusedWhen),
    reviewWhen: condition(item.reviewWhen),
    thresholds: item.thresholds,
    advice: item.advice,
    examples: item.examples,
  };
}

/**
 * The same in words: when it applies, what it listens for or measures, its numbers and where they come from, and how many
 * examples it has. Lines are not wrapped.
 */
export function explainItem(item: ChecklistItem, lexicons: Lexicons, language: Language): string[] {
  const words = EXPLAIN_WORDS[language];
  const explained = explainedItem(item, lexicons);
  const part = (title: string | undefined, lines: readonly string[] = []): string[] =>
    lines.length === 0 ? [] : ['', title ?? '', ...lines.map((line) => `  ${line}`)];
  const applies = [
    ...(item.option ? [words.option!] : []),
    ...(item.languages?.length === 1 ? [item.languages[0] === 'zh' ? words.onlyZh! : words.onlyEn!] : []),
    ...(explained.when?.[language] ?? []),
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
    ...part(words.judge, explained.judge?.[language]),
    ...part(words.partial, explained.partial?.[language]),
    ...part(words.fatal, explained.fatalIf?.[language]),
    ...part(words.excused, explained.excusedWhen?.[language]),
    ...part(words.review, explained.reviewWhen?.[language]),
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
