import type { CallType } from '../call-types.ts';
import { factOf, holdsSomething } from '../facts.ts';
import { type Scope, scopeFields, wholeCall } from '../scope-schema.ts';
import { ifSidesAreSure, type Signal } from './signal.ts';

/** An agent who calls says what for soon. */
const EARLY: Scope = scopeFields.parse({ first: { turns: 5 } });
/** One mention of an offer sells nothing. */
const LEAST_SALES_CUES = 2;

/** What an outbound call is for: an earlier contact, a survey, or selling. A call that comes back to somebody sells by the way. */
export const outboundKinds: Signal = (call) => {
  const { analysis } = call;
  if (analysis.call.direction !== 'outbound') return [];
  const earlier = factOf(analysis.call, ['previous_call_at', 'case_id']);
  const referred = call.find(EARLY, ['prior-contact-subject'])[0];
  const asked = call.find(EARLY, ['survey-cue'])[0];
  const offers = call.find(wholeCall('agent'), ['sales-cue']);
  const found = (type: CallType, confidence: number, hit: { heard: string; span: { start: number; end: number } }) => ({
    type,
    confidence: ifSidesAreSure(confidence, analysis),
    source: 'words' as const,
    reason: { zh: `坐席说了“${hit.heard}”。`, en: `The agent says “${hit.heard}”.` },
    span: hit.span,
  });
  const isKnown = earlier !== null && holdsSomething(earlier.text);
  return [
    ...(referred ? [found('callback', isKnown ? 0.9 : 0.7, referred)] : []),
    ...(asked ? [found('survey', 0.7, asked)] : []),
    ...(!referred && !asked && !isKnown && offers.length >= LEAST_SALES_CUES
      ? [found('telesales', 0.6, offers[0]!)]
      : []),
  ];
};
