import type { Sentence } from '../errors.ts';
import { countUnits } from '../language/count.ts';
import { secondsInto } from '../timespan.ts';
import { shown } from './bands.ts';
import { CALL_TYPE_TITLES, type CallType } from './call-types.ts';
import { judgeNode } from './compose.ts';
import type { Condition } from './condition-schema.ts';
import type { CallContext } from './context.ts';
import { counted, howOften } from './counted.ts';
import { isCutOff } from './cut-off.ts';
import { reasonOf } from './finding.ts';
import { ringsOf } from './rings.ts';
import { CLOSING, scopeFields } from './scope-schema.ts';

/** The customer may hang up this soon after their last word without leaving the agent time to answer. */
const LEFT_WITHIN_SECONDS = 2;
/** A recording that ends this soon after the agent's last word may have lost a goodbye. */
const CUT_WITHIN_SECONDS = 0.5;

const FIRST_TURN = scopeFields.parse({ first: { turns: 1 } });

const titlesOf = (types: readonly CallType[]): Sentence => ({
  zh: types.map((type) => CALL_TYPE_TITLES[type].zh).join('、'),
  en: types.map((type) => CALL_TYPE_TITLES[type].en).join(', '),
});

type Check<K extends keyof Condition> = (wanted: NonNullable<Condition[K]>, call: CallContext) => Sentence | null;

/** One check per key: null when it holds, else the reason why not. */
const CHECKS: { [K in keyof Condition]-?: Check<K> } = {
  direction: (wanted, { analysis }) => {
    const { direction } = analysis.call;
    if (direction === undefined || direction === wanted) return null;
    return wanted === 'inbound'
      ? { zh: '只用于呼入电话。', en: 'Only for inbound calls.' }
      : { zh: '只用于外呼电话。', en: 'Only for outbound calls.' };
  },
  callType: (wanted, call) =>
    wanted.some((type) => call.isOfType(type))
      ? null
      : { zh: `不是${titlesOf(wanted).zh}。`, en: `Not a call of this type: ${titlesOf(wanted).en}.` },
  notCallType: (wanted, call) => {
    const type = wanted.find((one) => call.isOfType(one));
    return type ? { zh: `这是${CALL_TYPE_TITLES[type].zh}。`, en: `The call is: ${CALL_TYPE_TITLES[type].en}.` } : null;
  },
  maybeCallType: (wanted, call) =>
    wanted.some((type) => call.mayBeOfType(type))
      ? null
      : {
          zh: `没有迹象表明是${titlesOf(wanted).zh}。`,
          en: `There is no sign of a call of this type: ${titlesOf(wanted).en}.`,
        },
  item: ({ id, is }, call) => {
    const finding = call.findingOf(id);
    if (finding && is.some((kind) => kind === finding.kind)) return null;
    return finding ? reasonOf(finding) : { zh: `没有质检项“${id}”。`, en: `There is no item "${id}".` };
  },
  judged: (wanted, call) => {
    const finding = judgeNode(wanted, call);
    return finding.kind === 'pass' || finding.kind === 'partial' ? null : reasonOf(finding);
  },
  trainee: (wanted, { analysis }) =>
    (analysis.call.trainee ?? false) === wanted
      ? null
      : { zh: '只用于学员的通话。', en: 'Only for calls of trainees.' },
  ringsAtLeast: (wanted, { analysis, profile }) => {
    const rings = ringsOf(analysis, profile.secondsPerRing);
    if (!rings) return { zh: '不知道响了几声铃。', en: 'How often it rang is not known.' };
    return rings.count >= wanted
      ? null
      : {
          zh: `响铃 ${rings.count} 声，不到 ${wanted} 声。`,
          en: `It rang ${howOften(rings.count)}, fewer than ${wanted}.`,
        };
  },
  said: ({ says, participant }, call) => {
    const who = participant === 'agent' ? { zh: '坐席', en: 'The agent' } : { zh: '客户', en: 'The customer' };
    return call.anchor(says, participant)
      ? null
      : { zh: `${who.zh}没有说到这类话，本项不涉及。`, en: `${who.en} says nothing that would call for it.` };
  },
  callSecondsAtLeast: (wanted, { analysis }) => {
    const seconds = analysis.recording.durationSeconds;
    return seconds >= wanted
      ? null
      : {
          zh: `通话只有 ${shown(seconds)} 秒，不足 ${wanted} 秒。`,
          en: `The call lasts ${shown(seconds)} s, less than ${wanted} s.`,
        };
  },
  agentTurnsAtLeast: (wanted, { analysis }) => {
    const count = analysis.conversation.turns.filter(({ participant }) => participant === 'agent').length;
    return count >= wanted
      ? null
      : {
          zh: `坐席只说了 ${count} 次，不足 ${wanted} 次。`,
          en: `The agent has ${counted(count, 'turn')}, fewer than ${wanted}.`,
        };
  },
  customerLeftFirst: ({ farewell }, call) => {
    const { releasedBy, lastSpeaker, tailSeconds } = call.analysis.conversation.ending;
    const atOnce = lastSpeaker === 'customer' && (tailSeconds ?? Number.POSITIVE_INFINITY) < LEFT_WITHIN_SECONDS;
    return releasedBy === 'customer' && atOnce && call.find(CLOSING, farewell).length === 0
      ? null
      : { zh: '客户没有抢先挂断。', en: 'The customer did not hang up before the agent could speak.' };
  },
  cutOff: (wanted, { analysis }) => {
    const { lastSpeaker, tailSeconds } = analysis.conversation.ending;
    const cut =
      isCutOff(analysis) || (lastSpeaker === 'agent' && tailSeconds !== null && tailSeconds < CUT_WITHIN_SECONDS);
    return cut === wanted ? null : { zh: '录音没有被截断。', en: 'The recording is not cut off.' };
  },
  needStatedFirst: ({ units, greeting }, call) => {
    const { turns } = call.analysis.conversation;
    const second = turns.filter(({ participant }) => participant === 'agent')[1];
    const before = turns.filter(
      (turn) => turn.participant === 'customer' && (!second || secondsInto(turn, second.start) > 0),
    );
    const said = before.reduce((sum, { text }) => sum + countUnits(text, call.analysis.language), 0);
    const agentBegan = turns[0]?.participant === 'agent';
    return said >= units && (!agentBegan || call.find(FIRST_TURN, greeting).length > 0)
      ? null
      : { zh: '客户还没有说明来意。', en: 'The customer had not yet said what they need.' };
  },
};

/** The first reason why a condition does not hold, or null when all of it holds. */
export function unmet(condition: Condition | undefined, call: CallContext): Sentence | null {
  for (const [key, wanted] of Object.entries(condition ?? {})) {
    const check = CHECKS[key as keyof Condition] as (wanted: unknown, call: CallContext) => Sentence | null;
    const reason = wanted === undefined ? null : check(wanted, call);
    if (reason) return reason;
  }
  return null;
}

/** Said when an excuse holds. */
const EXCUSES: Partial<Record<keyof Condition, Sentence>> = {
  customerLeftFirst: {
    zh: '客户说完就先挂断了，坐席来不及说。',
    en: 'The customer hung up before the agent could say it.',
  },
  needStatedFirst: { zh: '客户已经先说明了来意。', en: 'The customer had already said what they need.' },
};

/** Why a missing point is excused on this call, or null when the condition does not hold. */
export function excuse(condition: Condition | undefined, call: CallContext): Sentence | null {
  if (!condition || unmet(condition, call) !== null) return null;
  if (condition.judged) return reasonOf(judgeNode(condition.judged, call));
  const key = Object.keys(condition)[0] as keyof Condition;
  return EXCUSES[key] ?? { zh: '本通电话不涉及这一项。', en: 'This call leaves no room for it.' };
}

/** Lexicon classes a condition reads. */
export function conditionClasses(condition: Condition | undefined): string[] {
  const { said, needStatedFirst, customerLeftFirst } = condition ?? {};
  return [...(said?.says ?? []), ...(needStatedFirst?.greeting ?? []), ...(customerLeftFirst?.farewell ?? [])];
}
