import { asksInChinese } from '../questions.ts';
import { clauseEnds } from './chinese-clauses.ts';
import { lettersIn, type Mark, type Pause } from './marks.ts';

/** A pause this long ends a sentence, unless the words go on. */
const SENTENCE_PAUSE_SECONDS = 0.4;
/** A sentence of more characters ends before words that may begin another one, … */
const FULL_SENTENCE = 22;
/** … and of still more before any clause. */
const LONG_SENTENCE = 40;

const QUESTION_END = /[吗嘛]$|(?<!不)[对是]吧$|(?:好不好|行不行|可不可以|对不对|是不是|有没有|能不能|会不会|要不要)$/;
/** Asks at the end of a clause, also after a condition. */
const ASKS_LAST =
  /(?:怎么办|怎么样|怎么回事|多久|多长时间|为什么|什么时候|几点|多少钱?)[的了啊呀呢]*$|多久.{1,6}$|[点行好以]不$/u;
const TELLS = /知道|看看|查|告诉|说明|解释|不管|无论|不论|取决/u;
/** 那您呢, 我的呢: what about …? */
const WHAT_ABOUT = /^.{1,6}呢$/u;
const FAREWELL = /(?:再见|拜拜)$/;
const TAG = /^(?:好吗|好不好|行吗|行不行|可以吗|是吗|对吗|对吧|是吧)/;
/** Greetings and short answers, which belong to what follows them. */
const OPENING = /^(?:喂|您好|你好|嗯|哦|好|好的|是的|对|行|没有|可以|不客气|没关系|抱歉|不好意思|对不起)+$/;
const GOES_ON = /^(?:但|可是|不过|因为|所以|因此|而且|并且|然后|就|也|还(?!有|需要)|或者|还是|那么|否则|不然)/;
const BEGINS = /^(?:请|麻烦|(?:非常)?(?:感谢|谢谢|抱歉)|祝|欢迎|另外|同时|首先|最后|如果|还有|[您你我他她]|这|那)/;

/** The marks of a Chinese text without any: a full stop or question mark behind the last word, too. */
export function chineseMarks(text: string, pauses: readonly Pause[]): Mark[] {
  const ends = clauseEnds(text, pauses);
  let clauseStart = 0;
  let sentenceStart = 0;
  return ends.map(({ at, pauseSeconds }, index) => {
    const clause = text.slice(clauseStart, at).trim();
    const next = text.slice(at).trimStart();
    const characters = lettersIn(text.slice(sentenceStart, at));
    const mark = markBehind(
      clause,
      next,
      index === ends.length - 1 ? Number.POSITIVE_INFINITY : pauseSeconds,
      characters,
    );
    clauseStart = at;
    if (mark !== '，') sentenceStart = at;
    return { at, mark };
  });
}

function markBehind(clause: string, next: string, pauseSeconds: number, characters: number): string {
  if (TAG.test(next)) return '，';
  if (isQuestion(clause)) return '？';
  if (pauseSeconds === Number.POSITIVE_INFINITY || FAREWELL.test(clause)) return '。';
  if (GOES_ON.test(next) || OPENING.test(clause)) return characters > LONG_SENTENCE ? '。' : '，';
  const isFull = characters > (BEGINS.test(next) ? FULL_SENTENCE : LONG_SENTENCE);
  return isFull || pauseSeconds >= SENTENCE_PAUSE_SECONDS ? '。' : '，';
}

const isQuestion = (clause: string): boolean =>
  QUESTION_END.test(clause) ||
  (ASKS_LAST.test(clause) && !TELLS.test(clause)) ||
  (WHAT_ABOUT.test(clause) && !/[着才还]/.test(clause)) ||
  asksInChinese(clause.replace(/[呢啊呀]$/, ''), false);
