import type { Participant, Segment } from '../../analysis.ts';
import { simplify } from '../../language/script.ts';
import { intersect, type TimeSpan, totalSeconds } from '../../timespan.ts';
import { numberOfLabel, participantOfLabel } from './labels.ts';
import type { ImportedSegment } from './types.ts';

/** An imported segment whose channel is known. */
export type PlacedSegment = ImportedSegment & { channel: number };

/**
 * Finds the channel of every segment that does not state one. All segments of a label belong to the channel on which
 * somebody speaks during most of their time; segments without a label are decided one by one. Where speech does not
 * decide, a numbered label is its number (`Speaker 1` the second channel), anything else the first channel.
 * `speech`: span list of each channel.
 */
export function assignChannels(
  imported: readonly ImportedSegment[],
  speech: readonly (readonly TimeSpan[])[],
): PlacedSegment[] {
  const groups = new Map<string | ImportedSegment, ImportedSegment[]>();
  for (const segment of imported) {
    const key = segment.speaker ?? segment;
    const members = groups.get(key);
    if (members) members.push(segment);
    else groups.set(key, [segment]);
  }
  const channelOfGroup = new Map([...groups].map(([key, members]) => [key, channelOf(members, speech)]));
  return imported.map((segment) => {
    const stated = segment.channel !== null && segment.channel < speech.length ? segment.channel : null;
    return { ...segment, channel: stated ?? channelOfGroup.get(segment.speaker ?? segment)! };
  });
}

function channelOf(members: readonly ImportedSegment[], speech: readonly (readonly TimeSpan[])[]): number {
  const shared = speech.map((spans) =>
    members.reduce((sum, member) => sum + totalSeconds(intersect([member], spans)), 0),
  );
  const most = Math.max(...shared);
  const winners = shared.flatMap((seconds, channel) => (seconds === most ? [channel] : []));
  if (winners.length === 1) return winners[0]!;
  const number = numberOfLabel(members[0]!.speaker ?? '');
  return number !== null && number < speech.length ? number : 0;
}

/**
 * The participant of each channel when labels such as 坐席 and 客户 say so: the one named most on it. Null as soon as
 * one channel carries no such label, or all carry the same.
 */
export function labelledChannels(placed: readonly PlacedSegment[], channelCount: number): Participant[] | null {
  const participants = Array.from({ length: channelCount }, (_, channel) => {
    const named = placed.flatMap((segment) =>
      segment.channel === channel && segment.speaker !== null ? [participantOfLabel(segment.speaker)] : [],
    );
    const agent = named.filter((participant) => participant === 'agent').length;
    const customer = named.filter((participant) => participant === 'customer').length;
    return agent === customer ? null : agent > customer ? 'agent' : 'customer';
  });
  const known = participants.filter((participant) => participant !== null);
  return known.length === channelCount && new Set(known).size === channelCount ? known : null;
}

/**
 * Transcript segments for the analysis. The participant is that of the channel; on a mixed channel it is who the label
 * names, if it names anybody. Chinese text becomes simplified. Sorted by start.
 */
export function segmentsOf(placed: readonly PlacedSegment[], participants: readonly Participant[]): Segment[] {
  return placed.map(({ start, end, text, speaker, channel, meanLogProbability }) => {
    const ofChannel = participants[channel] ?? 'mixed';
    const labelled = ofChannel === 'mixed' && speaker !== null ? participantOfLabel(speaker) : null;
    return { start, end, participant: labelled ?? ofChannel, channel, text: simplify(text), meanLogProbability };
  });
}
