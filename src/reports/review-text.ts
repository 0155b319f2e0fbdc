import type { Sentence } from '../errors.ts';
import { outcomeOf, proposalOf } from '../scorecard/outcome.ts';
import type { ScoredItem } from '../scorecard/scorecard.ts';
import { bothLanguages } from './format.ts';
import { momentText } from './quality/moment.ts';
import { fill, WORDS } from './words.ts';

/** Who judged an item, when and why, and what the machine had said; null for an item that no person judged. */
export function reviewTexts({ review }: Pick<ScoredItem, 'review'>): { human: Sentence; machine: Sentence } | null {
  if (!review) return null;
  const { human, machine } = review;
  return {
    human: bothLanguages((language) =>
      fill(WORDS[language].judgedBy, { by: human.by, at: momentText(human.at), why: human.why }),
    ),
    machine: bothLanguages((language) => {
      const words = WORDS[language];
      const proposal = proposalOf(machine);
      const outcome = proposal ? fill(words.proposal, { outcome: words[proposal] }) : words[outcomeOf(machine)];
      if (machine.kind === 'error') return fill(words.machineSaid, { outcome, text: machine.message });
      const { [language]: text } = machine.kind === 'scored' ? machine.explanation : machine.reason;
      return fill(words.machineSaid, { outcome, text });
    }),
  };
}
