import { complaint } from './call-signals/complaint.ts';
import { hold } from './call-signals/hold.ts';
import { nuisance } from './call-signals/nuisance.ts';
import { oneWayAudio } from './call-signals/one-way-audio.ts';
import { outboundKinds } from './call-signals/outbound-kinds.ts';
import type { Signal } from './call-signals/signal.ts';
import { silentLine } from './call-signals/silent-line.ts';
import { stated } from './call-signals/stated.ts';
import { transfer } from './call-signals/transfer.ts';
import type { RecognisedType } from './call-types.ts';
import type { CallContext } from './context.ts';

/** Signs, the surer ones first. */
const SIGNALS: readonly Signal[] = [
  stated,
  silentLine,
  oneWayAudio,
  hold,
  transfer,
  nuisance,
  outboundKinds,
  complaint,
];

/**
 * What types a call is of, each once with the surest sign: what the telephone system says comes first (and then nothing
 * else is guessed of those types); what is said, and what is heard, adds to it.
 */
export function recogniseCallTypes(call: CallContext): RecognisedType[] {
  const all = SIGNALS.flatMap((signal) => signal(call));
  return all.filter(
    (one, index) =>
      !all.some(
        (other, position) =>
          other.type === one.type &&
          (other.confidence > one.confidence || (other.confidence === one.confidence && position < index)),
      ),
  );
}
