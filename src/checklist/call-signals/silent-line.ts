import { totalSeconds } from '../../timespan.ts';
import { wholeCall } from '../scope-schema.ts';
import { agentTurns, ifSidesAreSure, type Signal, speechOf } from './signal.ts';

/** A cough or a click is nobody speaking. */
export const MOST_CUSTOMER_SECONDS = 0.3;
/** An agent who talks more than this to nobody talks to a customer whose side was not recorded. */
const MOST_AGENT_SECONDS = 20;
const MOST_AGENT_TURNS = 5;

/**
 * The customer never speaks, by speech activity: recognisers invent words in silence. The agent's prompts, or saying that
 * nobody is heard, make it sure; so does a short call. Long talk without them is a recording that lacks one side.
 */
export const silentLine: Signal = (call) => {
  const { analysis } = call;
  const customer = speechOf(analysis, 'customer');
  const agent = speechOf(analysis, 'agent');
  if (analysis.call.direction === 'outbound' || !customer || !agent || agent.length === 0) return [];
  if (totalSeconds(customer) > MOST_CUSTOMER_SECONDS) return [];
  const said = call.find(wholeCall('agent'), ['cannot-hear'])[0];
  const isShort = totalSeconds(agent) <= MOST_AGENT_SECONDS && agentTurns(analysis).length <= MOST_AGENT_TURNS;
  if (!said && !isShort) return [];
  return [
    {
      type: 'silent-line',
      confidence: ifSidesAreSure(said ? 0.95 : 0.7, analysis),
      source: 'signal',
      reason: said
        ? {
            zh: `客户没有说话，坐席说了“${said.heard}”。`,
            en: `The customer never speaks; the agent says “${said.heard}”.`,
          }
        : { zh: '客户没有说话，通话很短。', en: 'The customer never speaks, and the call is short.' },
      span: said?.span ?? null,
    },
  ];
};
