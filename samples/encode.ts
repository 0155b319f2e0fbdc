import type { Dialogue } from './dialogue.ts';
import { runProgram } from './programs.ts';

/** ffmpeg's options for each codec; AMR is made by sox, because ffmpeg can only read it. */
const CODEC_OPTIONS: Record<Exclude<Dialogue['file']['codec'], 'amrnb'>, string[]> = {
  alaw: ['-c:a', 'pcm_alaw'],
  mulaw: ['-c:a', 'pcm_mulaw'],
  pcm16: ['-c:a', 'pcm_s16le'],
  flac: ['-c:a', 'flac', '-sample_fmt', 's16'],
  mp3: ['-c:a', 'libmp3lame', '-b:a', '32k'],
  opus: ['-c:a', 'libopus', '-b:a', '24k', '-application', 'voip', '-f', 'opus'],
};

function interleaved(channels: readonly Float32Array[]): Buffer {
  const frames = channels[0]!.length;
  const samples = new Float32Array(frames * channels.length);
  for (let i = 0; i < frames; i++)
    for (let c = 0; c < channels.length; c++) samples[i * channels.length + c] = channels[c]![i]!;
  return Buffer.from(samples.buffer);
}

/** Writes the recording. The same channels give the same bytes with the same ffmpeg and sox. */
export function writeRecording(path: string, file: Dialogue['file'], channels: readonly Float32Array[]): void {
  const rate = `${file.sampleRateHz}`;
  const samples = interleaved(channels);
  if (file.codec === 'amrnb') {
    const raw = ['-t', 'f32', '-r', rate, '-c', `${channels.length}`];
    runProgram('sox', ['-R', '-D', ...raw, '-', '-t', 'amr-nb', '-C', '7', path], samples);
    return;
  }
  const input = ['-f', 'f32le', '-ar', rate, '-ac', `${channels.length}`, '-i', 'pipe:0'];
  // bitexact: no version numbers, dates or random stream numbers in the file.
  const exact = ['-map_metadata', '-1', '-flags', '+bitexact', '-fflags', '+bitexact'];
  runProgram('ffmpeg', ['-v', 'error', '-y', ...input, ...exact, ...CODEC_OPTIONS[file.codec], path], samples);
}
