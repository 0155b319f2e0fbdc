import type { Mark, Pause } from './marks.ts';

const SENTENCE_PAUSE_SECONDS = 0.5;
const CLAUSE_PAUSE_SECONDS = 0.3;
/** How many words a clause has at least before another one begins without a pause. */
const LEAST_WORDS = 4;
/** The same before a question or before but, which are plainer. */
const LEAST_WORDS_BEFORE_PLAIN = 3;

/** Greetings and short answers, which end before what follows them. */
const OPENINGS = [
  'thank you( so much| very much)?',
  'good (morning|afternoon|evening)',
  "you're welcome|you are welcome|i see|all right|that's (all|right|fine|great)|no problem|of course|no worries|hold on|go ahead",
  "(i am|i'm) (so |very )?sorry|sorry|no|thanks|right|alright|well|great|perfect|fine|certainly|absolutely|bye|goodbye",
];
/** These are answers whatever follows them. */
const SURE_OPENINGS = 'hello|hi|hey|okay|ok|yes|yeah|yep|sure';
const OPENING = new RegExp(
  `^(?:(?:${SURE_OPENINGS})(?= |$)|(?:${OPENINGS.join('|')})(?= |$)(?! (?:for|to|about|of|that|now|you|the|a|i'd|there)\\b))`,
  'i',
);
/** These are sentences of their own. */
const WHOLE = /^(?:thank you.*|you're welcome|you are welcome|that's .*|no problem|of course|bye|goodbye|go ahead)$/i;

const AUXILIARY =
  "(?:do|did|does|can|could|would|will|is|are|was|were|have|has|shall|may|should|isn't|don't|didn't|aren't)";
const SUBJECT = '(?:you|i|we|it|there|that|the|your|this|he|she|they|anything|anyone|any)';
const ASKS = new RegExp(
  `^(?:(?:and|so|but|well) )?(?:${AUXILIARY} ${SUBJECT}\\b|(?:what|when|where|which|who|why|how)(?:'s| (?:${AUXILIARY}|much|many|long|often|about|kind|time)\\b)|(?:so )?(?:what|where|when|how|why|who)(?: now)?$)`,
  'i',
);
const TELLS =
  /^(?:i|we|you|it|that|there|he|she|they|this|let me|please|(?:my|your|the|our) \w+)(?:'m|'s|'re|'ll|'ve|'d| (?:am|is|are|was|were|have|has|had|haven't|can|can't|could|will|would|may|might|should|do|don't|did|didn't|need|want|think|see|know|just|also|still|understand|ordered|got|tried|called|apologize|check|help|give|hold|wait|go|plug|unplug|confirm|bear)\b)/i;
const FAREWELL = /^(?:have a (?:nice|good|great|lovely)|thank you|thanks|bye|goodbye)\b/i;
const JOINS =
  /^(?:but|because|so|and)(?= (?:i|we|you|it|that|there|he|she|they|the|my|your|please|is|do|can|could)\b)/i;
/** Words after which a clause goes on. */
const GOES_ON = new Set(
  "that if when because so and but or what where how why which who whose whether than as like think thought know believe sure see say said tell told hope afraid sorry since while until after before the a an my your our for to with of in on at by from is are was were be please i we you've i'm help let make thing everything all once unless though although about means can could would will do does did shall should may not is something nothing he she they".split(
    ' ',
  ),
);

/** The marks of an English text without any: a point or question mark behind the last word, too. */
export function englishMarks(text: string, pauses: readonly Pause[]): Mark[] {
  const words = Array.from(text.matchAll(/\S+/g), ({ 0: word, index }) => ({
    word,
    start: index,
    end: index + word.length,
  }));
  const pauseAfter = new Map<number, number>();
  for (const { at, seconds } of pauses) {
    const { end } = words.reduce((best, one) => (Math.abs(one.end - at) < Math.abs(best.end - at) ? one : best));
    pauseAfter.set(end, Math.max(seconds, pauseAfter.get(end) ?? 0));
  }
  const marks: Mark[] = [];
  let sentence = 0;
  let clause = 0;
  for (let next = 1; next <= words.length; next++) {
    const { end } = words[next - 1]!;
    const said = text.slice(words[clause]!.start, end);
    const rest = next < words.length ? text.slice(words[next]!.start) : '';
    const mark = markBehind(said, next - clause, rest, pauseAfter.get(end) ?? 0);
    if (mark === null) continue;
    const whole = text.slice(words[sentence]!.start, end);
    const isOver = mark === '.' || rest === '';
    marks.push({ at: end, mark: isOver ? (asks(whole, said) ? '?' : '.') : mark });
    clause = next;
    if (isOver) sentence = next;
  }
  return marks;
}

/** The mark behind a clause so far, given what follows; null where it goes on. */
function markBehind(said: string, words: number, rest: string, pauseSeconds: number): '.' | ',' | null {
  if (rest === '') return '.';
  const opening = OPENING.exec(`${said} ${rest}`)?.[0];
  if (opening !== undefined && said.length < opening.length) return null;
  if (said === opening) return WHOLE.test(said) || pauseSeconds >= SENTENCE_PAUSE_SECONDS ? '.' : ',';
  const last = said.split(' ').at(-1)!.toLowerCase();
  if (FAREWELL.test(rest)) return /^thank you/i.test(rest) ? '.' : ',';
  if (GOES_ON.has(last)) return null;
  if (/^but /i.test(rest) && words >= LEAST_WORDS_BEFORE_PLAIN) return ',';
  if (JOINS.test(rest)) return words >= LEAST_WORDS && /^so/i.test(rest) ? ',' : null;
  if (pauseSeconds >= SENTENCE_PAUSE_SECONDS) return '.';
  const begins = (words >= LEAST_WORDS_BEFORE_PLAIN && ASKS.test(rest)) || (words >= LEAST_WORDS && TELLS.test(rest));
  if (begins) return /^if\b/i.test(said) ? ',' : '.';
  return pauseSeconds >= CLAUSE_PAUSE_SECONDS ? ',' : null;
}

/** Whether a sentence asks, by its beginning or by that of its last clause. */
const asks = (sentence: string, clause: string): boolean => ASKS.test(clause) || ASKS.test(sentence);
