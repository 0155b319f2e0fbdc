import type { Sentence } from '../errors.ts';

/** A column of a telephone system's own records that tells who hung up. */
export interface HangupColumn {
  /** As the telephone system calls it; without regard to case. */
  header: string;
  meaning: Sentence;
}

/** Every column that `releaseInRecords` reads. The documentation is made from this table. */
export const HANGUP_COLUMNS = [
  {
    header: 'agent_hangup_disposition',
    meaning: {
      en: "FreeSWITCH: `sip_hangup_disposition` of the agent's leg.",
      zh: 'FreeSWITCH：坐席一侧（leg）的 `sip_hangup_disposition`。',
    },
  },
  {
    header: 'customer_hangup_disposition',
    meaning: {
      en: "FreeSWITCH: the same of the customer's leg.",
      zh: 'FreeSWITCH：客户一侧的 `sip_hangup_disposition`。',
    },
  },
  {
    header: 'sip_hangup_disposition',
    meaning: { en: 'FreeSWITCH: that of the leg in column `leg`.', zh: 'FreeSWITCH：`leg` 列所指一侧的值。' },
  },
  {
    header: 'leg',
    meaning: {
      en: '`agent` or `customer`; `a` (who called) or `b` where the direction is known.',
      zh: '`agent` 或 `customer`；已知呼叫方向时也可写 `a`（主叫）或 `b`（被叫）。',
    },
  },
  {
    header: 'hangup_cause',
    meaning: { en: 'FreeSWITCH: `hangup_cause` of the call.', zh: 'FreeSWITCH：`hangup_cause`。' },
  },
  {
    header: 'hangupsource',
    meaning: {
      en: 'Asterisk: `hangupsource` of a HANGUP event (CEL, `extra`).',
      zh: 'Asterisk：CEL 中 HANGUP 事件 `extra` 里的 `hangupsource`。',
    },
  },
  {
    header: 'channel',
    meaning: {
      en: "Asterisk: the caller's channel, as in the CDR; with `dstchannel`.",
      zh: 'Asterisk：主叫通道（CDR），与 `dstchannel` 同时提供。',
    },
  },
  { header: 'dstchannel', meaning: { en: "Asterisk: the other party's channel.", zh: 'Asterisk：被叫通道。' } },
  { header: 'agent_channel', meaning: { en: "Asterisk: the agent's channel.", zh: 'Asterisk：坐席的通道。' } },
  { header: 'customer_channel', meaning: { en: "Asterisk: the customer's channel.", zh: 'Asterisk：客户的通道。' } },
  {
    header: 'events',
    meaning: {
      en: 'Asterisk: the CEL or AMI events of the call in their order: a JSON list, or an object on each line.',
      zh: 'Asterisk：该通话的 CEL 或 AMI 事件，按先后顺序写成 JSON 列表，或每行一个 JSON 对象。',
    },
  },
] as const satisfies readonly HangupColumn[];

export type HangupHeader = (typeof HANGUP_COLUMNS)[number]['header'];
