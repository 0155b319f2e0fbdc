import type { ItemDeclaration } from './schema.ts';

/** The speech of an agent in an example dialogue: `agent: …`, `agent [0-2.5]: …`. */
const AGENT_LINE = /^agent\s*(?:\[[^\]]*\])?\s*:\s*(.*)$/;
const IS_ENGLISH = /^language:\s*en$/m;
/** What comes last is what the item asks for; more than this is a whole call. */
const MOST_LINES = 2;

/**
 * What an agent may say to satisfy an item: the lines of its first passing example that no failing example has; English
 * examples count where there is no Chinese one. Null where examples differ in something else than words (pace, rings, records).
 */
export function modelSentence({ examples }: Pick<ItemDeclaration, 'examples'>): string | null {
  const failing = new Set([...examples.fail, ...examples.partial].flatMap(agentLines));
  const chinese = examples.pass.filter((dialogue) => !IS_ENGLISH.test(dialogue));
  for (const dialogue of chinese.length > 0 ? chinese : examples.pass) {
    const lines = agentLines(dialogue).filter((line) => !failing.has(line));
    if (lines.length > 0) return lines.slice(-MOST_LINES).join(IS_ENGLISH.test(dialogue) ? ' ' : '');
  }
  return null;
}

function agentLines(dialogue: string): string[] {
  return dialogue.split('\n').flatMap((line) => AGENT_LINE.exec(line.trim())?.[1]?.trim() || []);
}
