import { readFileSync } from 'node:fs';

/** The kernel counts time in hundredths of a second. */
const TICKS = 100;

/** CPU that a process and those it started have used, and the peak resident size of the largest it runs now; not a number, and 0, where /proc does not say. */
export function usage(pid: number): { cpuSeconds: number; largestChildBytes: number } {
  try {
    const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    const children = list.split(' ').filter((id) => id.trim() !== '');
    return {
      cpuSeconds: [`${pid}`, ...children].reduce((sum, id) => sum + ticks(id) / TICKS, 0),
      largestChildBytes: Math.max(0, ...children.map(peakBytes)),
    };
  } catch {
    return { cpuSeconds: Number.NaN, largestChildBytes: 0 };
  }
}

/** User and system time of a process and of those that it has waited for: fields 14 to 17 of proc(5). */
function ticks(pid: string): number {
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
}

function peakBytes(pid: string): number {
  return 1024 * Number(/VmHWM:\s*(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

/** Empty for a process that has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
