import type { CallAnalysis } from '../../../src/analysis.ts';
import type { JudgeNode } from '../../../src/checklist/checklist.ts';
import { judgeNode } from '../../../src/checklist/compose.ts';
import { CallContext } from '../../../src/checklist/context.ts';
import { analysisOfDialogue } from '../../../src/checklist/dialogue.ts';
import type { Finding } from '../../../src/checklist/finding.ts';
import { readNode } from '../../../src/checklist/node.ts';
import { DEFAULT_PROFILE } from '../../../src/checklist/profile.ts';
import { loadLexicons } from '../../../src/language/lexicon.ts';

const lexicons = { zh: await loadLexicons('seeds/lexicons', 'zh'), en: await loadLexicons('seeds/lexicons', 'en') };

/** What a `judge` value finds on a dialogue; `changed` makes what no dialogue can say. */
export function findingOf(
  judge: unknown,
  dialogue: string,
  profile = DEFAULT_PROFILE,
  changed = (analysis: CallAnalysis): CallAnalysis => analysis,
): Finding {
  const { node, issue } = readNode(judge, []);
  if (issue) throw new Error(issue.problem.en);
  const analysis = changed(analysisOfDialogue(dialogue));
  return judgeNode(node as JudgeNode, new CallContext(analysis, lexicons[analysis.language], profile));
}
