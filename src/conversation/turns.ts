import type { Language, Participant, Segment, Turn } from '../analysis.ts';
import { isShortReply, LONGEST_BACKCHANNEL_SECONDS } from '../language/backchannel.ts';
import { joinedText } from '../language/joined-text.ts';
import { gapSeconds, hull, intersect, merge, type TimeSpan, totalSeconds } from '../timespan.ts';
import type { ParticipantSpeech } from './build.ts';
import { placeSegments } from './place.ts';

/** A pause of the same participant up to here does not end a turn. Source: reference definition of an agent turn. */
const LONGEST_PAUSE_SECONDS = 0.6;

/** A run of speech of one participant, before it is known whether it is a turn or a backchannel. */
export interface Run extends TimeSpan {
  participant: Participant;
  speech: TimeSpan[];
}

export interface TurnsInput {
  speech: readonly ParticipantSpeech[];
  transcript: readonly Segment[];
  participantOfChannel: ReadonlyMap<number, Participant>;
  language: Language;
}

/**
 * Turns of all participants, sorted by start. A turn joins the speech of a participant over pauses of at most 0.6 s in
 * which nobody else takes the floor. A backchannel (嗯, 好的, right: under 1 s of speech, at most 3 syllables, wholly
 * inside a run of the other) neither is a turn nor splits one. Turns of one participant never overlap; turns of
 * different participants do where both speak. Text is whole transcript segments, each in the turn it overlaps most.
 */
export function turnsOf(input: TurnsInput): Turn[] {
  const { speech, transcript, participantOfChannel, language } = input;
  const runs = runsApart(speech);
  const placed = placeSegments(runs, transcript, participantOfChannel);
  const whole = speech.flatMap((own) => runsOf(own, () => false));
  const isInsideOther = (run: Run) =>
    whole.some((other) => other.participant !== run.participant && other.start < run.start && other.end > run.end);
  const backchannels = runs.filter(
    (run, index) =>
      totalSeconds(run.speech) < LONGEST_BACKCHANNEL_SECONDS &&
      isInsideOther(run) &&
      isShortReply(textOf(placed[index]!, transcript), language),
  );
  const aside = backchannels.flatMap((run) => run.speech);
  const floorRuns = runsApart(
    speech.map((own) => ({ ...own, speech: own.speech.filter((span) => !aside.includes(span)) })),
  );
  const all = [...floorRuns, ...backchannels];
  const segments = placeSegments(all, transcript, participantOfChannel);
  return floorRuns
    .map((run, index) => ({ ...run, text: textOf(segments[index]!, transcript), segments: segments[index]! }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Runs of all participants: short pauses are joined unless another participant speaks in them. */
function runsApart(speech: readonly ParticipantSpeech[]): Run[] {
  return speech.flatMap((own) => {
    const others = merge(speech.filter((other) => other !== own).flatMap((other) => other.speech));
    return runsOf(own, (pause) => intersect([pause], others).length > 0);
  });
}

/** Joins a span list over short pauses, except where `isTaken` says that somebody else has the floor. */
function runsOf(own: ParticipantSpeech, isTaken: (pause: TimeSpan) => boolean): Run[] {
  const runs: Run[] = [];
  for (const span of own.speech) {
    const last = runs.at(-1);
    if (last && gapSeconds(last, span) <= LONGEST_PAUSE_SECONDS && !isTaken({ start: last.end, end: span.start }))
      runs[runs.length - 1] = { ...last, ...hull(last, span), speech: [...last.speech, span] };
    else runs.push({ ...span, participant: own.participant, speech: [span] });
  }
  return runs;
}

/** The texts of segments as one. */
export function textOf(segments: readonly number[], transcript: readonly Segment[]): string {
  return joinedText(segments.map((index) => transcript[index]!.text.trim()));
}
