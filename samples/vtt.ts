import type { Truth } from './truth.ts';

function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${`${minutes}`.padStart(2, '0')}:${(seconds - minutes * 60).toFixed(3).padStart(6, '0')}`;
}

/** The lines of a call as WebVTT with the participant as voice. */
export function webVtt(truth: Truth): string {
  const cues = truth.lines.map(
    (line) => `${clock(line.start)} --> ${clock(line.end)}\n<v ${line.participant}>${line.text}</v>\n`,
  );
  return `WEBVTT\n\n${cues.join('\n')}`;
}
