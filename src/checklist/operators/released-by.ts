import { z } from 'zod';
import type { Turn } from '../../analysis.ts';
import type { Sentence } from '../../errors.ts';
import { shown } from '../bands.ts';
import type { CallContext } from '../context.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { releaseOf } from '../release.ts';
import { scopeFields, wholeCall } from '../scope-schema.ts';
import { poorText } from '../window.ts';

const options = z.strictObject({
  /** After both said goodbye, the line may be released once the customer has stayed silent for so long. */
  graceSeconds: z.number().positive(),
  farewell: z.array(z.string().min(1)).min(1),
});
type Options = z.infer<typeof options>;

/**
 * Who released the line: the telephone system's word, or the busy tone that a customer leaves behind who hung up first.
 * Silence never says it, so without either a person decides; a call in which the customer never speaks may have been ended by the rule for silent lines.
 */
export const releasedBy = operator<Options>({
  name: 'releasedBy',
  about: { zh: '谁先挂断。', en: 'Who released the line.' },
  options,
  dependsOnRoles: false,
  phraseClasses: ({ farewell }) => farewell,
  scopes: () => [],
  judge({ graceSeconds, farewell }, call) {
    const { ending, turns } = call.analysis.conversation;
    const release = releaseOf(call.analysis);
    const end = call.analysis.recording.durationSeconds;
    const last = turns.reduce<Turn | null>((latest, turn) => (latest && latest.end >= turn.end ? latest : turn), null);
    const span = { start: last?.start ?? 0, end };
    if (!release)
      return undecided(
        {
          zh: '话务记录没有挂机方（released_by），录音末尾也没有忙音，听不出是谁先挂的。',
          en: 'The call list has no column released_by and no busy tone follows: who hung up cannot be told.',
        },
        [span],
      );
    if (release.by === 'system')
      return notApplicable({ zh: '电话由系统断开。', en: 'The line was dropped by the system.' });
    if (release.by === 'customer')
      return found('pass', { zh: '客户先挂断。', en: 'The customer hung up first.' }, [
        { span: release.span, participant: 'customer', note: release.from },
      ]);
    const tail = ending.tailSeconds ?? 0;
    const evidence = [
      {
        span,
        participant: last?.participant ?? null,
        quote: last?.text ?? '',
        measured: { value: tail, unit: 'seconds' },
        threshold: { comparison: 'at least' as const, value: graceSeconds, unit: 'seconds' },
        note: {
          zh: '最后一句话到挂断的间隔；话务系统记录由坐席挂机',
          en: 'from the last words to the release; released by the agent, says the telephone system',
        },
      },
    ];
    if (!turns.some(({ participant }) => participant === 'customer'))
      return undecided(
        { zh: '客户没有说话，可能是无声电话，请确认。', en: 'The customer never speaks; it may be a silent line.' },
        [span],
        evidence,
      );
    const bothSaidGoodbye = (['agent', 'customer'] as const).every(
      (who) => call.find(wholeCall(who), farewell).length > 0,
    );
    if (bothSaidGoodbye && tail >= graceSeconds)
      return found(
        'pass',
        { zh: `双方道别后等了 ${shown(tail)} 秒才挂断。`, en: `Released ${shown(tail)} s after both said goodbye.` },
        evidence,
      );
    const poor = tail >= graceSeconds ? goodbyeUnclear(farewell, call) : null;
    if (poor) return undecided(poor, [span], evidence);
    return found('fail', { zh: '坐席先挂断了电话。', en: 'The agent hung up first.' }, evidence);
  },
});

/** Why the goodbye of somebody may have been said and not been understood; null when its absence is sure. */
function goodbyeUnclear(farewell: readonly string[], call: CallContext): Sentence | null {
  for (const participant of ['agent', 'customer'] as const) {
    if (call.find(wholeCall(participant), farewell).length > 0) continue;
    const window = call.window(scopeFields.parse({ participant, last: { turns: 6, seconds: 30 } }));
    const poor = window && poorText(call.analysis, window);
    if (poor) return poor;
  }
  return null;
}
