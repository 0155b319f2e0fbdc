import { wholeCall } from '../scope-schema.ts';
import { ifSidesAreSure, type Signal } from './signal.ts';

/** Said once it may be a bad joke. */
const LEAST_HARASSING = 2;

/**
 * The agent calls it a nuisance, or says that the matter is none of the service and asks the caller to hang up; or the
 * caller harasses the agent. An angry customer is none.
 */
export const nuisance: Signal = (call) => {
  const agent = wholeCall('agent');
  const named = call.find(agent, ['nuisance-named'])[0];
  const outside = call.find(agent, ['not-our-service'])[0];
  const askedToHangUp = call.find(agent, ['hang-up-request'])[0];
  const harassing = call.find(wholeCall('customer'), ['harassing']);
  const sign = [
    { hit: outside && askedToHangUp, confidence: 0.8, who: { zh: '坐席', en: 'agent' } },
    { hit: named, confidence: 0.7, who: { zh: '坐席', en: 'agent' } },
    {
      hit: harassing[0],
      confidence: harassing.length >= LEAST_HARASSING ? 0.6 : 0.4,
      who: { zh: '来电者', en: 'caller' },
    },
  ].find(({ hit }) => hit);
  if (!sign?.hit) return [];
  const { hit, confidence, who } = sign;
  return [
    {
      type: 'nuisance',
      confidence: ifSidesAreSure(confidence, call.analysis),
      source: 'words',
      reason: { zh: `${who.zh}说了“${hit.heard}”。`, en: `The ${who.en} says “${hit.heard}”.` },
      span: hit.span,
    },
  ];
};
