import type { Ending } from '../analysis.ts';
import type { CallContext } from './context.ts';
import { releaseCues } from './release-cues.ts';
import type { Evidence } from './verdict.ts';

type Releaser = NonNullable<Ending['releasedBy']>;

/** Who released the line, and how that is known. */
export interface Release {
  by: Releaser;
  source: 'metadata' | 'audio';
  /** 0…1; 1 for the telephone system's word. */
  confidence: number;
  /** What says so, and what speaks against it, each with a note. */
  evidence: Evidence[];
}

/** From here on what is heard is believed, in the agent's favour only. */
const SURE = 0.8;

/**
 * Who released the line: the telephone system's word, else the side that what is heard at the end speaks for (see
 * `releaseCues`; each cue multiplies the odds). Null when neither is there. `farewell`: classes of phrases.
 */
export function releaseOf(call: CallContext, farewell: readonly string[]): Release | null {
  const { releasedBy } = call.analysis.conversation.ending;
  if (releasedBy !== null) return recorded(call, releasedBy);
  const cues = releaseCues(call, farewell);
  if (cues.length === 0) return null;
  const odds = cues.reduce((product, { by, confidence }) => {
    const own = confidence / (1 - confidence);
    return by === 'customer' ? product * own : product / own;
  }, 1);
  const customer = odds / (1 + odds);
  return {
    by: customer >= 0.5 ? 'customer' : 'agent',
    source: 'audio',
    confidence: Math.max(customer, 1 - customer),
    evidence: cues.map(({ evidence }) => evidence),
  };
}

/**
 * The side a verdict may rest on: the telephone system's word, or the customer when the sound says so surely and it is sure
 * which side is whose. Sound alone never says it of the agent.
 */
export function decisive(release: Release | null, call: CallContext): Releaser | null {
  if (release === null) return null;
  if (release.source === 'metadata') return release.by;
  const isOfNoSide = release.evidence.every(({ participant }) => participant === 'mixed');
  const isSure = release.confidence >= SURE && (isOfNoSide || call.areSidesSure);
  return release.by === 'customer' && isSure ? 'customer' : null;
}

function recorded({ analysis }: CallContext, by: Releaser): Release {
  const { releasedFrom } = analysis.call;
  const note = {
    zh: `话务系统的挂机方${releasedFrom ? `（${releasedFrom}）` : ''}`,
    en: `released, by the telephone system${releasedFrom ? ` (${releasedFrom})` : ''}`,
  };
  return {
    by,
    source: 'metadata',
    confidence: 1,
    evidence: [{ span: null, participant: by === 'system' ? null : by, note }],
  };
}
