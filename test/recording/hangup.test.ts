import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CallMetadata } from '../../src/analysis.ts';
import { collectCalls } from '../../src/recording/collect.ts';
import { releaseInRecords } from '../../src/recording/hangup.ts';
import { folderWith } from './files.ts';

type Direction = CallMetadata['direction'] | 'unknown';

const released = (direction: Direction, extra: Record<string, string>) =>
  releaseInRecords({ ...(direction !== 'unknown' && { direction }), extra } as Partial<CallMetadata>)?.releasedBy ??
  null;

describe('FreeSWITCH', () => {
  const agent = 'agent_hangup_disposition';
  const customer = 'customer_hangup_disposition';
  it.each<[string, Record<string, string>, Direction, string | null]>([
    ['the agent sends BYE', { [agent]: 'recv_bye', [customer]: 'send_bye' }, 'unknown', 'agent'],
    ['the customer sends BYE', { [agent]: 'send_bye', [customer]: 'recv_bye' }, 'unknown', 'customer'],
    ['the switch sends both', { [agent]: 'send_bye', [customer]: 'send_bye' }, 'unknown', 'system'],
    ['both at once', { [agent]: 'recv_bye', [customer]: 'recv_bye' }, 'unknown', null],
    ['one leg, the agent hung up', { [agent]: 'RECV_BYE ' }, 'unknown', 'agent'],
    ['one leg, the switch ended it: the other party or the system', { [agent]: 'send_bye' }, 'unknown', null],
    ['the customer’s leg, ended by the switch: never against the agent', { [customer]: 'send_bye' }, 'unknown', null],
    ['one leg, the media broke off', { [customer]: 'send_bye', hangup_cause: 'MEDIA_TIMEOUT' }, 'unknown', 'system'],
    ['an ordinary cause tells nothing', { [customer]: 'send_bye', hangup_cause: 'NORMAL_CLEARING' }, 'unknown', null],
    ['the caller gives up', { [customer]: 'recv_cancel', [agent]: 'send_cancel' }, 'unknown', 'customer'],
    ['the agent refuses', { [agent]: 'recv_refuse', [customer]: 'send_bye' }, 'unknown', 'agent'],
    ['a refusal that reads two ways', { [agent]: 'send_refuse' }, 'unknown', null],
    [
      'leg a of an inbound call is the customer',
      { sip_hangup_disposition: 'recv_bye', leg: 'a' },
      'inbound',
      'customer',
    ],
    ['leg b of an inbound call is the agent', { sip_hangup_disposition: 'recv_bye', leg: 'B' }, 'inbound', 'agent'],
    ['leg a of an outbound call is the agent', { sip_hangup_disposition: 'recv_bye', leg: 'a' }, 'outbound', 'agent'],
    ['leg a without a direction', { sip_hangup_disposition: 'recv_bye', leg: 'a' }, 'unknown', null],
    ['a named leg', { sip_hangup_disposition: 'recv_bye', leg: 'customer' }, 'unknown', 'customer'],
    ['no leg', { sip_hangup_disposition: 'recv_bye' }, 'inbound', null],
    ['a word of its own', { [agent]: 'bye' }, 'unknown', null],
    ['the agent transfers the call', { [agent]: 'recv_bye', hangup_cause: 'BLIND_TRANSFER' }, 'unknown', null],
    [
      'the agent transfers the call after asking',
      { [agent]: 'recv_bye', [customer]: 'send_bye', hangup_cause: 'attended_transfer' },
      'unknown',
      null,
    ],
  ])('%s', (_, extra, direction, by) => {
    expect(released(direction, extra)).toBe(by);
  });
});

describe('Asterisk', () => {
  const caller = 'PJSIP/trunk-00000a1';
  const callee = 'PJSIP/8035-00000a2';
  const channels = { channel: caller, dstchannel: callee };
  const cel = (eventtype: string, channame: string, extra = '') => ({ eventtype, channame, extra });
  const ami = (Event: string, Channel: string) => ({ Event, Channel });
  const events = (...list: object[]) => ({ events: JSON.stringify(list) });
  const start = [
    cel('CHAN_START', caller),
    cel('CHAN_START', callee),
    cel('BRIDGE_ENTER', callee),
    cel('BRIDGE_ENTER', caller),
  ];

  it.each<[string, Record<string, string>, Direction, string | null]>([
    ['the source is the caller', { ...channels, hangupsource: caller }, 'inbound', 'customer'],
    ['the source is the called party', { ...channels, hangupsource: callee }, 'inbound', 'agent'],
    ['the same when the agent calls', { ...channels, hangupsource: callee }, 'outbound', 'customer'],
    ['no direction', { ...channels, hangupsource: callee }, 'unknown', null],
    ['named channels', { agent_channel: callee, hangupsource: callee }, 'unknown', 'agent'],
    ['the dialplan', { ...channels, hangupsource: 'dialplan/builtin' }, 'inbound', 'system'],
    ['a channel of another call', { ...channels, hangupsource: 'PJSIP/9-1' }, 'inbound', null],
    ['plain call records say nothing', { ...channels, disposition: 'ANSWERED', lastapp: 'Dial' }, 'inbound', null],
    [
      'CEL with the source in extra',
      { ...channels, ...events(...start, cel('HANGUP', callee, `{"hangupcause":16,"hangupsource":"${caller}"}`)) },
      'inbound',
      'customer',
    ],
    [
      'CEL without a source: who left the bridge first, not who was hung up first',
      {
        ...channels,
        ...events(
          ...start,
          cel('BRIDGE_EXIT', caller),
          cel('BRIDGE_EXIT', callee),
          cel('HANGUP', callee, '{"hangupsource":""}'),
          cel('HANGUP', caller),
        ),
      },
      'inbound',
      'customer',
    ],
    [
      'a bridge that was left for a hold is not the end',
      {
        ...channels,
        ...events(...start, cel('BRIDGE_EXIT', callee), cel('BRIDGE_ENTER', callee), cel('BRIDGE_EXIT', caller)),
      },
      'inbound',
      'customer',
    ],
    [
      'AMI: the first request',
      { ...channels, ...events(ami('HangupRequest', callee), ami('Hangup', callee), ami('Hangup', caller)) },
      'inbound',
      'agent',
    ],
    ['AMI: asked from outside', { ...channels, ...events(ami('SoftHangupRequest', callee)) }, 'inbound', 'system'],
    [
      'AMI: the order of Hangup alone',
      { ...channels, ...events(ami('Hangup', callee), ami('Hangup', caller)) },
      'inbound',
      null,
    ],
    ['the first channel is the caller’s', events(...start, cel('BRIDGE_EXIT', caller)), 'inbound', 'customer'],
    [
      'the source of a leg that ended before the call is not that of the call',
      {
        ...channels,
        ...events(
          ...start,
          cel('HANGUP', callee, `{"hangupsource":"${callee}"}`),
          cel('HANGUP', 'PJSIP/8036-00000a3', `{"hangupsource":"${caller}"}`),
          cel('HANGUP', caller, `{"hangupsource":"${caller}"}`),
          cel('LINKEDID_END', caller),
        ),
      },
      'inbound',
      'customer',
    ],
    ...['BLINDTRANSFER', 'ATTENDEDTRANSFER'].map((kind): [string, Record<string, string>, Direction, null] => [
      `CEL: ${kind} by the agent, the other one never answers`,
      {
        ...channels,
        ...events(
          ...start,
          cel(kind, callee),
          cel('BRIDGE_EXIT', callee),
          cel('BRIDGE_EXIT', caller),
          cel('HANGUP', callee, `{"hangupsource":"${callee}"}`),
          cel('HANGUP', caller),
        ),
      },
      'inbound',
      null,
    ]),
    ...['BlindTransfer', 'AttendedTransfer', 'Transfer'].map(
      (kind): [string, Record<string, string>, Direction, null] => [
        `AMI: ${kind} by the agent`,
        { ...channels, ...events(ami(kind, callee), ami('HangupRequest', callee), ami('Hangup', caller)) },
        'inbound',
        null,
      ],
    ),
    ...[',', '\n', '\r\n', ',\n'].map((between): [string, Record<string, string>, Direction, string] => [
      `events with ${JSON.stringify(between)} between them`,
      {
        ...channels,
        events: [...start, cel('HANGUP', callee, '{"hangupcause":16,"hangupsource":""}'), cel('BRIDGE_EXIT', callee)]
          .map((event) => JSON.stringify(event))
          .join(between),
      },
      'inbound',
      'agent',
    ]),
    ['no JSON', { ...channels, events: 'HANGUP 17:00' }, 'inbound', null],
    ['JSON of another kind', { ...channels, events: '[1, null, "x", {"event": 3}]' }, 'inbound', null],
  ])('%s', (_, extra, direction, by) => {
    expect(released(direction, extra)).toBe(by);
  });
});

describe('in the inputs', () => {
  const collected = async (files: Record<string, string>, input: string) => {
    const folder = folderWith({ 'a.wav': '', ...files });
    const [call] = await collectCalls([path.join(folder, input)], { fileNamePattern: null });
    return { code: call!.error?.code ?? null, ...call!.call };
  };

  it('is read from a call list, and says from what', async () => {
    const list = 'file,agent_hangup_disposition,customer_hangup_disposition\na.wav,recv_bye,send_bye\n';
    expect(await collected({ 'calls.csv': list }, 'calls.csv')).toMatchObject({
      releasedBy: 'agent',
      releasedFrom: 'agent_hangup_disposition=recv_bye, customer_hangup_disposition=send_bye',
    });
  });

  it('gives way to a column that names the party', async () => {
    const list = 'file,released_by,agent_hangup_disposition\na.wav,customer,recv_bye\n';
    const call = await collected({ 'calls.csv': list }, 'calls.csv');
    expect([call.releasedBy, call.releasedFrom]).toEqual(['customer', undefined]);
  });

  it('takes the call records of Asterisk as they are', async () => {
    const list = 'file,direction,channel,dstchannel,hangupsource\na.wav,inbound,SIP/1-a,SIP/8035-b,SIP/8035-b\n';
    expect(await collected({ 'calls.csv': list }, 'calls.csv')).toMatchObject({ code: null, releasedBy: 'agent' });
  });

  it('puts a list and a side-car together', async () => {
    const sideCar = JSON.stringify({
      channel: 'SIP/1-a',
      dstchannel: 'SIP/8035-b',
      events: [
        { Event: 'HangupRequest', Channel: 'SIP/1-a' },
        { Event: 'Hangup', Channel: 'SIP/8035-b' },
      ],
    });
    const files = { 'calls.csv': 'file,direction\na.wav,inbound\n', 'a.wav.json': sideCar };
    expect(await collected(files, 'calls.csv')).toMatchObject({
      releasedBy: 'customer',
      releasedFrom: 'HangupRequest: SIP/1-a',
    });
  });
});
