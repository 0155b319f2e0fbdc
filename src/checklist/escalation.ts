import type { CallAnalysis, Turn } from '../analysis.ts';
import { median } from '../measures/median.ts';
import { hull, overlapSeconds, type TimeSpan } from '../timespan.ts';
import { quoteOf } from './quote.ts';
import type { Evidence } from './verdict.ts';

/** Both talking at once for less than this is a slip, no quarrel. */
const LEAST_OVERLAP_SECONDS = 0.3;
/** Signs that must come together. */
const LEAST_SIGNS = 2;

/** Whether voices rise in an exchange; null when too little could be measured to tell. */
export interface Escalation {
  escalated: boolean | null;
  evidence: Evidence[];
}

/**
 * Whether an exchange of turns grows hot: of three signs (the agent gets louder, the customer gets louder, they talk into
 * each other) two at least. Louder is by `riseDb` over the own median of the turns outside the exchange; somebody who
 * speaks nowhere else has no such median, and their sign is not known.
 */
export function escalationOf(exchange: readonly Turn[], analysis: CallAnalysis, riseDb: number): Escalation {
  const rises = (['agent', 'customer'] as const).map((participant) => riseOf(exchange, participant, analysis));
  const louder = rises.flatMap((rise) => (rise !== null && rise.measured!.value >= riseDb ? rise : []));
  const whole = exchange.reduce<TimeSpan>(hull, exchange[0]!);
  const { overlaps, interruptions } = analysis.conversation;
  const together = [...overlaps, ...interruptions].find((one) => overlapSeconds(one, whole) >= LEAST_OVERLAP_SECONDS);
  const signs = louder.length + (together ? 1 : 0);
  const unknown = rises.filter((rise) => rise === null).length;
  const talkingOver: Evidence[] = together
    ? [
        {
          span: { start: together.start, end: together.end },
          participant: null,
          quote: quoteOf(exchange),
          note: { zh: '双方同时说话', en: 'both speak at once' },
        },
      ]
    : [];
  return {
    escalated: signs >= LEAST_SIGNS ? true : signs + unknown >= LEAST_SIGNS ? null : false,
    evidence: [
      ...louder.map((rise) => ({
        ...rise,
        threshold: { comparison: 'at most' as const, value: riseDb, unit: 'dB' },
      })),
      ...talkingOver,
    ],
  };
}

/** How far the loudest turn of a participant in the exchange is above their median outside of it. */
function riseOf(
  exchange: readonly Turn[],
  participant: 'agent' | 'customer',
  { conversation, measures }: CallAnalysis,
): Evidence | null {
  const levels = measures[participant]?.turnLevelsDbfs ?? [];
  const inside = levels.filter(({ turn }) => exchange.includes(conversation.turns[turn]!));
  const outside = levels.filter((one) => !inside.includes(one)).map(({ value }) => value);
  const loudest = inside.sort((a, b) => b.value - a.value)[0];
  const usual = median(outside);
  if (!loudest || usual === null) return null;
  const { start, end } = conversation.turns[loudest.turn]!;
  return {
    span: { start, end },
    participant,
    measured: { value: loudest.value - usual, unit: 'dB' },
    note: { zh: '比本人平时音量高出', en: 'above the own usual level' },
  };
}
