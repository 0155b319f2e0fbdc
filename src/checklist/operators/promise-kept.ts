import { z } from 'zod';
import { deadlineIn } from '../../language/deadline.ts';
import { shown } from '../bands.ts';
import type { CallContext } from '../context.ts';
import { columnTitle, withoutColumns } from '../facts.ts';
import { type Finding, found, notApplicable, undecided } from '../finding.ts';
import { hoursBetween, incomparable, type Moment, momentOf, onClockOf } from '../moments.ts';
import { operator } from '../operator.ts';
import { wholeCall } from '../scope-schema.ts';
import type { Evidence } from '../verdict.ts';

const names = z.array(z.string().min(1)).min(1);
const options = z.strictObject({
  /** Words of the agent that promise an answer; a time in the same turn is the deadline. */
  promises: names,
  /** Columns that give the deadline, and come first. */
  promisedAt: names,
  /** Columns that give the moment of the callback. */
  to: names,
  /** So much later is partial, as a share of the time that was promised. */
  partialShare: z.number().positive(),
});
type Options = z.infer<typeof options>;

/**
 * Whether the promised callback came in time. The deadline is that of the call list, else the one told in the call; without
 * one the item does not apply. A callback that is not there yet is left to a person, one that the list denies fails.
 */
export const promiseKept = operator<Options>({
  name: 'promiseKept',
  about: { zh: '承诺的回电是否按时打出。', en: 'Whether the promised callback came in time.' },
  options,
  dependsOnRoles: true,
  phraseClasses: ({ promises }) => promises,
  scopes: () => [],
  judge(wanted, call) {
    const made = momentOf(call.analysis, ['callEnd']);
    const back = momentOf(call.analysis, wanted.to);
    if (made.kind !== 'known') return notApplicable(withoutColumns(['startTime']));
    if (back.kind === 'absent') return notApplicable(withoutColumns(wanted.to));
    const promise = promiseOf(wanted, made.moment, call);
    if (!promise)
      return notApplicable({ zh: '没有承诺具体的答复时间。', en: 'No time was promised that could be kept.' });
    if (back.kind !== 'known') return back.kind === 'unreadable' ? incomparable(back) : notCalled(back.text, promise);
    const called = onClockOf(made.moment, back.moment);
    return called ? judgeTime(made.moment, promise, called, wanted) : incomparable(back.moment);
  },
});

/** An empty cell says that there was no callback yet; 无 that there is none. */
function notCalled(cell: string, { evidence }: Promised): Finding {
  if (cell === '') return undecided({ zh: '还没有回电的记录。', en: 'No callback is recorded yet.' }, [], [evidence]);
  return found('fail', { zh: '承诺了回电，没有回。', en: 'The promised callback never came.' }, [
    evidence,
    { span: null, participant: null, quote: cell, note: columnTitle('callback_at') },
  ]);
}

interface Promised {
  deadline: Moment;
  evidence: Evidence;
}

function promiseOf({ promises, promisedAt }: Options, made: Moment, call: CallContext): Promised | null {
  const told = momentOf(call.analysis, promisedAt);
  const deadline = told.kind === 'known' ? onClockOf(made, told.moment) : null;
  if (deadline)
    return {
      deadline,
      evidence: { span: null, participant: null, quote: deadline.text, note: columnTitle(deadline.column) },
    };
  for (const hit of call.find(wholeCall('agent'), promises)) {
    const turn = call.turnOf(hit.segments[0]!);
    const seconds = turn ? deadlineIn(turn.text, call.analysis.language, made.clockSeconds) : null;
    if (turn && seconds !== null)
      return {
        deadline: { ...made, clockSeconds: seconds, text: turn.text },
        evidence: { span: hit.span, participant: 'agent', quote: turn.text },
      };
  }
  return null;
}

function judgeTime(made: Moment, { deadline, evidence }: Promised, called: Moment, { partialShare }: Options): Finding {
  const given = hoursBetween(made, deadline);
  const late = hoursBetween(deadline, called);
  const outcome = late <= 0 ? 'pass' : late <= partialShare * given ? 'partial' : 'fail';
  return found(
    outcome,
    late <= 0
      ? { zh: '按承诺的时间回了电话。', en: 'The callback came in time.' }
      : { zh: `回电比承诺的晚 ${shown(late)} 小时。`, en: `The callback came ${shown(late)} h late.` },
    [
      evidence,
      {
        span: null,
        participant: null,
        quote: called.text,
        measured: { value: hoursBetween(made, called), unit: 'hours' },
        threshold: { comparison: 'at most', value: given, unit: 'hours' },
        note: columnTitle(called.column),
      },
    ],
  );
}
