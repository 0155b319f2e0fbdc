import type { CallAnalysis, Language, Participant, Segment } from '../../analysis.ts';
import { SPEAKERS } from './speakers.ts';

/** The transcript of a call as SRT, each line with who speaks; our own importer reads it back. */
export function srtOf({ transcript, language }: Pick<CallAnalysis, 'transcript' | 'language'>): string {
  const cues = transcript.map((segment, index) => {
    const line = language === 'zh' ? `${speaker(segment, language)}：` : `${speaker(segment, language)}: `;
    return `${index + 1}\n${timing(segment, ',')}\n${line}${oneLine(segment.text)}\n`;
  });
  return cues.join('\n');
}

/** The transcript of a call as WebVTT with a voice for each line; our own importer reads it back. */
export function vttOf({ transcript, language }: Pick<CallAnalysis, 'transcript' | 'language'>): string {
  const cues = transcript.map(
    (segment) => `${timing(segment, '.')}\n<v ${speaker(segment, language)}>${escaped(oneLine(segment.text))}\n`,
  );
  return ['WEBVTT\n', ...cues].join('\n');
}

const speaker = ({ participant }: { participant: Participant }, language: Language): string =>
  SPEAKERS[participant][language];

const timing = ({ start, end }: Segment, point: ',' | '.'): string => `${clock(start, point)} --> ${clock(end, point)}`;

function clock(seconds: number, point: ',' | '.'): string {
  const milliseconds = Math.round(1000 * seconds);
  const part = (size: number, of: number, digits: number): string =>
    String(Math.floor(milliseconds / size) % of).padStart(digits, '0');
  return `${part(3_600_000, 1000, 2)}:${part(60_000, 60, 2)}:${part(1000, 60, 2)}${point}${part(1, 1000, 3)}`;
}

/** An empty line would end the cue, and an arrow begin another one. */
const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ').replaceAll('-->', '→');

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
