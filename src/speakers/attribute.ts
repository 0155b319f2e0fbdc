import type { Attribution, Participant, SaidSides } from '../analysis.ts';
import { joinedZh, type Sentence } from '../errors.ts';
import type { RoleCues } from './cues.ts';
import { vote } from './vote.ts';

export interface AttributionInput {
  /** Channels that are left after `distinctChannels`. */
  channelCount: number;
  /** Participant of each channel as the telephone system wrote it down; beats `settings`. */
  metadata?: readonly Participant[] | undefined;
  /** Participant of each channel as the pipeline has it. */
  settings?: readonly Participant[] | undefined;
  /** Participant of each channel as the labels of an imported transcript (坐席, customer) have it. */
  labels?: readonly Participant[] | null | undefined;
  /** What is said on each channel, in time order; empty lists where nothing was recognised. */
  texts: readonly (readonly string[])[];
  /** Two speakers of one channel, told apart by their voices: maps of channels say nothing about them. */
  diarised?: boolean | undefined;
  /** From `loadRoleCues`. */
  cues: RoleCues;
}

/** Confidence in a map that somebody configured. */
const TOLD = 0.95;
/** Confidence in the labels of an imported transcript. */
const LABELLED = 0.9;
/** A vote this sure that a configured map is the wrong way round is shown. */
const CONTRADICTION = 0.9;
/** Below this confidence the sides are a guess, and everything that tells of them says so. */
const SURE_FROM = 0.8;
/** Confidence in the order agent, customer when nothing speaks for it. */
const ASSUMED = 0.5;
/**
 * The most that is known of who is who where voices were told apart on one channel: on telephone calls a fifth of
 * the time goes to the wrong speaker (pyannote 3.1: 28 % of CALLHOME, 22 % of Mandarin RAMC, all kinds of errors). House value.
 */
const DIARISED = 0.85;

/**
 * Decides who is on which channel. A configured map is believed (0.95) unless what is said clearly contradicts it;
 * then the map stays and its confidence falls to what is left of it, under 0.8. Without a map, two channels are told apart by
 * the labels of an imported transcript (0.9), else by the phrases agents and customers use, with the confidence of that vote; without any cue the first channel is assumed
 * to be the agent. One channel without a map holds everybody: `mixed`, source `single`, confidence 0. Two speakers told apart
 * on one channel are attributed as two channels without a map, with at most 0.85.
 */
export function attributeChannels(input: AttributionInput): Attribution {
  if (input.diarised) {
    const { labels, texts, cues } = input;
    return asDiarised(labels?.length === 2 ? labelled(labels, []) : heard(texts, cues, [], SPEAKER));
  }
  const { channelCount, texts, cues } = input;
  const notes: Sentence[] = [];
  for (const source of ['metadata', 'settings'] as const) {
    const map = input[source];
    if (!map) continue;
    if (map.length === channelCount) return told(map, source, texts, cues);
    notes.push(wrongLength(source, map.length, channelCount));
  }
  if (channelCount !== 2)
    return { participants: Array(channelCount).fill('mixed'), source: 'single', confidence: 0, notes };
  if (input.labels?.length === channelCount) return labelled(input.labels, notes);
  return heard(texts, cues, notes, CHANNEL);
}

/**
 * The attribution of a finished analysis with the sides as somebody says they are. Who listened is believed (0.95); for the
 * sides of a whole run the rule for a configured map holds. Null where agent and customer are not told apart, or
 * on another number of channels: there is nothing to say.
 */
export function saidAttribution(
  found: Attribution,
  { participants, by }: SaidSides,
  texts: readonly (readonly string[])[],
  cues: RoleCues,
): Attribution | null {
  if (!areTwoSides(found.participants) || !areTwoSides(participants)) return null;
  const isDiarised = found.by === 'diarised';
  const one = isDiarised ? SPEAKER : CHANNEL;
  const checked = told(participants, 'override', texts, cues);
  const note = {
    en: `${by} says that ${one.en.toLowerCase()} ${participants.indexOf('agent') + 1} is the agent.`,
    zh: joinedZh(`${by}`, `指定${one.zh} ${participants.indexOf('agent') + 1} 为坐席。`),
  };
  const said: Attribution =
    by === null
      ? { ...checked, notes: [EXCHANGED, ...checked.notes] }
      : { ...checked, confidence: TOLD, notes: [note] };
  return isDiarised ? asDiarised(said) : said;
}

const EXCHANGED: Sentence = {
  en: 'The two sides were exchanged by a run with --swap.',
  zh: '已按 --swap 将双方声道对调。',
};

/** True for an agent on one channel and a customer on the other. */
export function areTwoSides(participants: readonly Participant[]): boolean {
  return participants.length === 2 && participants.includes('agent') && participants.includes('customer');
}

function told(
  map: readonly Participant[],
  source: 'metadata' | 'settings' | 'override',
  texts: readonly (readonly string[])[],
  cues: RoleCues,
): Attribution {
  const participants = [...map];
  if (!areTwoSides(participants)) return { participants, source, confidence: TOLD, notes: [] };
  const result = vote(texts, cues);
  const forMap = participants[0] === 'agent' ? result.firstIsAgent : 1 - result.firstIsAgent;
  if (1 - forMap < CONTRADICTION) return { participants, source, confidence: TOLD, notes: [] };
  const odds = (TOLD / (1 - TOLD)) * (forMap / (1 - forMap));
  const heardCues = listed([...result.agent.flat(), ...result.customer.flat()]);
  return {
    participants,
    source,
    confidence: Math.min(0.75, odds / (1 + odds)),
    notes: [
      {
        en: `What is said contradicts the channel map (${heardCues}): the two sides may be swapped. If they are, "lingting channels CALL --swap --by NAME" exchanges them (for all calls of a run: "lingting score … --swap").`,
        zh: `通话内容与所设声道不符（${heardCues}）：坐席与客户声道可能接反。确认接反后，用 lingting channels 通话编号 --swap --by 姓名 对调（整批通话用 lingting score … --swap）。`,
      },
    ],
  };
}

function labelled(labels: readonly Participant[], notes: Sentence[]): Attribution {
  const note = {
    en: 'The channels are named after the labels of the imported transcript.',
    zh: '声道归属取自导入文字稿中的说话人标签。',
  };
  return { participants: [...labels], source: 'text', confidence: LABELLED, notes: [...notes, note] };
}

const CHANNEL: Sentence = { en: 'Channel', zh: '声道' };
const SPEAKER: Sentence = { en: 'Speaker', zh: '说话人' };

function asDiarised(found: Attribution): Attribution {
  const notes = found.source === 'assumed' ? [UNKNOWN_SPEAKERS] : found.notes;
  return { ...found, by: 'diarised', confidence: DIARISED * Math.min(1, found.confidence / TOLD), notes };
}

const UNKNOWN_SPEAKERS: Sentence = {
  en: 'Two voices were told apart, but nothing says which one is the agent: the first to speak is taken for the agent.',
  zh: '已区分出两个声音，但没有依据判断谁是坐席：暂按先说话者为坐席处理。',
};

function heard(texts: readonly (readonly string[])[], cues: RoleCues, notes: Sentence[], one: Sentence): Attribution {
  const result = vote(texts, cues);
  const silent = [0, 1].filter((channel) => (texts[channel] ?? []).join('').trim() === '');
  const voiced = silent.length === 1 ? 1 - silent[0]! : null;
  if (voiced !== null && result.agent[voiced]!.length >= 1 && result.customer[voiced]!.length >= 2)
    return {
      participants: ['mixed', 'mixed'],
      source: 'single',
      confidence: 0,
      notes: [
        ...notes,
        {
          en: `${one.en} ${voiced + 1} carries both the agent's and the customer's phrases and the other one nothing: the sides cannot be told apart.`,
          zh: `${one.zh} ${voiced + 1} 同时含有坐席与客户的用语，另一${one.zh}无内容：无法区分双方。`,
        },
      ],
    };
  const firstIsAgent = result.firstIsAgent >= 0.5;
  const participants: Participant[] = firstIsAgent ? ['agent', 'customer'] : ['customer', 'agent'];
  const confidence = Math.max(result.firstIsAgent, 1 - result.firstIsAgent);
  if (confidence <= ASSUMED)
    return {
      participants,
      source: 'assumed',
      confidence: ASSUMED,
      notes: [
        ...notes,
        {
          en: 'Nothing says who is on which channel: the first channel is assumed to be the agent. Set the channel map in the pipeline or in the call list.',
          zh: '没有依据判断声道归属：暂按第一声道为坐席处理。请在流程或通话清单中设置声道。',
        },
      ],
    };
  const agentChannel = firstIsAgent ? 0 : 1;
  const found = listed([...result.agent[agentChannel]!, ...result.customer[1 - agentChannel]!]);
  return {
    participants,
    source: 'text',
    confidence,
    notes: [
      ...notes,
      {
        ...(confidence >= SURE_FROM
          ? {
              en: `${one.en} ${agentChannel + 1} is taken for the agent because of what is said (${found}).`,
              zh: `根据通话内容（${found}）判断${one.zh} ${agentChannel + 1} 为坐席。`,
            }
          : {
              en: `${one.en} ${agentChannel + 1} may be the agent, but too little speaks for it (${found}; ${Math.round(100 * confidence)}% sure).${one === CHANNEL ? ' Set the channel map in the pipeline or in the call list.' : ''}`,
              zh: `${one.zh} ${agentChannel + 1} 可能是坐席，但依据不足（${found}，把握约 ${Math.round(100 * confidence)}%）。${one === CHANNEL ? '请在流程或通话清单中设置声道。' : ''}`,
            }),
      },
    ],
  };
}

/** True when a person, the call list or the settings say who is on which channel. */
export const isTold = ({ source }: Attribution): boolean =>
  source === 'metadata' || source === 'settings' || source === 'override';

/** True when agent and customer are told apart without being sure which is which. */
export function areRolesGuessed({ participants, confidence }: Attribution): boolean {
  return confidence < SURE_FROM && participants.some((participant) => participant !== 'mixed');
}

function wrongLength(source: 'metadata' | 'settings', got: number, expected: number): Sentence {
  const place = source === 'metadata' ? { en: 'call list', zh: '通话清单' } : { en: 'pipeline', zh: '流程设置' };
  return {
    en: `The channel map of the ${place.en} names ${got} channel(s), but ${expected} can be told apart; the map is not used.`,
    zh: `${place.zh}中的声道设置为 ${got} 个声道，而可区分的声道为 ${expected} 个；该设置未使用。`,
  };
}

function listed(found: readonly string[]): string {
  return [...new Set(found)].slice(0, 4).join(' / ');
}
