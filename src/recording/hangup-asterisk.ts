import type { Direction } from '../analysis.ts';
import { type Cell, callerOf, type RecordedRelease, type Side } from './hangup-record.ts';

/** An event of CEL (`eventtype`, `channame`, `extra`) or AMI (`Event`, `Channel`), names in lower case. */
type AsteriskEvent = Readonly<Record<string, unknown>>;

/** Hung up by the dialplan (`Hangup()`), no party. */
const DIALPLAN = /^dialplan\//i;

/** A party passes the other one on: CEL and AMI by these names, AMI before Asterisk 12 by the last. */
const TRANSFERS: ReadonlySet<string> = new Set(['blindtransfer', 'attendedtransfer', 'transfer']);

/**
 * Asterisk's plain CDR does not say who ended a call. Its events do (docs.asterisk.org: CEL Specification; AMI Events
 * HangupRequest, SoftHangupRequest, BridgeLeave, Hangup), in this order:
 *
 * 1. `hangupsource`, in the column or in `extra` of the last CEL HANGUP event that has one: the channel that started it,
 *    or `dialplan/…`. Earlier ones are of legs that ended before the call did.
 * 2. The first AMI HangupRequest: the party of that channel hung up. SoftHangupRequest comes from outside the call.
 * 3. The first channel that leaves the bridge (CEL BRIDGE_EXIT, AMI BridgeLeave): the other one is put out after it.
 *
 * The order of Hangup events themselves is not used: the dialled channel is hung up first whoever ended the call. A call
 * that was transferred tells nothing: the leg of who passed it on ends as if that party had hung up.
 */
export function asteriskRelease(cell: Cell, direction: Direction | undefined): RecordedRelease | null {
  const events = eventsIn(cell('events'));
  if (events.some((event) => TRANSFERS.has(kindOf(event)))) return null;
  const sideOf = channelSides(cell, direction, events);
  const source = cell('hangupsource') || events.map(sourceOf).findLast((name) => name !== '') || '';
  if (DIALPLAN.test(source)) return { releasedBy: 'system', releasedFrom: `hangupsource=${source}` };
  if (source) {
    const side = sideOf(source);
    return side && { releasedBy: side, releasedFrom: `hangupsource=${source}` };
  }
  const asked = events.find((event) => ['hanguprequest', 'softhanguprequest'].includes(kindOf(event)));
  if (asked) {
    const name = `${text(asked, 'event')}: ${channelOf(asked)}`;
    if (kindOf(asked) === 'softhanguprequest') return { releasedBy: 'system', releasedFrom: name };
    const side = sideOf(channelOf(asked));
    return side && { releasedBy: side, releasedFrom: name };
  }
  const left = lastBridge(events)[0];
  const side = left === undefined ? null : sideOf(channelOf(left));
  return side && { releasedBy: side, releasedFrom: `${kindOf(left!)}: ${channelOf(left!)}` };
}

/** Those who leave at the end, in their order: what comes after the last entry into a bridge. */
function lastBridge(events: readonly AsteriskEvent[]): AsteriskEvent[] {
  const entered = events.findLastIndex((event) => ['bridge_enter', 'bridgeenter'].includes(kindOf(event)));
  return events.slice(entered + 1).filter((event) => ['bridge_exit', 'bridgeleave'].includes(kindOf(event)));
}

/**
 * Who is on a channel: as the columns say, else, where the direction is known, the caller on the channel that began
 * first and the other party on any other.
 */
function channelSides(
  cell: Cell,
  direction: Direction | undefined,
  events: readonly AsteriskEvent[],
): (channel: string) => Side | null {
  const caller = callerOf(direction);
  const callee = caller === null ? null : caller === 'agent' ? 'customer' : 'agent';
  const began = events.find((event) => ['chan_start', 'newchannel'].includes(kindOf(event)));
  const sides = new Map<string, Side | null>();
  const set = (channel: string, side: Side | null) => {
    if (channel && !sides.has(channel)) sides.set(channel, side);
  };
  set(cell('agent_channel'), 'agent');
  set(cell('customer_channel'), 'customer');
  set(cell('channel') || (began ? channelOf(began) : ''), caller);
  set(cell('dstchannel'), callee);
  return (channel) => sides.get(channel) ?? null;
}

/** Between objects on lines of their own; line ends never stand inside a JSON text. */
const NEXT_LINE = /\}\s*[\r\n]\s*\{/g;

/** The events of a cell: a JSON list, or objects with commas or line ends between them. Empty for anything else. */
function eventsIn(list: string): AsteriskEvent[] {
  if (list === '') return [];
  try {
    const parsed: unknown = JSON.parse(list.startsWith('[') ? list : `[${list.replace(NEXT_LINE, '},{')}]`);
    if (!Array.isArray(parsed)) return [];
    return parsed
      .filter((event) => typeof event === 'object' && event !== null)
      .map((event) => Object.fromEntries(Object.entries(event).map(([name, value]) => [name.toLowerCase(), value])));
  } catch {
    return [];
  }
}

const text = (event: AsteriskEvent, name: string): string => {
  const value = event[name];
  return typeof value === 'string' ? value.trim() : '';
};
const kindOf = (event: AsteriskEvent): string => (text(event, 'eventtype') || text(event, 'event')).toLowerCase();
const channelOf = (event: AsteriskEvent): string => text(event, 'channame') || text(event, 'channel');

/** `hangupsource` of a CEL HANGUP event, whose `extra` is JSON in a text or an object; empty without one. */
function sourceOf(event: AsteriskEvent): string {
  if (kindOf(event) !== 'hangup') return '';
  try {
    const extra: unknown = typeof event.extra === 'string' ? JSON.parse(event.extra) : event.extra;
    const source = (extra as { hangupsource?: unknown } | null | undefined)?.hangupsource;
    return typeof source === 'string' ? source.trim() : '';
  } catch {
    return '';
  }
}
