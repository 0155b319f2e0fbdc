import type { Attribution, Warning } from '../analysis.ts';
import { areRolesGuessed } from './attribute.ts';

/** What a reader must know about the attribution; empty when the sides are known. */
export function attributionWarnings(attribution: Attribution): Warning[] {
  const { participants, source, notes } = attribution;
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
  const told = source === 'metadata' || source === 'settings' || source === 'override';
  return [{ code: told ? 'roles-contradicted' : 'roles-assumed', sentence: last }];
}
