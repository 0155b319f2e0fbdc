import type { Language } from '../analysis.ts';
import { countUnits } from './count.ts';

/** A question in a text: its words, their place `[start, end)` in the text, and how long it is in characters (words). */
export interface Question {
  text: string;
  start: number;
  end: number;
  units: number;
}

/**
 * The questions of a text, first to last. Recognised text often has no question marks, so question words count as well
 * as marks. Not questions: tags that ask for consent or a nod (好吗, 可以吗, 是吗, okay?), question words that ask
 * nobody (这几天, 没什么, 我帮您看是什么原因) in a clause that does not end in 吗, and calls like 喂？. A text without questions gives none.
 */
export function questionsIn(text: string, language: Language): Question[] {
  const { clause, joint, asks, begins } = RULES[language];
  const found: Question[] = [];
  let asked = false;
  for (const match of text.matchAll(clause)) {
    let at = match.index;
    for (const part of match[0].split(joint)) {
      const words = part.replace(MARKS_AT_END, '');
      const from = begins(words);
      const start = at + from;
      const goesOn: boolean = asked && GOES_ON_ZH.test(words.trim());
      asked = goesOn || asks(words.trim(), /[?？]/.test(part.slice(words.length)));
      if (asked && !goesOn)
        found.push({
          text: words.slice(from),
          start,
          end: at + words.length,
          units: countUnits(words.slice(from), language),
        });
      at += part.length;
    }
  }
  return found;
}

/** The tag a text ends on (好吧, 可以不, all right?): it asks for consent without being a question of its own. */
export function tagAtEnd(text: string, language: Language): string | null {
  const marked = text.trim();
  const tag =
    language === 'zh' ? TAG_ZH.exec(marked.replace(MARKS_AT_END, '')) : TAG_EN.exec(marked.replace(/[.!?\s]+$/, ''));
  return tag && tag[0].replace(/^[,\s]+/, '');
}

const MARKS_AT_END = /[\s，,。.！!？?；;、…]+$/;

/** A further choice in the question before it: 有没有恶心，或者说话不清楚的情况. */
const GOES_ON_ZH = /^(?:或者|或是|还是)/;

/** Asks to be told what the question before it asks: 您家住哪个小区，麻烦说一下？ */
const BEGS_ZH = /^(?:麻烦|请|劳驾|烦请)[您你]?(?:再|跟我|给我)?(?:说|讲|报|告诉|提供)(?:一下|一说|下|我|我一下|给我)?$/;
const TAG_ZH =
  /(?<!(?:谁|哪|什么).{0,3}都)(?:^|好|可以|行|成|是|对|是这样的?|没问题|没错|OK)(?:吗|嘛|么|吧)[呢啊呀]?$|(?:好不好|可不可以|行不行|对不对|是不是|可以不|行不|好不|成不|成不成)[呢啊呀]?$/i;
const ASKS_ZH =
  /吗$|什么|多少|几(?=[个点号位天次年月岁本件层楼栋期块台张])|哪|谁|怎么|怎样|如何|为何|何时|贵姓|是否|能否|可否|有没有|有无|[了过]没有?$|(?<![现我])([\u4e00-\u9fff])不\1|(?:要|是|用|选|想|寄|发|走).{0,8}还是(?!没|不|会|得|很|挺|建议|有点)/u;
const ASKS_NOBODY_ZH =
  /^看看(?:能|可|有没|是不|还)(?!.*[帮给]我)|想(?:弄|搞|看)(?:明白|清楚|清).{0,12}[哪谁什怎多]|^我(?:刚才|刚刚|前面)(?:说|讲|提)的.{0,8}怎么[算来]|没有?什么|不管|不论|无论|不怎么|没怎么|什么的$|(?:什么|怎么|谁|哪里|哪儿|哪个|多少)[都也]|谁(?:身上|家|来)都|[问查弄搞看]清楚.{0,4}[哪谁什怎多]|[这那前后过好头]几|几(?:个工作日|天(?:内|之内|左右|就))|如果|要是|假如|的话|多少有|怎么说呢|谁知道|(?<!知)不知道|不清楚|哪里哪里|几个(?:问题|字|人|步骤|号)|的几个.{0,8}[都全]|看我|什么(?:问题|需要|疑问|情况|事).{0,3}(?:请|随时|直接|再|可以(?!帮))/u;
/** The speaker finds out or explains: 我帮您看是什么原因. */
const TELLS_ZH = /(?:我|[帮给为替跟][您你]).{0,8}(?:查|看|核|问问|问一下|弄清|了解|说明|解释|讲|介绍|告诉[您你])/u;
const TURNS_TO_OTHER_ZH = /请问|请教|想问|问[您你]|告诉我|跟我说|想(?:跟[您你])?(?:了解|确认)/u;
const LONG_CLAUSE_UNITS = 25;

/** Whether a Chinese clause asks, by its words; `marked`: a question mark stands behind it. */
export function asksInChinese(words: string, marked: boolean): boolean {
  if (TAG_ZH.test(words) || BEGS_ZH.test(words)) return false;
  const cue = ASKS_ZH.test(words) && (words.endsWith('吗') || !ASKS_NOBODY_ZH.test(words));
  if (marked) return cue || countUnits(words, 'zh') > 2;
  return cue && (TURNS_TO_OTHER_ZH.test(words) || !TELLS_ZH.test(words));
}

/** Without marks much may stand before a question: it begins at 请问, and in a long run of words at its last 您. */
function beginsInChinese(words: string): number {
  const please = words.lastIndexOf('请问');
  if (please >= 0) return please;
  if (countUnits(words, 'zh') <= LONG_CLAUSE_UNITS) return 0;
  return Math.max(0, words.lastIndexOf('您'), words.lastIndexOf('你'));
}

const TAG_EN =
  /(?:^|,\s*)(?:ok|okay|all ?right|right|correct|yes|is it|isn't it|is that (?:ok|okay|all ?right|right|correct)|would that be (?:ok|okay|all ?right|fine)|does that work(?: for you)?|sound good)$/i;
const ASKS_EN =
  /^(?:(?:and|so|okay|ok|well|now|then|please|sorry|hello|hi|thanks|thank you|all ?right|great)[\s,]+)*(?:what|when|where|which|who|whose|why|how|do you|does|did|are you|is (?:it|that|this|the|your|there)|was|were|have you|has|can (?:i|you)|could (?:i|you)|may i|might i|would you|will you|shall i|should i)\b/i;

/** An exclamation: what a nice name, how lovely. */
const EXCLAIMS_EN =
  /^(?:(?:and|so|oh|ah|well)[\s,]+)*(?:what an? \w+|how (?:very )?(?:lovely|nice|kind|sweet|wonderful|exciting|awful|terrible|horrible|annoying|frustrating|sad|strange|odd|thoughtful|good of you))\b/i;

function asksInEnglish(words: string, marked: boolean): boolean {
  if (!marked && EXCLAIMS_EN.test(words)) return false;
  return !TAG_EN.test(words) && (ASKS_EN.test(words) || (marked && countUnits(words, 'en') > 1));
}

interface Rule {
  /** A stretch up to the next mark, with the mark. */
  clause: RegExp;
  /** Where one question may follow another without a mark. */
  joint: RegExp;
  asks(words: string, marked: boolean): boolean;
  begins(words: string): number;
}

const RULES: Record<Language, Rule> = {
  zh: {
    clause: /[^\s，,。！!？?；;]+[\s，,。！!？?；;]*/g,
    joint: /(?<=[^干]吗|贵姓)(?=\p{Script=Han})|(?=请问)/u,
    asks: asksInChinese,
    begins: beginsInChinese,
  },
  en: {
    clause: /[^.!?;]+[.!?;\s]*/g,
    joint: /(?=\b(?:and|or) (?:what|when|where|which|who|how|do you|did you|are you|can you|could you|may i)\b)/i,
    asks: asksInEnglish,
    begins: (words) => words.length - words.trimStart().length,
  },
};
