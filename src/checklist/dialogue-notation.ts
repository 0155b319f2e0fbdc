import { LingtingError } from '../errors.ts';
import type { TimeSpan } from '../timespan.ts';

/** One line of a dialogue: somebody speaks, or nobody does (`hold`: the agent's line before it announced the wait). */
export type DialogueLine =
  | ({ kind: 'speech'; participant: 'agent' | 'customer'; text: string } & LineMarks)
  | { kind: 'pause' | 'hold'; seconds: number };

/** What may stand in brackets after the speaker: `agent [0-2.5; -12 dBFS; jump 9; pitch 4; logp -1.5; dropped; interrupts]: …`. */
export interface LineMarks {
  span?: TimeSpan;
  levelDbfs?: number;
  jumpDb?: number;
  /** Above the speaker's usual pitch. */
  pitchSemitones?: number;
  logProbability?: number;
  dropped?: boolean;
  interrupts?: boolean;
}

/** Facts of the call that may stand above the lines, `key: value`. `ringback` counts bursts, `answered` ends them; `busy` and `click`: dialogue-sound.ts. */
const DIALOGUE_FACTS = [
  'language',
  'callId',
  'agentId',
  'direction',
  'startTime',
  'rings',
  'ringSeconds',
  'ringback',
  'answered',
  'releasedBy',
  'trainee',
  'roles',
  'imported',
  'duration',
  'tail',
  'busy',
  'click',
] as const;
export type DialogueFacts = Partial<Record<(typeof DIALOGUE_FACTS)[number], string>> & {
  /** Further columns of the call list: `extra.case_id: 123`, `extra.个案编号: 123`; nothing behind it is an empty cell. */
  extra?: Record<string, string>;
  /** What was measured of a participant: `agent measures: signalToNoiseDb 12, levelSpreadDb none`. */
  measures?: Partial<Record<'agent' | 'customer', Partial<Record<StatedMeasure, number | null>>>>;
};

/** Measures that a dialogue may state. */
const STATED_MEASURES = [
  'breathBurstsPerMinute',
  'clippedShare',
  'levelSpreadDb',
  'medianPitchHz',
  'medianResponseLatencySeconds',
  'noiseFloorDbfs',
  'pitchDriftSemitones',
  'pitchSpreadSemitones',
  'signalToNoiseDb',
] as const;
export type StatedMeasure = (typeof STATED_MEASURES)[number];

const LINE = /^(agent|customer)\s*(?:\[([^\]]*)\])?\s*:\s*(.*)$/;
const PAUSE = /^(pause|hold):\s*(\d+(?:\.\d+)?)$/;
const FACT = /^([A-Za-z]+):\s*(\S.*)$/;
const MEASURED = /^(agent|customer) measures:\s*(.+)$/;
const EXTRA = /^extra\.([^\s:]+):\s*(.*)$/;

/** Reads a dialogue. Empty lines are skipped; throws `checklist-invalid` for a line that is none of the above. */
export function parseDialogue(text: string): { facts: DialogueFacts; lines: DialogueLine[] } {
  const facts: DialogueFacts = {};
  const lines: DialogueLine[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '') continue;
    const speech = LINE.exec(line);
    const pause = PAUSE.exec(line);
    const fact = FACT.exec(line);
    const extra = EXTRA.exec(line);
    const measured = MEASURED.exec(line);
    const key = DIALOGUE_FACTS.find((name) => name === fact?.[1]);
    if (speech)
      lines.push({
        kind: 'speech',
        participant: speech[1] as 'agent' | 'customer',
        text: speech[3]!,
        ...marksOf(speech[2] ?? '', line),
      });
    else if (pause) lines.push({ kind: pause[1] as 'pause' | 'hold', seconds: Number(pause[2]) });
    else if (key) facts[key] = fact![2]!;
    else if (extra) facts.extra = { ...facts.extra, [extra[1]!]: extra[2]! };
    else if (measured)
      facts.measures = {
        ...facts.measures,
        [measured[1] as 'agent' | 'customer']: statedMeasures(measured[2]!, line),
      };
    else throw unreadable(line);
  }
  return { facts, lines };
}

function statedMeasures(list: string, line: string): Partial<Record<StatedMeasure, number | null>> {
  return Object.fromEntries(
    list.split(',').map((one) => {
      const [, name, value] = /^\s*(\w+)\s+(none|-?\d+(?:\.\d+)?)\s*$/.exec(one) ?? [];
      if (!STATED_MEASURES.some((known) => known === name)) throw unreadable(line);
      return [name, value === 'none' ? null : Number(value)];
    }),
  );
}

function marksOf(list: string, line: string): LineMarks {
  const marks: LineMarks = {};
  for (const mark of list.split(';').map((one) => one.trim())) {
    const times = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(mark);
    const number = Number(/-?\d+(?:\.\d+)?/.exec(mark)?.[0]);
    if (times) marks.span = { start: Number(times[1]), end: Number(times[2]) };
    else if (/^-?[\d.]+ dBFS$/.test(mark)) marks.levelDbfs = number;
    else if (/^jump [\d.]+$/.test(mark)) marks.jumpDb = number;
    else if (/^pitch -?[\d.]+$/.test(mark)) marks.pitchSemitones = number;
    else if (/^logp -?[\d.]+$/.test(mark)) marks.logProbability = number;
    else if (mark === 'dropped') marks.dropped = true;
    else if (mark === 'interrupts') marks.interrupts = true;
    else if (mark !== '') throw unreadable(line);
  }
  return marks;
}

const unreadable = (line: string): LingtingError =>
  new LingtingError('checklist-invalid', {
    en: `Cannot read the dialogue line "${line}": expected "agent: …", "customer [1-2.5]: …", "pause: 3", "hold: 20" or one of ${DIALOGUE_FACTS.join(', ')}, extra.COLUMN, "agent measures: ${STATED_MEASURES[0]} 3".`,
    zh: `读不懂对话行 “${line}”：应为 “agent: …”“customer [1-2.5]: …”“pause: 3”“hold: 20”，或 ${DIALOGUE_FACTS.join('、')}、extra.列名、“agent measures: ${STATED_MEASURES[0]} 3” 之一。`,
  });
