import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Whether tests may mount disks here; says so on stderr when not. */
export function canMountDisks(): boolean {
  const place = mkdtempSync(path.join(tmpdir(), 'lingting-mount-'));
  try {
    mountDisk(place, 16);
    unmountDisk(place);
    return true;
  } catch {
    process.stderr.write('skipped: tests that need to mount a small disk, which is not allowed here\n');
    return false;
  }
}

/** Mounts an empty disk of so many kilobytes. */
export function mountDisk(place: string, kilobytes: number): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', place], { stdio: 'ignore' });
}

/** Mounts a folder at a second place, where it cannot be written to. */
export function mountReadOnly(folder: string, place: string): void {
  execFileSync('mount', ['--bind', folder, place], { stdio: 'ignore' });
  execFileSync('mount', ['-o', 'remount,bind,ro', place], { stdio: 'ignore' });
}

/** Takes a disk away, be there files open on it or not. */
export function unmountDisk(place: string): void {
  execFileSync('umount', ['-l', place], { stdio: 'ignore' });
}
