import type { Direction } from '../analysis.ts';
import { type Cell, callerOf, type RecordedRelease, type Side } from './hangup-record.ts';

/**
 * `sip_hangup_disposition` says for one leg who ended its SIP dialogue (developer.signalwire.com/freeswitch, Channel
 * Variables Catalog). `party`: the message came from whoever is on that leg. `switch`: FreeSWITCH sent it, because the
 * other leg had ended or of its own accord. `send_refuse` is documented as FreeSWITCH's refusal on incoming legs and the
 * endpoint's on outgoing ones, so it says nothing here.
 */
const ENDED_BY: Readonly<Record<string, 'party' | 'switch'>> = {
  recv_bye: 'party',
  recv_cancel: 'party',
  recv_refuse: 'party',
  send_bye: 'switch',
  send_cancel: 'switch',
};

/** Values of `hangup_cause` with which nobody on the line ends a call (FreeSWITCH, Hangup Cause Code Table). */
const SYSTEM_CAUSES: ReadonlySet<string> = new Set([
  'ALLOTTED_TIMEOUT',
  'MEDIA_TIMEOUT',
  'MANAGER_REQUEST',
  'SYSTEM_SHUTDOWN',
  'NETWORK_OUT_OF_ORDER',
  'NORMAL_TEMPORARY_FAILURE',
  'RECOVERY_ON_TIMER_EXPIRE',
]);

/** Values of `hangup_cause` of a party that passed the call on: its leg ends as if it had hung up, and the call goes on. */
const TRANSFER_CAUSES: ReadonlySet<string> = new Set(['BLIND_TRANSFER', 'ATTENDED_TRANSFER']);

/**
 * By the legs: the party of the one leg that was ended from outside. Both from outside (they hung up at once), or one
 * ended by the switch and nothing known of the other, tells nothing; both ended by the switch, or one of them with a
 * cause of the system's own, is the system. A transfer tells nothing.
 */
export function freeswitchRelease(cell: Cell, direction: Direction | undefined): RecordedRelease | null {
  const cause = cell('hangup_cause').toUpperCase();
  if (TRANSFER_CAUSES.has(cause)) return null;
  const legs = legsOf(cell, direction);
  const from = legs.map(({ header, disposition }) => `${header}=${disposition}`).join(', ');
  const parties = legs.filter(({ disposition }) => ENDED_BY[disposition] === 'party');
  if (parties.length === 1) return { releasedBy: parties[0]!.side, releasedFrom: from };
  const bySwitch = legs.filter(({ disposition }) => ENDED_BY[disposition] === 'switch');
  if (parties.length > 0 || bySwitch.length === 0) return null;
  if (bySwitch.length === 2) return { releasedBy: 'system', releasedFrom: from };
  return SYSTEM_CAUSES.has(cause) ? { releasedBy: 'system', releasedFrom: `${from}, hangup_cause=${cause}` } : null;
}

interface Leg {
  side: Side;
  header: string;
  disposition: string;
}

function legsOf(cell: Cell, direction: Direction | undefined): Leg[] {
  const legs: Leg[] = [];
  for (const side of ['agent', 'customer'] as const) {
    const header = `${side}_hangup_disposition` as const;
    const disposition = cell(header).toLowerCase();
    if (disposition) legs.push({ side, header, disposition });
  }
  const disposition = cell('sip_hangup_disposition').toLowerCase();
  const side = sideOfLeg(cell('leg').toLowerCase(), direction);
  if (disposition && side && legs.every((leg) => leg.side !== side))
    legs.push({ side, header: `${side} leg: sip_hangup_disposition`, disposition });
  return legs;
}

/** Leg `a` is the caller's, leg `b` that of whom the switch called. */
function sideOfLeg(leg: string, direction: Direction | undefined): Side | null {
  if (leg === 'agent' || leg === 'customer') return leg;
  const caller = callerOf(direction);
  if (caller === null || (leg !== 'a' && leg !== 'b')) return null;
  return (leg === 'a') === (caller === 'agent') ? 'agent' : 'customer';
}
