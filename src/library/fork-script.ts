import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Starts a script of the library in a process of its own, which ends when it is disconnected: as built, or in a checkout as
 * it is written. Messages may carry typed arrays.
 *
 * @param name path below this folder, without its ending.
 */
export function forkScript(name: 'worker' | 'rescore/worker'): ChildProcess {
  const typescript = import.meta.url.endsWith('.ts');
  const script = fileURLToPath(new URL(`./${name}.${typescript ? 'ts' : 'js'}`, import.meta.url));
  return fork(script, {
    execArgv: typescript ? ['--import', import.meta.resolve('tsx')] : [],
    serialization: 'advanced',
  });
}
