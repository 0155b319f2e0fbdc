import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findFfmpeg, runFfmpeg } from '../../src/audio/ffmpeg-run.ts';
import { openAudio } from '../../src/audio/open.ts';
import { available } from '../requires.ts';
import { pcm16, sine, temporaryFolder, wavFile } from './files.ts';

vi.mock('../../src/audio/pcm-file.ts', async (original) => ({
  ...(await original<typeof import('../../src/audio/pcm-file.ts')>()),
  MOST_DECODED_BYTES: 50_000,
}));

const folder = temporaryFolder();
afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

/** Of so many seconds, a second of sound, then nothing for `holeSeconds` of them. */
function movie(seconds: number, holeSeconds = 0): string {
  const source = path.join(folder, 'source.wav');
  const file = path.join(folder, `${seconds}-${holeSeconds}.m4a`);
  fs.writeFileSync(source, wavFile({ data: pcm16(sine(500, 8000, seconds)) }));
  const hole = `aselect='not(between(t,1,${1 + holeSeconds}))'`;
  const filter = holeSeconds > 0 ? ['-af', hole] : [];
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', source, ...filter, '-c:a', 'aac', file]);
  return file;
}

/** An ffmpeg that does something else when its arguments match a pattern of the shell. */
function ffmpegBut(pattern: string, instead: string): void {
  const file = path.join(folder, 'other-ffmpeg');
  fs.writeFileSync(file, `#!/bin/sh\ncase "$*" in ${pattern}) ${instead};; esac\nexec ${findFfmpeg()} "$@"\n`);
  fs.chmodSync(file, 0o755);
  vi.stubEnv('FFMPEG_PATH', file);
}

describe.runIf(available('ffmpeg') && process.platform !== 'win32')('ffmpeg is stopped', () => {
  it('at a size', async () => {
    await (await openAudio(movie(2))).close();
    await expect(openAudio(movie(10))).rejects.toMatchObject({ code: 'too-long' });
    const output = path.join(folder, 'output.wav');
    await runFfmpeg(findFfmpeg()!, movie(10), 'mov', [], output);
    expect(fs.statSync(output).size).toBeLessThan(60_000);
  });

  it('at a size that only silence in holes takes it to', async () => {
    await expect(openAudio(movie(10, 8))).rejects.toMatchObject({ code: 'too-long' });
  });

  it('from filling holes: the sound is there and not called whole', async () => {
    const file = movie(3, 1);
    const whole = await openAudio(file);
    await whole.close();
    ffmpegBut('*aresample*', 'exit 1');
    const audio = await openAudio(file);
    await audio.close();
    expect([whole.truncated, audio.truncated]).toEqual([false, true]);
    expect(whole.durationSeconds - audio.durationSeconds).toBeGreaterThan(0.8);
  });

  it('at a time', async () => {
    const file = movie(2);
    const started = path.join(folder, 'started');
    ffmpegBut('*nostdin*', `echo $$ > ${started}; exec sleep 600`);
    const timer = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((call: () => void, ms: number) => {
      timer.mockRestore();
      expect(ms).toBeLessThanOrEqual(900_000);
      const waiting = setInterval(() => {
        if (!fs.existsSync(started)) return;
        clearInterval(waiting);
        call();
      }, 20);
      return waiting;
    }) as unknown as typeof setTimeout);
    await expect(openAudio(file)).rejects.toMatchObject({ code: 'ffmpeg-failed' });
    const pid = Number(fs.readFileSync(started, 'utf8'));
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(/ESRCH/));
  });
});
