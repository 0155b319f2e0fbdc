import { z } from 'zod';
import type { CallAnalysis, Segment, Turn } from '../../analysis.ts';
import { countUnits } from '../../language/count.ts';
import { figuresIn } from '../../language/figures.ts';
import { turnsUnder } from '../../language/turn-units.ts';
import { durationSeconds, hull, intersect, pieces, type TimeSpan, totalSeconds } from '../../timespan.ts';
import { bandSchema, rate, shown, thresholdOf } from '../bands.ts';
import { counted } from '../counted.ts';
import { doubtfulWords } from '../doubtful-words.ts';
import { found, notApplicable } from '../finding.ts';
import { operator } from '../operator.ts';
import { wholeCall } from '../scope-schema.ts';

const options = z.strictObject({
  participant: z.enum(['agent', 'customer']).default('agent'),
  /** Speech in one window. */
  seconds: z.number().positive().default(30),
  /** What a window must keep to, in characters (words) a minute of turn time. */
  zh: bandSchema,
  en: bandSchema,
  /** Share of the windows that may be outside. */
  pass: z.number().min(0).max(1),
  partial: z.number().min(0).max(1),
  /** Fewer characters (words) in the call are too little to judge. */
  leastUnits: z.strictObject({ zh: z.number().positive(), en: z.number().positive() }).default({ zh: 1, en: 1 }),
});
type Options = z.infer<typeof options>;

const TITLE = { zh: '语速（含停顿）', en: 'speech rate' };
/** Long runs of speech are cut into pieces, so that windows do not end far from where they should. */
const PIECE_SECONDS = 5;
/** What is left at the end of the call is a window of its own from this share of one on. */
const LEAST_OF_WINDOW = 0.5;
/** Numbers of so many figures are read out slowly, and should be. */
const READ_OUT_DIGITS = 5;

/**
 * How much of the talk is too fast or too slow: the speech rate in windows of about 30 s of a participant's turns, one
 * after the other. Runs of speech in which a number is read out are left out. A call with less talk is one window.
 */
export const rateWindows = operator<Options>({
  name: 'rateWindows',
  about: {
    zh: '每三十秒的语速，有多少段超出范围。',
    en: 'The speech rate of every thirty seconds of talk: how many are outside limits.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: () => [],
  scopes: () => [],
  judge({ participant, seconds, zh, en, pass, partial, leastUnits }, call) {
    const { analysis } = call;
    const doubt = doubtfulWords(TITLE, leastUnits[analysis.language], call.window(wholeCall(participant))!, call);
    if (doubt) return doubt;
    const windows = windowsOf(participant, seconds, analysis);
    if (windows.length === 0)
      return notApplicable({ zh: '说话太少，无法测量语速。', en: 'Too little speech to measure the speech rate.' });
    const limits = analysis.language === 'zh' ? zh : en;
    const unit = analysis.measures.rateUnit === 'characters' ? 'charactersPerMinute' : 'wordsPerMinute';
    const outside = windows.filter(({ perMinute }) => rate(perMinute, limits, undefined) === 'fail');
    const share = outside.length / windows.length;
    return found(
      rate(share, { atMost: pass }, { atMost: partial }),
      {
        zh: `${windows.length} 段（每段约 ${shown(seconds)} 秒）中有 ${outside.length} 段语速超出范围。`,
        en: `Outside the range of rates: ${outside.length} of ${counted(windows.length, 'stretch', 'stretches')} of about ${shown(seconds)} s.`,
      },
      outside.map(({ span, perMinute }) => ({
        span,
        participant,
        measured: { value: perMinute, unit },
        threshold: thresholdOf(perMinute, limits, unit),
        note: { zh: '这一段的语速', en: 'speech rate of this stretch' },
      })),
    );
  },
});

/** A few seconds of a turn, short pauses included, and how many characters (words) are said in them. */
interface Piece {
  span: TimeSpan;
  seconds: number;
  units: number;
}

function windowsOf(
  participant: 'agent' | 'customer',
  seconds: number,
  analysis: CallAnalysis,
): { span: TimeSpan; perMinute: number }[] {
  const windows: Piece[][] = [];
  let open: Piece[] = [];
  const length = () => open.reduce((sum, piece) => sum + piece.seconds, 0);
  for (const piece of piecesOf(participant, analysis)) {
    open.push(piece);
    if (length() < seconds) continue;
    windows.push(open);
    open = [];
  }
  if (open.length > 0 && (windows.length === 0 || length() >= seconds * LEAST_OF_WINDOW)) windows.push(open);
  return windows.map((list) => ({
    span: list.map(({ span }) => span).reduce(hull),
    perMinute: (60 * list.reduce((sum, { units }) => sum + units, 0)) / list.reduce((sum, one) => sum + one.seconds, 0),
  }));
}

function piecesOf(participant: 'agent' | 'customer', { conversation, transcript, language }: CallAnalysis): Piece[] {
  const own = conversation.turns.filter((turn) => turn.participant === participant);
  return own.flatMap((turn, home) =>
    turn.segments.flatMap((index) => {
      const segment = transcript[index]!;
      return piecesIn(segment, turnsUnder(segment, own, home), language);
    }),
  );
}

function piecesIn(segment: Segment, turns: readonly Turn[], language: 'zh' | 'en'): Piece[] {
  if (figuresIn(segment.text, language, READ_OUT_DIGITS).length > 0) return [];
  const spoken = turns.flatMap(({ speech }) => {
    const inside = intersect(speech, [segment]);
    return inside.length > 0 ? inside.reduce(hull) : [];
  });
  const perSecond = countUnits(segment.text, language) / totalSeconds(spoken);
  return spoken
    .flatMap((span) => pieces(span, PIECE_SECONDS))
    .map((span) => ({ span, seconds: durationSeconds(span), units: perSecond * durationSeconds(span) }));
}
