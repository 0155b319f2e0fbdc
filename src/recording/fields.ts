import type { CallMetadata, Direction, Language, Participant } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import { normaliseTime } from './time.ts';

/** What a field's text means. */
export type FieldValue = string | number | boolean | Participant[];

/** A fact about a call, as it is named and written in CSV files, side-cars and file-name patterns. */
export interface CallField {
  /** In `CallMetadata`, in side-cars and as the name of a group; `file` and `transcript` point to files. */
  key: Exclude<keyof CallMetadata, 'source' | 'extra' | 'releasedFrom'> | 'file' | 'transcript';
  /** Header names in CSV files, without regard to case; the first is the preferred one. Also names in side-cars. */
  headers: readonly string[];
  meaning: Sentence;
  expected: Sentence;
  /** The value of a text that is not empty; null when it is none of the expected ones, undefined for "not known". */
  parse(text: string): FieldValue | null | undefined;
}

const ANY_TEXT: Sentence = { en: 'text', zh: '文字' };

function oneOf<T extends FieldValue>(values: Readonly<Record<string, T | undefined>>) {
  return (text: string): T | null | undefined => {
    const known = text.toLowerCase();
    return Object.hasOwn(values, known) ? values[known] : null;
  };
}

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  inbound: 'inbound',
  in: 'inbound',
  呼入: 'inbound',
  outbound: 'outbound',
  out: 'outbound',
  呼出: 'outbound',
};

const PARTICIPANTS: Readonly<Record<string, Participant>> = {
  agent: 'agent',
  坐席: 'agent',
  客服: 'agent',
  customer: 'customer',
  caller: 'customer',
  客户: 'customer',
  mixed: 'mixed',
  混合: 'mixed',
};

const RELEASERS = {
  agent: 'agent',
  坐席: 'agent',
  客服: 'agent',
  customer: 'customer',
  caller: 'customer',
  客户: 'customer',
  system: 'system',
  系统: 'system',
  unknown: undefined,
  未知: undefined,
} as const;

const YES_OR_NO: Readonly<Record<string, boolean>> = {
  yes: true,
  y: true,
  '1': true,
  true: true,
  是: true,
  no: false,
  n: false,
  '0': false,
  false: false,
  否: false,
};

/** True for yes, 是, 1, …; false for no, 否, 0, …; null for anything else. */
export function yesOrNo(text: string): boolean | null {
  return oneOf(YES_OR_NO)(text.trim()) ?? null;
}

const LANGUAGES: Readonly<Record<string, Language>> = {
  zh: 'zh',
  中文: 'zh',
  汉语: 'zh',
  en: 'en',
  英文: 'en',
  英语: 'en',
};

/** Every field that is understood. The documentation of the CSV format is made from this table. */
export const CALL_FIELDS: readonly CallField[] = [
  {
    key: 'file',
    headers: ['file', '录音文件'],
    meaning: { en: 'The recording, relative to the CSV file. Required.', zh: '录音文件，相对于 CSV 所在目录。必填。' },
    expected: { en: 'a path', zh: '文件路径' },
    parse: (text) => text,
  },
  {
    key: 'callId',
    headers: ['call_id', '通话编号'],
    meaning: { en: 'Unique id of the call; the file name by default.', zh: '通话的唯一编号，默认取文件名。' },
    expected: ANY_TEXT,
    parse: (text) => text,
  },
  {
    key: 'agentId',
    headers: ['agent_id', '坐席工号'],
    meaning: { en: 'Id of the agent.', zh: '坐席工号。' },
    expected: ANY_TEXT,
    parse: (text) => text,
  },
  {
    key: 'agentName',
    headers: ['agent_name', '坐席姓名'],
    meaning: { en: 'Name of the agent.', zh: '坐席姓名。' },
    expected: ANY_TEXT,
    parse: (text) => text,
  },
  {
    key: 'direction',
    headers: ['direction', '呼叫方向'],
    meaning: { en: 'Who called whom.', zh: '呼入或呼出。' },
    expected: { en: 'inbound or outbound (呼入, 呼出)', zh: '呼入或呼出（inbound、outbound）' },
    parse: oneOf(DIRECTIONS),
  },
  {
    key: 'startTime',
    headers: ['start_time', '开始时间'],
    meaning: { en: 'When the call began.', zh: '通话开始时间。' },
    expected: { en: 'a date and time such as 2024-03-05 14:02:11', zh: '日期和时间，例如 2024-03-05 14:02:11' },
    parse: normaliseTime,
  },
  {
    key: 'ringSeconds',
    headers: ['ring_seconds', '响铃秒数'],
    meaning: { en: 'Seconds of ringing before the call was answered.', zh: '接听前的响铃秒数。' },
    expected: { en: 'a number of seconds, 0 to 999999', zh: '0 至 999999 的秒数' },
    parse: (text) => (/^\d{1,6}(\.\d+)?$/.test(text) ? Number(text) : null),
  },
  {
    key: 'ringCount',
    headers: ['rings', '响铃次数', 'ring_count'],
    meaning: { en: 'Rings before the call was answered.', zh: '接听前的响铃次数。' },
    expected: { en: 'a whole number, 0 to 999999', zh: '0 至 999999 的整数' },
    parse: (text) => (/^\d{1,6}$/.test(text) ? Number(text) : null),
  },
  {
    key: 'releasedBy',
    headers: ['released_by', '挂机方'],
    meaning: { en: 'Who hung up, as the telephone system says.', zh: '电话系统记录的挂机方。' },
    expected: {
      en: 'agent, customer, system (坐席, 客户, 系统) or nothing',
      zh: '坐席、客户、系统（agent、customer、system）或留空',
    },
    parse: oneOf(RELEASERS),
  },
  {
    key: 'channels',
    headers: ['channels', '声道'],
    meaning: { en: 'Who is on which channel, in file order.', zh: '各声道是谁，按文件中的顺序。' },
    expected: {
      en: 'agent|customer, customer|agent, left=agent or mixed (坐席|客户)',
      zh: '坐席|客户、客户|坐席、左=坐席 或 混合（agent|customer、left=agent、mixed）',
    },
    parse: parseChannels,
  },
  {
    key: 'skillGroup',
    headers: ['skill_group', '技能组'],
    meaning: { en: 'Skill group or team of the agent.', zh: '坐席所在技能组。' },
    expected: ANY_TEXT,
    parse: (text) => text,
  },
  {
    key: 'trainee',
    headers: ['trainee', '学员'],
    meaning: { en: 'Whether the agent is still in training.', zh: '坐席是否为培训学员。' },
    expected: { en: 'yes or no (1, 0, true, false, 是, 否)', zh: '是或否（yes、no、1、0、true、false）' },
    parse: oneOf(YES_OR_NO),
  },
  {
    key: 'language',
    headers: ['language', '语言'],
    meaning: { en: 'Language spoken, when it is not that of the pipeline.', zh: '通话语言，与流程设置不同时填写。' },
    expected: { en: 'zh or en (中文, 英文)', zh: 'zh 或 en（中文、英文）' },
    parse: oneOf(LANGUAGES),
  },
  {
    key: 'transcript',
    headers: ['transcript', '转写文件'],
    meaning: { en: 'An existing transcript, relative to the CSV file.', zh: '已有的转写文件，相对于 CSV 所在目录。' },
    expected: { en: 'a path', zh: '文件路径' },
    parse: (text) => text,
  },
];

const FIELD_OF_NAME: ReadonlyMap<string, CallField> = new Map(
  CALL_FIELDS.flatMap((field) => [field.key, ...field.headers].map((name) => [name.toLowerCase(), field] as const)),
);

/** The field with this header, side-car name (snake_case or camelCase) or group name; undefined for others. */
export function fieldNamed(name: string): CallField | undefined {
  return FIELD_OF_NAME.get(name.trim().toLowerCase());
}

const SIDES: Readonly<Record<string, number>> = {
  left: 0,
  '1': 0,
  左: 0,
  左声道: 0,
  right: 1,
  '2': 1,
  右: 1,
  右声道: 1,
};

/** `agent,customer`, `坐席|客户`, `left=agent`, `mixed` → participants in file order; null for anything else. */
function parseChannels(text: string): Participant[] | null {
  const parts = text
    .toLowerCase()
    .split(/[,;|/、，；\s]+/)
    .filter((part) => part !== '');
  if (parts.length === 0 || parts.length > 2) return null;
  const participants: (Participant | undefined)[] = [];
  for (const [order, part] of parts.entries()) {
    const [side, who] = /[=:：]/.test(part) ? (part.split(/[=:：]/, 2) as [string, string]) : [null, part];
    const index = side === null ? order : SIDES[side];
    const participant = Object.hasOwn(PARTICIPANTS, who) ? PARTICIPANTS[who] : undefined;
    if (index === undefined || participant === undefined || participants[index]) return null;
    participants[index] = participant;
  }
  if (parts.length === 1 && !/[=:：]/.test(parts[0]!)) return participants as Participant[];
  // One side told: the other one follows.
  const left = participants[0] ?? otherThan(participants[1]);
  const right = participants[1] ?? otherThan(participants[0]);
  return left && right && left !== right ? [left, right] : null;
}

function otherThan(participant: Participant | undefined): Participant | undefined {
  if (participant === 'agent') return 'customer';
  return participant === 'customer' ? 'agent' : undefined;
}
