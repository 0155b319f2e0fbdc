import type { CallAnalysis, Ending } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import type { TimeSpan } from '../timespan.ts';

/** Who released the line, and how that is known. */
export interface Release {
  by: NonNullable<Ending['releasedBy']>;
  /** Where it is heard; null for what the telephone system says. */
  span: TimeSpan | null;
  from: Sentence;
}

/**
 * Who released the line: the telephone system's word, else a busy tone after everybody's last words, which a recorder
 * on the agent's side hears when the customer has hung up. Null when neither is there: silence alone says nothing.
 */
export function releaseOf({ call: { releasedFrom }, conversation, tones }: CallAnalysis): Release | null {
  const { releasedBy } = conversation.ending;
  if (releasedBy !== null)
    return {
      by: releasedBy,
      span: null,
      from: {
        zh: `话务系统的挂机方${releasedFrom ? `（${releasedFrom}）` : ''}`,
        en: `released, by the telephone system${releasedFrom ? ` (${releasedFrom})` : ''}`,
      },
    };
  const lastWord = conversation.turns.reduce((latest, { end }) => Math.max(latest, end), 0);
  const busy = tones.find(({ kind, start }) => kind === 'busy' && start >= lastWord);
  return busy
    ? {
        by: 'customer',
        span: { start: busy.start, end: busy.end },
        from: { zh: '通话末尾的忙音：对方已经挂断', en: 'busy tone at the end: the other side has hung up' },
      }
    : null;
}
