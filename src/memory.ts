import { totalmem } from 'node:os';

/** Bytes of memory that programs may take here together: those of the machine, or of the container where it allows fewer. */
export function memoryBytes(): number {
  return Math.min(process.constrainedMemory() || totalmem(), totalmem());
}
