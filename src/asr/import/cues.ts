import { isLabel } from './labels.ts';
import { Malformed } from './malformed.ts';
import type { RawSegment } from './types.ts';

/** `[hours:]minutes:seconds[,.]fraction`; hours may have any number of digits, the fraction may be missing. */
const TIME = String.raw`(?:(\d+):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?`;
const TIMING = new RegExp(String.raw`^\s*${TIME}\s*-->\s*${TIME}(?:\s+.*)?$`);
/** The tags of WebVTT and the few that SRT players know. Anything else in angle brackets is text. */
const TAG = /<\/?(?:[cibu]|rt|ruby|lang|font|v)(?:[.\s][^<>]*)?>|<[\d:.]+>|\{\\[^{}]*\}/g;
const VOICE = /<v(?:\.[^\s<>]*)?\s([^<>]+)>/;
const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&lrm;': '',
  '&rlm;': '',
};
const PREFIX = /^\s*(?:-\s*)?([^:：]{1,24})[:：]\s*(.*)$/su;

/** Reads SRT and WebVTT: blocks parted by empty lines, one timing line each; NOTE, STYLE and REGION are passed over. */
export function readCues(text: string): RawSegment[] {
  const lines = text.split(/\r\n|\r|\n/);
  const segments: RawSegment[] = [];
  for (let i = 0; i < lines.length; i++) {
    if (!lines[i]!.includes('-->')) continue;
    const line = i + 1;
    const { start, end } = timesOf(lines[i]!, line);
    const content: string[] = [];
    while (i + 1 < lines.length && lines[i + 1]!.trim() !== '' && !lines[i + 1]!.includes('-->'))
      content.push(lines[++i]!);
    // A cue without the empty line before the next one has swallowed the next one's number.
    if (lines[i + 1]?.includes('-->') && /^\s*\d+\s*$/.test(content.at(-1) ?? '')) content.pop();
    for (const part of voicesOf(content)) segments.push({ start, end, place: line, ...part });
  }
  return segments;
}

function timesOf(text: string, line: number): { start: number; end: number } {
  const match = TIMING.exec(text);
  if (!match)
    throw new Malformed(
      line,
      { en: 'a timing such as 00:01:02.500 --> 00:01:04.000', zh: '形如 00:01:02.500 --> 00:01:04.000 的时间' },
      text,
    );
  const [start, end] = [match.slice(1, 5), match.slice(5, 9)].map(([hours, minutes, seconds, fraction]) => {
    if (Number(minutes) > 59 || Number(seconds) > 59)
      throw new Malformed(line, { en: 'minutes and seconds under 60', zh: '小于 60 的分和秒' }, text);
    return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(`0.${fraction ?? 0}`);
  });
  return { start: start!, end: end! };
}

/** One part per voice: a `<v Name>` tag, or a known label and a colon at the start of a line, begins a new one. */
function voicesOf(lines: readonly string[]): { speaker: string | null; text: string }[] {
  const parts: { speaker: string | null; text: string }[] = [];
  for (const line of lines.flatMap((one) => one.split(/(?=<v[.\s])/))) {
    const voice = VOICE.exec(line)?.[1];
    const text = plainText(line);
    const prefix = voice === undefined ? PREFIX.exec(text) : null;
    const label = prefix && isLabel(prefix[1]!) ? prefix[1]! : null;
    if (voice !== undefined) parts.push({ speaker: plainText(voice), text });
    else if (label !== null) parts.push({ speaker: label, text: prefix![2]! });
    else if (parts.length > 0) parts[parts.length - 1] = joined(parts.at(-1)!, text);
    else parts.push({ speaker: null, text });
  }
  return parts;
}

function joined(
  part: { speaker: string | null; text: string },
  text: string,
): { speaker: string | null; text: string } {
  return { ...part, text: `${part.text} ${text}` };
}

function plainText(text: string): string {
  return text.replace(TAG, '').replace(/&(?:amp|lt|gt|nbsp|lrm|rlm);/g, (entity) => ENTITIES[entity]!);
}
