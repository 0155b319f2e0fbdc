import type { Silence, SilenceSplit } from '../analysis.ts';
import { durationSeconds } from '../timespan.ts';

/** A wait that was announced and is at least this long is a hold; shorter ones are pauses around the words. */
const SHORTEST_HOLD_SECONDS = 3;
/** Nobody speaks, nobody said why, and it is noticed (Genesys counts silences from 3 s). */
const SHORTEST_UNEXPLAINED_SECONDS = 3;

/**
 * The silence of a call by what it is, in seconds. Six kinds part all of it (`silenceSeconds` of the call): before the
 * first and after the last word; announced by the agent; the rest after the customer, after the agent, or after somebody
 * on a channel that is not told apart; and gaps under 0.5 s, which are breathing and turn-taking. Of these, a hold is an
 * announced silence of at least 3 s, and an unexplained one is a silence of at least 3 s between words that nobody
 * announced. Whether it was the agent who owed an explanation is for the checklist to judge. Tones are no silence.
 */
export function silenceSplit(silences: readonly Silence[], silenceSeconds: number): SilenceSplit {
  const sum = (isIt: (silence: Silence) => boolean): number =>
    silences.filter(isIt).reduce((seconds, silence) => seconds + durationSeconds(silence), 0);
  const isEdge = ({ after, before }: Silence) => after === null || before === null;
  const isAnnounced = (silence: Silence) => !isEdge(silence) && silence.announcedBy !== null;
  const isOpen = (silence: Silence) => !isEdge(silence) && silence.announcedBy === null;
  return {
    edgeSeconds: sum(isEdge),
    announcedSeconds: sum(isAnnounced),
    afterCustomerSeconds: sum((silence) => isOpen(silence) && silence.after === 'customer'),
    afterAgentSeconds: sum((silence) => isOpen(silence) && silence.after === 'agent'),
    afterMixedSeconds: sum((silence) => isOpen(silence) && silence.after === 'mixed'),
    gapSeconds: Math.max(0, silenceSeconds - sum(() => true)),
    holdSeconds: sum((silence) => isAnnounced(silence) && durationSeconds(silence) >= SHORTEST_HOLD_SECONDS),
    unexplainedSeconds: sum((silence) => isOpen(silence) && durationSeconds(silence) >= SHORTEST_UNEXPLAINED_SECONDS),
  };
}
