import { CALL_TYPE_TITLES, LEAST_TYPE_CONFIDENCE, type RecognisedType } from '../checklist/call-types.ts';
import type { ReportLanguage } from './report-call.ts';
import { fill, WORDS } from './words.ts';

/** A type the call was recognised as, how sure that is, and whether the checklist went by it. */
export function callTypeText({ type, confidence }: RecognisedType, language: ReportLanguage): string {
  const words = WORDS[language];
  return fill(confidence >= LEAST_TYPE_CONFIDENCE ? words.callTypeOf : words.callTypeDoubtful, {
    type: CALL_TYPE_TITLES[type][language],
    percent: Math.round(100 * confidence),
  });
}
