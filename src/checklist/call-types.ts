import type { Sentence } from '../errors.ts';
import type { TimeSpan } from '../timespan.ts';

/** What kind of call it is; a call may be of several types or of none. */
export const CALL_TYPES = [
  'complaint',
  'silent-line',
  'one-way-audio',
  'nuisance',
  'transfer',
  'hold',
  'callback',
  'survey',
  'telesales',
] as const;
export type CallType = (typeof CALL_TYPES)[number];

export const CALL_TYPE_TITLES: Readonly<Record<CallType, Sentence>> = {
  complaint: { zh: '投诉电话', en: 'complaint' },
  'silent-line': { zh: '无声电话', en: 'silent line' },
  'one-way-audio': { zh: '单通电话', en: 'one-way audio' },
  nuisance: { zh: '恶意骚扰电话', en: 'nuisance call' },
  transfer: { zh: '转接电话', en: 'transfer' },
  hold: { zh: '有等待的电话', en: 'call with a hold' },
  callback: { zh: '回访电话', en: 'callback on an earlier contact' },
  survey: { zh: '满意度调查', en: 'satisfaction survey' },
  telesales: { zh: '电话销售', en: 'telesales' },
};

/** A type is taken for given from here on. */
export const LEAST_TYPE_CONFIDENCE = 0.5;
/** From here on there are signs of a type, though not enough to go by. */
export const DOUBTFUL_TYPE_CONFIDENCE = 0.4;

/** A type the call was recognised as, how sure that is (0…1), and from what. */
export interface RecognisedType {
  type: CallType;
  confidence: number;
  source: 'metadata' | 'words' | 'signal';
  reason: Sentence;
  /** Where the sign is in the recording, when it is in it. */
  span?: TimeSpan | null;
}
