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

function movie(seconds: number): string {
  const source = path.join(folder, 'source.wav');
  const file = path.join(folder, `${seconds}.m4a`);
  fs.writeFileSync(source, wavFile({ data: pcm16(sine(500, 8000, seconds)) }));
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', source, '-c:a', 'aac', file]);
  return file;
}

describe.runIf(available('ffmpeg') && process.platform !== 'win32')('ffmpeg is stopped', () => {
  it('at a size', async () => {
    await (await openAudio(movie(2))).close();
    await expect(openAudio(movie(10))).rejects.toMatchObject({ code: 'too-long' });
    const output = path.join(folder, 'output.wav');
    await runFfmpeg(findFfmpeg()!, movie(10), 'mov', [], output);
    expect(fs.statSync(output).size).toBeLessThan(60_000);
  });

  it('at a time', async () => {
    const file = movie(2);
    const started = path.join(folder, 'started');
    const slow = path.join(folder, 'slow-ffmpeg');
    fs.writeFileSync(
      slow,
      `#!/bin/sh\ncase "$*" in *nostdin*) echo $$ > ${started}; exec sleep 600;; esac\nexec ${findFfmpeg()} "$@"\n`,
    );
    fs.chmodSync(slow, 0o755);
    vi.stubEnv('FFMPEG_PATH', slow);
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
