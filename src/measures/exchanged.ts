import type { Conversation, Measures, Participant, ParticipantMeasures } from '../analysis.ts';
import type { TimeSpan } from '../timespan.ts';
import { median } from './median.ts';
import { responseLatencies } from './response-latency.ts';
import { silenceSplit } from './silence-split.ts';

/** What the exchange of the sides leaves as it was measured, and what it leans on. */
export interface ExchangeInput {
  /** As measured with the sides the other way round. */
  measures: Measures;
  /** Where the agent speaks now. */
  agentSpeech: readonly TimeSpan[];
  /** As built with the sides as they are now. */
  conversation: Conversation;
  tones: readonly TimeSpan[];
}

/**
 * The measures of a call whose sides were the wrong way round, without its sound. Who speaks has no part in what is measured
 * on a channel: those numbers change hands. What leans on the words of the agent is worked out anew: a wait that only an agent can
 * announce leaves the latencies and the split of the silence otherwise than before.
 */
export function exchangedMeasures({ measures, agentSpeech, conversation, tones }: ExchangeInput): Measures {
  const { call, agent, customer } = measures;
  const { turns, silences } = conversation;
  const handed = (own: ParticipantMeasures | null, participant: Participant): ParticipantMeasures | null => {
    if (!own) return null;
    const latencies = responseLatencies(turns, participant, silences, tones);
    return {
      ...own,
      responseLatenciesSeconds: latencies,
      medianResponseLatencySeconds: median(latencies.map(({ value }) => value)),
    };
  };
  return {
    ...measures,
    call: {
      ...call,
      agentFirstSpeechSeconds: agentSpeech[0]?.start ?? null,
      silenceSplit: silenceSplit(silences, call.silenceSeconds),
    },
    agent: handed(customer, 'agent'),
    customer: handed(agent, 'customer'),
  };
}
