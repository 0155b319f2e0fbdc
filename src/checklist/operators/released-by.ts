import { z } from 'zod';
import type { Sentence } from '../../errors.ts';
import { shown } from '../bands.ts';
import type { CallContext } from '../context.ts';
import { isCutOff, LOST_END } from '../cut-off.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { decisive, type Release, releaseOf } from '../release.ts';
import { lastTurn } from '../release-cues.ts';
import { scopeOf, wholeCall } from '../scope-schema.ts';
import { poorText } from '../window.ts';

const options = z.strictObject({
  /** After both said goodbye, the line may be released once the customer has stayed silent for so long. */
  graceSeconds: z.number().positive(),
  farewell: z.array(z.string().min(1)).min(1),
});
type Options = z.infer<typeof options>;

/**
 * Who released the line: the telephone system's word, or a customer of whom the sound says it surely (a busy tone). Sound
 * alone never holds it against the agent: a person decides, who is told what it speaks for, how surely and why. A call in
 * which the customer never speaks may have been ended by the rule for silent lines.
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
    const release = releaseOf(call, farewell);
    const by = decisive(release, call);
    const end = call.analysis.recording.durationSeconds;
    const last = lastTurn(turns);
    const span = { start: last?.start ?? 0, end };
    if (by === null) return undecided(unknown(release), [span], release?.evidence ?? []);
    if (by === 'system')
      return notApplicable({ zh: '电话由系统断开。', en: 'The line was dropped by the system.' }, release!.evidence);
    if (by === 'customer') return found('pass', hungUp(release!), release!.evidence);
    const tail = ending.tailSeconds ?? 0;
    const evidence = [
      {
        span,
        participant: last?.participant ?? null,
        quote: last?.text ?? '',
        measured: { value: tail, unit: 'seconds' },
        threshold: { comparison: 'at least' as const, value: graceSeconds, unit: 'seconds' },
        note: {
          zh: `最后一句话到挂断的间隔；${release!.evidence[0]!.note!.zh}：坐席`,
          en: `from the last words to the release; ${release!.evidence[0]!.note!.en}: the agent`,
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
    if (isCutOff(call.analysis)) return undecided(LOST_END, [span], evidence);
    const poor = tail >= graceSeconds ? goodbyeUnclear(farewell, call) : null;
    if (poor) return undecided(poor, [span], evidence);
    return found('fail', { zh: '坐席先挂断了电话。', en: 'The agent hung up first.' }, evidence);
  },
});

/** Why the side is not known, and the likelier one with how sure that is; the evidence says why. */
function unknown(release: Release | null): Sentence {
  if (!release)
    return {
      zh: '话务记录没有写明挂机方，录音末尾也没有忙音，听不出是谁先挂的。',
      en: 'The call list does not say who hung up, and no busy tone follows from which it could be told.',
    };
  const percent = Math.round(100 * release.confidence);
  const [zh, en] = release.by === 'agent' ? ['坐席', 'the agent'] : ['客户', 'the customer'];
  if (percent === 50)
    return {
      zh: '话务记录没有写明挂机方，录音末尾的迹象互相矛盾。',
      en: 'The call list does not say who hung up, and the end of the recording speaks for both sides.',
    };
  return {
    zh: `话务记录没有写明挂机方；从录音听，更可能是${zh}先挂断（把握 ${percent}%），不足以定论。`,
    en: `The call list does not say who hung up. From the sound it was more likely ${en} (${percent}% sure); that is not enough to decide.`,
  };
}

function hungUp({ source, confidence }: Release): Sentence {
  if (source === 'metadata') return { zh: '客户先挂断。', en: 'The customer hung up first.' };
  const percent = Math.round(100 * confidence);
  return {
    zh: `客户先挂断（从录音听出，把握 ${percent}%）。`,
    en: `The customer hung up first (from the sound, ${percent}% sure).`,
  };
}

/** Why the goodbye of somebody may have been said and not been understood; null when its absence is sure. */
function goodbyeUnclear(farewell: readonly string[], call: CallContext): Sentence | null {
  for (const participant of ['agent', 'customer'] as const) {
    if (call.find(wholeCall(participant), farewell).length > 0) continue;
    const window = call.window(scopeOf(participant, { last: { turns: 6, seconds: 30 } }));
    const poor = window && poorText(window, call.analysis);
    if (poor) return poor;
  }
  return null;
}
