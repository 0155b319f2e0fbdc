import { spawnSync } from 'node:child_process';

/** Runs a program to its end and gives back what it wrote; one sentence when it is missing or fails. */
export function runProgram(program: string, args: readonly string[], input?: Uint8Array): Buffer {
  const result = spawnSync(program, args, { maxBuffer: 1 << 30, ...(input ? { input } : {}) });
  if (result.error && 'code' in result.error && result.error.code === 'ENOENT')
    throw new Error(
      `Making the sample calls needs espeak-ng, ffmpeg and sox (with AMR); ${program} was not found. ` +
        `On Debian: apt-get install espeak-ng ffmpeg sox libsox-fmt-all.`,
    );
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${result.stderr}`);
  return result.stdout;
}

/** 32-bit float samples as ffmpeg writes them. */
export function asFloats(bytes: Buffer): Float32Array {
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
