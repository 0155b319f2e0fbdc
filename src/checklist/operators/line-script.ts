import { z } from 'zod';
import type { Segment, Turn } from '../../analysis.ts';
import type { Sentence } from '../../errors.ts';
import { gapSeconds, hull, type TimeSpan, totalSeconds } from '../../timespan.ts';
import { type Band, bandSchema, rate, shown, thresholdOf } from '../bands.ts';
import { agentTurns, speechOf } from '../call-signals/signal.ts';
import { MOST_CUSTOMER_SECONDS } from '../call-signals/silent-line.ts';
import type { CallContext, CallHit } from '../context.ts';
import { counted } from '../counted.ts';
import { isUnsure } from '../doubtful-spans.ts';
import { type Finding, found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { quoteOf } from '../quote.ts';
import { wholeCall } from '../scope-schema.ts';
import type { Evidence } from '../verdict.ts';

const classes = z.array(z.string().min(1)).min(1);
const options = z.strictObject({
  /** What asks the caller to speak; it must be said so many times. */
  prompts: classes,
  times: z.int().positive(),
  /** What the last words are known by, and what they must hold. */
  cannotHear: classes,
  apology: classes,
  redial: classes,
  /** What must not be said, in exact characters. */
  rude: classes,
  /** The wait after each prompt. */
  waitSeconds: bandSchema,
  /** The line must not stay open longer than this without a word. */
  openSeconds: z.number().positive(),
});
type Options = z.infer<typeof options>;

/** Words of the agent with a shorter gap between them are one prompt. */
const SAME_WORDS_SECONDS = 1.2;

/**
 * The script for a line on which nobody is heard: prompt, wait, prompt again, wait, apologise and ask to call again, release.
 * Waits are those of speech activity. Rude words, an open line and hanging up without the last words fail; anything else
 * that is missing is partial.
 */
export const lineScript = operator<Options>({
  name: 'lineScript',
  about: {
    zh: '无声电话的规范：请讲、等待、重复、再等待、致歉并请重拨、挂机。',
    en: 'The script for a silent line: prompt, wait, prompt again, wait, apologise and ask to call again, release.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: (wanted) => [
    ...wanted.prompts,
    ...wanted.cannotHear,
    ...wanted.apology,
    ...wanted.redial,
    ...wanted.rude,
  ],
  scopes: () => [],
  judge(wanted, call) {
    const customer = speechOf(call.analysis, 'customer');
    if (!customer)
      return notApplicable({
        zh: '录音里没有客户的声道。',
        en: 'The recording has no channel of the customer.',
      });
    if (totalSeconds(customer) > MOST_CUSTOMER_SECONDS)
      return notApplicable({ zh: '客户说了话。', en: 'The customer speaks.' });
    const words = wordsOf(call);
    if (words.length === 0) return notApplicable({ zh: '坐席没有说话。', en: 'The agent never speaks.' });
    const rude = call.find(wholeCall('agent'), wanted.rude, 'exact');
    if (rude.length > 0) return judgeRude(rude, call);
    return openLine(words, wanted, call) ?? judgeSteps(words, wanted, call);
  },
});

function judgeRude(hits: readonly CallHit[], call: CallContext): Finding {
  const sure = hits.find(({ segments }) => !segments.some(isUnsure));
  if (sure) return found('fail', { zh: `说了“${sure.heard}”。`, en: `Said “${sure.heard}”.` }, [call.evidence(sure)]);
  const [first] = hits;
  return undecided(
    {
      zh: `似乎说了“${first!.heard}”，但识别把握不足。`,
      en: `“${first!.heard}” seems to be said, but the recogniser was unsure.`,
    },
    [first!.span],
    [call.evidence(first!)],
  );
}

/** A stretch of the agent's words. */
interface Words {
  span: TimeSpan;
  segments: Segment[];
}

function wordsOf({ analysis }: CallContext): Words[] {
  const list: Words[] = [];
  const segmentsOf = (turn: Turn): Segment[] => turn.segments.map((index) => analysis.transcript[index]!);
  for (const turn of agentTurns(analysis)) {
    const last = list.at(-1);
    if (last && gapSeconds(last.span, turn) < SAME_WORDS_SECONDS)
      list[list.length - 1] = { span: hull(last.span, turn), segments: [...last.segments, ...segmentsOf(turn)] };
    else list.push({ span: { start: turn.start, end: turn.end }, segments: segmentsOf(turn) });
  }
  return list;
}

/** A line left open: nobody speaks for too long, between the agent's words or after the last ones. */
function openLine(words: readonly Words[], { openSeconds }: Options, { analysis }: CallContext): Finding | null {
  const end = analysis.recording.durationSeconds;
  const starts = [...words.slice(1).map(({ span }) => span.start), end];
  const gaps = words.map(({ span }, index) => ({ start: span.end, end: Math.max(span.end, starts[index]!) }));
  const open = gaps.find((gap) => totalSeconds([gap]) > openSeconds);
  if (!open) return null;
  const seconds = totalSeconds([open]);
  return found(
    'fail',
    {
      zh: `线路空着 ${shown(seconds)} 秒没有处理。`,
      en: `The line stayed open for ${shown(seconds)} s without a word.`,
    },
    [
      {
        span: open,
        participant: 'agent',
        measured: { value: seconds, unit: 'seconds' },
        threshold: { comparison: 'at most', value: openSeconds, unit: 'seconds' },
        note: { zh: '没有人说话', en: 'nobody speaks' },
      },
    ],
  );
}

function judgeSteps(words: readonly Words[], wanted: Options, call: CallContext): Finding {
  const heard = (ids: readonly string[]): readonly CallHit[] => call.find(wholeCall('agent'), ids);
  const within = (one: Words, hits: readonly CallHit[]): boolean =>
    hits.some(({ segments }) => segments.some((segment) => one.segments.includes(segment)));
  const ending = heard([...wanted.cannotHear, ...wanted.redial]);
  const apology = heard(wanted.apology);
  let last = words.findIndex((one) => within(one, ending));
  if (last < 0 && words.length > 1 && within(words.at(-1)!, apology)) last = words.length - 1;
  const quoted = words.map((one): Evidence => ({ span: one.span, participant: 'agent', quote: quoteOf(one.segments) }));
  const unsure = words.filter(({ segments }) => segments.length === 0 || segments.some(isUnsure));
  const unclear = (): Finding =>
    undecided(
      { zh: '没有听清坐席说了什么。', en: 'It is not clear what the agent said.' },
      unsure.map(({ span }) => span),
      quoted,
    );
  if (last < 0) {
    if (unsure.length > 0) return unclear();
    return found(
      'fail',
      {
        zh: `说了 ${words.length} 次以后没有致歉、没有请客户重拨就结束了。`,
        en: `Ended after ${counted(words.length, 'prompt')}, without an apology or asking to call again.`,
      },
      quoted,
    );
  }
  const prompts = words.slice(0, last).filter((one) => within(one, heard(wanted.prompts)));
  if (last === 0 && unsure.includes(words[0]!)) return unclear();
  if (last === 0) return found('fail', { zh: '没有请客户讲话。', en: 'The caller was not asked to speak.' }, quoted);
  const closing = words.slice(last);
  const waits = words.slice(0, last).map(({ span }, index) => waitOf(span, words[index + 1]!.span, wanted.waitSeconds));
  const wrongWaits = waits.filter(({ outcome }) => outcome !== 'pass').map(({ evidence }) => evidence);
  const flaws: Sentence[] = [
    ...(prompts.length < wanted.times ? [{ zh: '没有重复规范用语', en: 'the prompt was not repeated' }] : []),
    ...(wrongWaits.length > 0 ? [{ zh: '等待时间不合适', en: 'the waits were too short or too long' }] : []),
    ...(closing.some((one) => within(one, apology)) ? [] : [{ zh: '没有致歉', en: 'no apology' }]),
    ...(closing.some((one) => within(one, heard(wanted.redial)))
      ? []
      : [{ zh: '没有请客户重拨', en: 'the caller was not asked to call again' }]),
  ];
  if (flaws.length === 0)
    return found('pass', { zh: '按无声电话规范处理。', en: 'The script for silent lines was followed.' }, [
      ...quoted,
      ...waits.map(({ evidence }) => evidence),
    ]);
  return found(
    'partial',
    { zh: `${flaws.map(({ zh }) => zh).join('，')}。`, en: `${flaws.map(({ en }) => en).join('; ')}.` },
    [...quoted, ...wrongWaits],
  );
}

function waitOf(before: TimeSpan, after: TimeSpan, band: Band) {
  const seconds = gapSeconds(before, after);
  const evidence: Evidence = {
    span: { start: before.end, end: after.start },
    participant: 'agent',
    measured: { value: seconds, unit: 'seconds' },
    threshold: thresholdOf(seconds, band, 'seconds'),
    note: { zh: '等待客户讲话', en: 'waiting for the caller to speak' },
  };
  return { outcome: rate(seconds, band, undefined), evidence };
}
