import { z } from 'zod';
import type { CallAnalysis, Turn } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import type { Lexicons } from '../language/lexicon.ts';
import { CallContext } from './context.ts';
import { DEFAULT_PROFILE } from './profile.ts';
import { wholeCall } from './scope-schema.ts';

/** Which calls are no conversations to score: visible as left out, and kept out of every average. */
export const exclusionSchema = z.strictObject({
  /** Calls that last less, wrong numbers mostly. 0 leaves none out. */
  shorterThanSeconds: z.number().min(0).default(5),
  /** Outgoing calls that a voicemail or the network's announcement answers, and nobody after it. */
  voicemail: z.boolean().default(true),
});
export type ExclusionRules = z.infer<typeof exclusionSchema>;

/** Why a call is left out. */
export interface Exclusion {
  code: 'shorter-than-limit' | 'voicemail';
  reason: Sentence;
}

/** Why a call is not to be scored, or null for one that is. A call that may hold a conversation is scored. */
export function exclusionOf(analysis: CallAnalysis, lexicons: Lexicons, rules: ExclusionRules): Exclusion | null {
  const { durationSeconds } = analysis.recording;
  if (durationSeconds < rules.shorterThanSeconds) {
    const [lasts, limit] = [durationSeconds.toFixed(1), rules.shorterThanSeconds];
    return {
      code: 'shorter-than-limit',
      reason: {
        en: `It lasts ${lasts} s; calls under ${limit} s are left out (exclude.shorterThanSeconds of the pipeline).`,
        zh: `时长 ${lasts} 秒，短于 ${limit} 秒的通话不计（流程文件中的 exclude.shorterThanSeconds）。`,
      },
    };
  }
  return rules.voicemail ? voicemail(analysis, lexicons) : null;
}

/** A machine's announcement holds at least so many of its words. */
const LEAST_ANNOUNCING_WORDS = 2;

/** A greeting of a machine on the customer's side, after which that side never answers the agent. */
function voicemail(analysis: CallAnalysis, lexicons: Lexicons): Exclusion | null {
  if (analysis.call.direction === 'inbound') return null;
  const customers = analysis.conversation.turns.filter(({ participant }) => participant === 'customer');
  if (customers.length === 0) return null;
  const said = (turns: readonly Turn[]) => {
    const part = { ...analysis, conversation: { ...analysis.conversation, turns: [...turns] } };
    return new CallContext(part, lexicons, DEFAULT_PROFILE).find(wholeCall('customer'), ['voicemail']);
  };
  // A machine begins with them. The whole of a long call takes much longer to read, and few are a machine's.
  if (said(customers.slice(0, 1)).length === 0) return null;
  const hits = said(customers);
  // One such word may be a person's (“he is not available”).
  if (hits.length < LEAST_ANNOUNCING_WORDS) return null;
  const { end } = hits.at(-1)!.span;
  const reply = analysis.conversation.turns.find(({ participant, start }) => participant === 'agent' && start >= end);
  if (reply && customers.some(({ start }) => start > reply.start)) return null;
  const heard = hits.map((hit) => hit.heard).join('…');
  return {
    code: 'voicemail',
    reason: {
      en: `A machine answers (“${heard}”), and nobody after it.`,
      zh: `接听的是语音信箱或网络提示音（“${heard}”），之后无人应答。`,
    },
  };
}
