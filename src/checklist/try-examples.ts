import type { Language } from '../analysis.ts';
import type { Lexicons } from '../language/lexicon.ts';
import type { ChecklistItem } from './checklist.ts';
import { CallContext } from './context.ts';
import { analysisOfDialogue } from './dialogue.ts';
import { findingIn, judgeOrError } from './judge.ts';
import { DEFAULT_PROFILE } from './profile.ts';
import type { Verdict } from './verdict.ts';

/** How an item judged one of its own examples. */
export interface ExampleResult {
  itemId: string;
  kind: keyof ChecklistItem['examples'];
  /** 0 is the first of its kind. */
  index: number;
  dialogue: string;
  /** What came out: what is proposed counts for items that a person decides. */
  outcome: string;
  agrees: boolean;
  verdict: Verdict;
}

/**
 * Judges an item on all of its examples; `library` holds the items it leans on. Options are switched on for it. An example of kind `fail` of an assisted item
 * agrees when a fail is proposed; a trap when the item neither fails nor proposes to. Throws `checklist-invalid` for a
 * dialogue that cannot be read.
 */
export function tryExamples(
  item: ChecklistItem,
  library: ReadonlyMap<string, ChecklistItem>,
  lexicons: Readonly<Record<Language, Lexicons>>,
): ExampleResult[] {
  const kinds = Object.entries(item.examples) as [ExampleResult['kind'], string[]][];
  const profile = { ...DEFAULT_PROFILE, rules: { [item.id]: true } };
  return kinds.flatMap(([kind, dialogues]) =>
    dialogues.map((dialogue, index) => {
      const analysis = analysisOfDialogue(dialogue);
      const call = new CallContext(analysis, lexicons[analysis.language], profile, findingIn(library));
      const { verdict } = judgeOrError(item, call);
      const outcome = outcomeFor(item, verdict);
      const agrees = kind === 'trap' ? outcome === 'pass' || outcome === 'notApplicable' : outcome === kind;
      return { itemId: item.id, kind, index, dialogue, outcome, agrees, verdict };
    }),
  );
}

function outcomeFor({ treatment }: ChecklistItem, verdict: Verdict): string {
  if (verdict.kind === 'scored') return verdict.outcome;
  if (verdict.kind === 'undecided' && treatment === 'assisted') return verdict.proposal ?? verdict.kind;
  return verdict.kind;
}
