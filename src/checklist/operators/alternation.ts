import { z } from 'zod';
import type { Turn } from '../../analysis.ts';
import { isShortReply } from '../../language/backchannel.ts';
import type { CallContext, CallHit } from '../context.ts';
import { howOften } from '../counted.ts';
import { isUnsure } from '../doubtful-spans.ts';
import { type Escalation, escalationOf } from '../escalation.ts';
import { type Finding, found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { quoteOf } from '../quote.ts';
import { wholeCall } from '../scope-schema.ts';
import type { Evidence } from '../verdict.ts';

const classes = z.array(z.string().min(1)).min(1);
const options = z.strictObject({
  /** What each of the two says in the turns of the exchange. */
  agent: classes,
  customer: classes,
  /** An exchange may go back and forth so often. */
  atMost: z.int().nonnegative(),
  /** Only exchanges count in which voices rise: by so many dB, or into each other. */
  escalatedByDb: z.number().positive().optional(),
});
type Options = z.infer<typeof options>;

/**
 * An exchange in which both go on saying such words, turn for turn: contradiction on contradiction. It is as long as the
 * floor changes hands inside it; short replies without such words do not break it.
 */
export const alternation = operator<Options>({
  name: 'alternation',
  about: {
    zh: '双方是否一来一回连着说这类话（例如互相反驳），声音是否越来越高。',
    en: 'Whether both go on saying such words turn for turn (contradicting each other), and whether voices rise.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  needsEveryWord: true,
  phraseClasses: ({ agent, customer }) => [...agent, ...customer],
  scopes: () => [wholeCall('agent')],
  judge(wanted, call) {
    const { turns } = call.analysis.conversation;
    const speaks = (who: 'agent' | 'customer'): boolean => turns.some(({ participant }) => participant === who);
    if (!speaks('agent') || !speaks('customer'))
      return notApplicable({ zh: '只有一方说话。', en: 'Only one of the two speaks.' });
    const all = exchangesOf(wanted, call, () => true);
    const sure = exchangesOf(wanted, call, ({ segments }) => !segments.some(isUnsure));
    return judgeExchanges(all, sure, wanted, call);
  },
});

/** Turns that follow one another, and the words in each of them. */
interface Exchange {
  turns: Turn[];
  hits: CallHit[];
  changes: number;
}

function exchangesOf({ agent, customer }: Options, call: CallContext, counts: (hit: CallHit) => boolean): Exchange[] {
  const hits = [
    ...call.find(wholeCall('agent'), agent, 'exact'),
    ...call.find(wholeCall('customer'), customer, 'exact'),
  ];
  const byTurn = new Map(hits.filter(counts).map((hit) => [call.turnOf(hit.segments[0]!), hit]));
  const exchanges: Exchange[] = [];
  let open: Exchange | null = null;
  for (const turn of call.analysis.conversation.turns) {
    const hit = byTurn.get(turn);
    const last: Turn | undefined = open?.turns.at(-1);
    if (!hit) {
      if (!isShortReply(turn.text, call.analysis.language)) open = null;
      continue;
    }
    if (!open) {
      open = { turns: [], hits: [], changes: 0 };
      exchanges.push(open);
    }
    if (last && last.participant !== turn.participant) open.changes += 1;
    open.turns.push(turn);
    open.hits.push(hit);
  }
  return exchanges;
}

function judgeExchanges(
  all: readonly Exchange[],
  sure: readonly Exchange[],
  { atMost, escalatedByDb }: Options,
  call: CallContext,
): Finding {
  const heat = ({ turns }: Exchange): Escalation =>
    escalatedByDb === undefined ? { escalated: true, evidence: [] } : escalationOf(turns, call.analysis, escalatedByDb);
  const long = (list: readonly Exchange[]) =>
    list.filter(({ changes }) => changes > atMost).map((exchange) => ({ exchange, heat: heat(exchange) }));
  const certain = long(sure).find(({ heat: { escalated } }) => escalated);
  const possible = long(all).filter(({ heat: { escalated } }) => escalated !== false);
  const worst = certain ?? possible[0];
  if (!worst) return found('pass', { zh: '没有争执。', en: 'There is no quarrel.' });
  const { changes, hits } = worst.exchange;
  const evidence: Evidence[] = [
    ...hits.map((hit) => ({
      ...call.evidence(hit),
      quote: quoteOf(hit.segments),
      measured: { value: changes, unit: 'count' },
      threshold: { comparison: 'at most' as const, value: atMost, unit: 'count' },
      note: { zh: `“${hit.heard}”`, en: `“${hit.heard}”` },
    })),
    ...worst.heat.evidence,
  ];
  const explanation = {
    zh: `双方连着你一句我一句顶了 ${changes} 次${worst.heat.evidence.length > 0 ? '，声音越来越高' : ''}。`,
    en: `They contradict each other turn for turn, ${howOften(changes)} in a row${worst.heat.evidence.length > 0 ? ', with rising voices' : ''}.`,
  };
  if (certain) return found('fail', explanation, evidence);
  return undecided(
    explanation,
    worst.exchange.turns.map(({ start, end }) => ({ start, end })),
    evidence,
  );
}
