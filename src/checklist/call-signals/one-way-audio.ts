import { gapSeconds, type TimeSpan, totalSeconds } from '../../timespan.ts';
import { wholeCall } from '../scope-schema.ts';
import { ifSidesAreSure, type Signal, speechOf } from './signal.ts';

/** The customer was there before. */
const LEAST_CUSTOMER_SECONDS = 1;
/** And is not heard for so long, to the end of the call. */
const LEAST_SILENT_SECONDS = 5;
/** One call for the customer may be anything; several are to somebody who does not answer. */
const LEAST_CHECKS = 2;

/**
 * The customer's side falls silent in the middle of the call and stays so to its end, and the agent says that nobody is
 * heard, or calls for the customer again and again. Silence alone says nothing: customers also hang up.
 */
export const oneWayAudio: Signal = (call) => {
  const { analysis } = call;
  const customer = speechOf(analysis, 'customer');
  const last = customer?.at(-1);
  if (!customer || !last || totalSeconds(customer) < LEAST_CUSTOMER_SECONDS) return [];
  const end = analysis.recording.durationSeconds;
  if (gapSeconds(last, { start: end, end }) < LEAST_SILENT_SECONDS) return [];
  const since = ({ span }: { span: TimeSpan }): boolean => gapSeconds(last, span) > -1;
  const said = call.find(wholeCall('agent'), ['cannot-hear']).find(since);
  const checks = call.find(wholeCall('agent'), ['calls-for-customer']).filter(since);
  if (!said && checks.length < LEAST_CHECKS) return [];
  const heard = (said ?? checks[0]!).heard;
  return [
    {
      type: 'one-way-audio',
      confidence: ifSidesAreSure(said ? 0.9 : 0.6, analysis),
      source: said ? 'words' : 'signal',
      reason: {
        zh: `客户说过话，后来一直没有声音，坐席说了“${heard}”。`,
        en: `The customer spoke, then fell silent to the end; the agent says “${heard}”.`,
      },
      span: (said ?? checks[0]!).span,
    },
  ];
};
