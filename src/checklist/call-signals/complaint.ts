import type { CallContext, CallHit } from '../context.ts';
import { columnTitle, factOf } from '../facts.ts';
import { wholeCall } from '../scope-schema.ts';
import { ifSidesAreSure, type Signal } from './signal.ts';

/** A queue people choose for complaints, and for advice and thanks, too. */
const COMPLAINT_QUEUE = /(?<![非无不])投诉|客诉|complaint/i;

/** How sure each sign is, by how many different ones there are. */
const EXPLICIT = 0.9;
const ANGRY = [0.7, 0.8, 0.85];
const DISCONTENT = [0.3, 0.45, 0.55, 0.65];
const TAKEN_AS_COMPLAINT = 0.6;
const QUEUE = 0.6;

const nth = (list: readonly number[], count: number): number => list[Math.min(count, list.length) - 1] ?? 0;

/**
 * The customer complains: says so, speaks in anger, or shows discontent again and again (once in passing is not enough);
 * or the agent takes the matter as a complaint; or it came through the queue for complaints.
 */
export const complaint: Signal = (call) => {
  const queue = factOf(call.analysis.call, ['skillGroup']);
  const said = signsOf(call).sort((a, b) => b.confidence - a.confidence)[0];
  return [
    ...(queue && COMPLAINT_QUEUE.test(queue.text)
      ? [
          {
            type: 'complaint' as const,
            confidence: QUEUE,
            source: 'metadata' as const,
            reason: {
              zh: `通话清单的“${columnTitle(queue.column).zh}”：${queue.text}。`,
              en: `The call list, “${columnTitle(queue.column).en}”: ${queue.text}.`,
            },
          },
        ]
      : []),
    ...(said
      ? [
          {
            type: 'complaint' as const,
            confidence: ifSidesAreSure(said.confidence, call.analysis),
            source: 'words' as const,
            reason: {
              zh: `${said.who.zh}说了“${said.words.join('”“')}”。`,
              en: `The ${said.who.en} says “${said.words.join('”, “')}”.`,
            },
            span: said.first.span,
          },
        ]
      : []),
  ];
};

const CUSTOMER = { zh: '客户', en: 'customer' };
const AGENT = { zh: '坐席', en: 'agent' };

interface Sign {
  confidence: number;
  who: { zh: string; en: string };
  words: string[];
  first: CallHit;
}

function signsOf(call: CallContext): Sign[] {
  const customer = wholeCall('customer');
  const explicit = call.find(customer, ['complaint-explicit']);
  const angry = call.find(customer, ['complaint']);
  const discontent = call.find(customer, ['complaint-hint']);
  const taken = call.find(wholeCall('agent'), ['complaint-taken']);
  const sign = (hits: readonly CallHit[], who: Sign['who'], confidence: (different: number) => number): Sign[] => {
    const words = [...new Set(hits.map(({ heard }) => heard))];
    return hits[0] ? [{ confidence: confidence(words.length), who, words: words.slice(0, 3), first: hits[0] }] : [];
  };
  return [
    ...sign(explicit, CUSTOMER, () => EXPLICIT),
    ...sign(angry, CUSTOMER, (different) => nth(ANGRY, different)),
    ...sign([...angry, ...discontent], CUSTOMER, (different) => nth(DISCONTENT, different)),
    ...sign(taken, AGENT, () => TAKEN_AS_COMPLAINT),
  ];
}
