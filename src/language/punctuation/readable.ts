import type { CallAnalysis, Segment } from '../../analysis.ts';
import { remembered } from '../../remembered.ts';
import type { TimeSpan } from '../../timespan.ts';
import { joinedText } from '../joined-text.ts';
import { chineseMarks } from './chinese.ts';
import { englishMarks } from './english.ts';
import { lettersIn, MARK, type Mark, type Pause, withMarks } from './marks.ts';
import { pauseBetween, pausesIn } from './pauses.ts';

/** After a pause this long something new is said. */
const NEW_RUN_SECONDS = 1;
/** A stretch of more letters without a mark is one that the recogniser did not punctuate. */
const MOST_UNMARKED_LETTERS = { chinese: 40, latin: 200 };

const HAN = /\p{Script=Han}/u;
const MARKS = new RegExp(`(${MARK.source})`, 'u');
const LOWER_I = /\bi\b/g;

type Spoken = Pick<CallAnalysis, 'transcript' | 'channels'>;

/**
 * The text of each segment as it is best read. Where a recogniser or an imported file wrote no punctuation it is restored by
 * rule: from the pauses of the speaker, from what is said (question words, final particles, greetings and thanks, words that
 * begin a clause) and from the length; full-width marks for Chinese, ASCII marks and capitals for English. Text that has marks
 * stays as it is. The marks are a guess: they are for reading and for counting sentences, while phrases and quotes are those
 * of `Segment.text`, which never changes.
 */
export function readableTexts({ transcript, channels }: Spoken): ReadonlyMap<Segment, string> {
  return readableOf(transcript, channels);
}

const readableOf = remembered(
  (transcript: Spoken['transcript'], channels: Spoken['channels']): ReadonlyMap<Segment, string> =>
    new Map(
      [...new Set(transcript.map(({ channel }) => channel))].flatMap((index) => {
        const speech = channels.find((one) => one.index === index)?.speech ?? [];
        const own = transcript.filter(({ channel }) => channel === index);
        return runsOf(own, speech).flatMap((run) => readableRun(run, speech));
      }),
    ),
);

/** Segments of one speaker that follow each other without a long pause, with the pause after each. */
type Run = { segment: Segment; pauseSeconds: number }[];

function runsOf(segments: readonly Segment[], speech: readonly TimeSpan[]): Run[] {
  const runs: Run[] = [];
  let open: Run = [];
  segments.forEach((segment, index) => {
    const next = segments[index + 1];
    const pauseSeconds = next ? pauseBetween(segment, next, speech) : Number.POSITIVE_INFINITY;
    open.push({ segment, pauseSeconds });
    // On one channel the other speaker answers: what was said before ends there.
    if (pauseSeconds < NEW_RUN_SECONDS && next?.participant === segment.participant) return;
    runs.push(open);
    open = [];
  });
  return runs;
}

function readableRun(run: Run, speech: readonly TimeSpan[]): [Segment, string][] {
  const pauses: Pause[] = [];
  const ends: number[] = [];
  let text = '';
  for (const { segment, pauseSeconds } of run) {
    text = joinedText([text, segment.text]);
    const start = text.length - segment.text.length;
    pauses.push(...pausesIn(segment, speech).map((pause) => ({ ...pause, at: pause.at + start })));
    ends.push(text.length);
    if (pauseSeconds < NEW_RUN_SECONDS) pauses.push({ at: text.length, seconds: pauseSeconds, isExact: true });
  }
  const marks = marksOf(text, pauses);
  if (marks.length === 0) return run.map(({ segment }) => [segment, segment.text]);
  const isLatin = !HAN.test(text);
  let begins = isLatin && !MARK.test(text);
  return run.map(({ segment }, index) => {
    const end = ends[index]!;
    const start = end - segment.text.length;
    const own = marks.filter(({ at }) => at > start && at <= end).map(({ at, mark }) => ({ at: at - start, mark }));
    const shown = withMarks(segment.text, own, begins);
    begins = isLatin && /[.?]$/.test(shown);
    return [segment, isLatin ? shown.replace(LOWER_I, 'I') : shown];
  });
}

/** The marks that the stretches without any need. */
function marksOf(text: string, pauses: readonly Pause[]): Mark[] {
  const isChinese = HAN.test(text);
  const most = isChinese ? MOST_UNMARKED_LETTERS.chinese : MOST_UNMARKED_LETTERS.latin;
  const isPunctuated = MARK.test(text);
  let from = 0;
  return text.split(MARKS).flatMap((stretch) => {
    const start = from;
    from += stretch.length;
    if (lettersIn(stretch) <= (isPunctuated ? most : 0)) return [];
    const inside = pauses.flatMap((pause) =>
      pause.at > start && pause.at < from ? { ...pause, at: pause.at - start } : [],
    );
    const marks = isChinese ? chineseMarks(stretch, inside) : englishMarks(stretch, inside);
    // What ends at a mark of the text needs no other.
    return marks
      .filter(({ at }) => at < stretch.length || from === text.length)
      .map(({ at, mark }) => ({ at: at + start, mark }));
  });
}
