import { CALL_TYPES, type RecognisedType } from './call-types.ts';
import type { CallContext } from './context.ts';

/** Columns of the call list that name the type. */
const COLUMNS = ['call_type', '通话类型', '来电类型'];
const STATED: Readonly<Record<string, (typeof CALL_TYPES)[number]>> = {
  投诉: 'complaint',
  无声: 'silent-line',
  单通: 'one-way-audio',
  骚扰: 'nuisance',
  恶意: 'nuisance',
  转接: 'transfer',
  回访: 'callback',
  调查: 'survey',
  满意度: 'survey',
  销售: 'telesales',
};

/**
 * What types a call is of: what the telephone system says comes first (and then nothing else is guessed of those types);
 * what is said, and what is heard, adds to it.
 */
export function recogniseCallTypes(call: CallContext): RecognisedType[] {
  return [...stated(call), ...complaint(call)];
}

function stated({ analysis }: CallContext): RecognisedType[] {
  const text = COLUMNS.map((column) => analysis.call.extra?.[column] ?? '').find((value) => value !== '');
  if (text === undefined) return [];
  const named = CALL_TYPES.filter((type) => text.toLowerCase().includes(type));
  const chinese = Object.entries(STATED).flatMap(([word, type]) => (text.includes(word) ? type : []));
  return [...new Set([...named, ...chinese])].map((type) => ({
    type,
    confidence: 1,
    source: 'metadata',
    reason: { zh: `话务记录：${text}`, en: `the call list says: ${text}` },
  }));
}

function complaint(call: CallContext): RecognisedType[] {
  const span = call.anchor(['complaint'], 'customer');
  if (!span) return [];
  return [
    {
      type: 'complaint',
      confidence: 0.8,
      source: 'words',
      reason: { zh: '客户的话是投诉、抱怨。', en: 'The customer complains.' },
    },
  ];
}
