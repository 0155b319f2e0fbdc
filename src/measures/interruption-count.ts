import type { Interruption, Participant } from '../analysis.ts';

/** Interruptions made by a participant, whether or not the other gave way. Always 0 on one channel, where overlap cannot be seen. */
export function interruptionCount(interruptions: readonly Interruption[], participant: Participant): number {
  return interruptions.filter((interruption) => interruption.by === participant).length;
}
