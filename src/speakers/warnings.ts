import type { Attribution, Warning } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import { areRolesGuessed, areTwoSides, isTold } from './attribute.ts';

/** What a reader must know about the attribution; empty when the sides are known. */
export function attributionWarnings(attribution: Attribution): Warning[] {
  return [...separationWarning(attribution), ...roleWarnings(attribution)];
}

function separationWarning({ by, participants }: Attribution): Warning[] {
  return by === 'diarised' && areTwoSides(participants) ? [{ code: 'speakers-separated', sentence: SEPARATED }] : [];
}

const SEPARATED: Sentence = {
  en: 'Agent and customer are on one channel and were told apart by their voices: about a fifth of what is said may be with the wrong one, and what overlaps is indicative only. What the agent is blamed for is left to a person.',
  zh: '坐席与客户在同一声道，按声音区分：约五分之一的内容可能归错了人，重叠部分仅供参考；对坐席不利的结论交由人工确认。',
};

function roleWarnings(attribution: Attribution): Warning[] {
  const { participants, notes } = attribution;
  if (participants.every((participant) => participant === 'mixed'))
    return [
      {
        code: 'one-channel',
        sentence: {
          en: 'Agent and customer are on one channel and are not told apart: only measures of the whole call are given.',
          zh: '坐席与客户在同一声道，未作区分：只给出整通通话的指标。',
        },
      },
    ];
  const last = notes.at(-1);
  if (!last || !areRolesGuessed(attribution)) return [];
  return [{ code: isTold(attribution) ? 'roles-contradicted' : 'roles-assumed', sentence: last }];
}
