import type { Participant } from '../../analysis.ts';

const AGENT =
  /^(?:agent|operator|representative|rep|advisor|adviser|csr|service|customer ?service|staff|坐席员?|座席员?|客服(?:代表|人员|专员|员)?|话务员|接线员|业务员|工作人员|服务人员)$/u;
const CUSTOMER = /^(?:customer|caller|client|user|consumer|guest|客户|顾客|用户|来电人|来电者|来电|业主|住户|市民)$/u;
const MIXED = /^(?:mixed|both|混合)$/u;
/** Labels of diarisation and of channels: they number people without naming them. */
const NUMBERED = /^(?:speaker|spk|spkr|channel|chan|ch|说话人|发言人|讲话人|声道|通道)?[ _#-]*(\d{1,2})$/u;
/** A number of several people of one side: `Agent 2`, `客服001`. */
const COUNTER = /(?<=\p{L})[ #-]*\d+$/u;
const BRACKETS = /^[[(【<]+|[\])】>]+$/g;

/** The participant a label names; null for labels that only number speakers (`SPEAKER_00`) and for unknown ones. */
export function participantOfLabel(label: string): Participant | null {
  const plain = normalised(label);
  if (NUMBERED.test(plain)) return null;
  const name = plain.replace(COUNTER, '');
  if (AGENT.test(name)) return 'agent';
  if (CUSTOMER.test(name)) return 'customer';
  return MIXED.test(name) ? 'mixed' : null;
}

/** The number in a label that only numbers speakers or channels (`Speaker 1`, `spk0`, `左声道` = 0), or null. */
export function numberOfLabel(label: string): number | null {
  const plain = normalised(label);
  if (/^(?:left|l|左|左声道)$/u.test(plain)) return 0;
  if (/^(?:right|r|右|右声道)$/u.test(plain)) return 1;
  const digits = NUMBERED.exec(plain)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** True for text before a colon that is a label and not the beginning of a sentence. */
export function isLabel(text: string): boolean {
  return participantOfLabel(text) !== null || (numberOfLabel(text) !== null && !/^\s*\d+\s*$/.test(text));
}

function normalised(label: string): string {
  return label.normalize('NFKC').toLowerCase().replaceAll('_', ' ').trim().replace(BRACKETS, '').trim();
}
