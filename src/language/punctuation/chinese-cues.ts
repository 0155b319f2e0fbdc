import { lettersIn } from './marks.ts';

/** Places in a text at which words say that a clause may end. */
export interface Cues {
  /** Before words that begin one, and behind words that end one. */
  readonly certain: ReadonlySet<number>;
  /** Before a subject and its verb, and before one that follows what is done: …了|我…. */
  readonly subjects: ReadonlySet<number>;
  readonly afterDone: ReadonlySet<number>;
  /** Before words that begin what follows from a condition, and behind every 了. */
  readonly consequences: ReadonlySet<number>;
  readonly behindDone: ReadonlySet<number>;
}

/** Words that begin a clause. Those that are also a part of other words must stand on word borders. */
const BEGINNING = new RegExp(
  [
    '但是|可是|不过|而且|并且|(?<![是])(?:因为|由于)|(?<!之)所以|因此|然后|(?<![是问])(?:如果|要是|假如)|另外|同时|否则|要?不然',
    '虽然|即使|就算|除非|哪怕|其实|首先|其次|最后(?![一的面])|接着|比如|例如|反正|总之|甚至|顺便|随后|毕竟|万一|只要|至于|那么',
    '(?<!想)请问|请[您你]|请(?=稍|放心|保持|按|耐心|携带|提供|注意|不要|勿|先|记)|麻烦[您你]',
    '(?:非常|十分|再次)?(?<![说先也])(?:感谢|谢谢)|欢迎|祝[您你]|(?:非常|很|实在)抱歉|(?<![说真])(?:对不起|不好意思)|很高兴',
    '[您你]看(?=可以|行|好|这样)|[您你]放心|(?<=.{6})(?:好吗|好不好)$|(?<=.{3})(?<![的样不])(?:对吗|对不对|是吗|对吧|是吧)$',
    '(?<![是在说看有问给跟用和与从对把到知])那(?=[我您你就也先还]|这边|么|请|好|行)',
    '预计|再见|拜拜|(?<!先生|女士|小姐|老师)[您你]好(?![像多])',
  ].join('|'),
  'gu',
);
/** Words that end one. */
const ENDING =
  /(?<!干)吗|呢(?![子绒])|(?<![酒网贴茶水])吧(?!台)|再见|拜拜|[您你]好(?![像多])|(?:贵姓|是多少|多少钱|怎么办|怎么回事|是谁|为什么)(?![的了呢啊呀])|[您你]放心(?![吧地使的])|再(?:说|问|确认|重复)一遍|的话(?![题费说务])|(?:好不好|行不行|可不可以|对不对)(?!的)/gu;
/** Somebody is named and begins: a clause has ended before, if it was long enough and what stands there can end one. */
const SUBJECT =
  /(?:我们|你们|他们|咱们|[我您你他她])(?=这边|现在|先(?!生)|就|再|也|还|都|要|想|会|可以|能|需要|应该|是|有|没|不|已经|马上|立刻|帮|给|来|把|到时候|稍等|觉得|打算|刚|今天|明天|什么|怎么|在|说|看|记|查|登记|核实|转|当时|一直|自己|从|确定|愿意|同意|方便)/gu;
const AFTER_DONE =
  /(?:我们|你们|他们|咱们|[我您你他她]|这[样是个边]|那[就您你我么]?)(?![们]?[一二两三四五六七八九十百千万几半\d好很多这那的])/gu;
/** What is followed by an object, by a clause of its own, or by the subject of one. */
const GOVERNS =
  /[帮给跟为让替对向和与把被请问叫等找诉谢祝知醒议望道得说比像用从但果以后前而且若虽既使只令据按教陪派将需要想会能在是有因如不也还都就才又再当连除由、那你我您他她们天次年月日点晚早午刻时候个些这边每打听看见]$|(?:听|看|见|感觉|收)到$/u;
/** Fewer characters are no clause before a mere pronoun, or with a mere 了. */
const LEAST_CHARACTERS = 4;

/** What is over, or has come about, once it is said: 已经订满了, 让您久等了. */
const OVER = /(?:太|已经|都|不|没|要|快).{1,6}了$|.{2}(?:好|完|坏|错|满|掉|晚|清楚|明白|打扰您|麻烦您|久等)了$/u;
const MORE_OF_IT = /^[一两二三四五六七八九十几半\d好很多吗吧呢啊呀的]/u;
/** Between two pronouns one clause ends and another begins: 怎么称呼您|您的…. */
const PRONOUN_END = /..[您你我他她]$/u;
/** Words before the second half of a condition: 如果您方便|可以. */
const CONDITION = /(?:如果|要是|假如|万一).{3,}$/u;
const CONSEQUENCE = /(?:可以|请|就|那|建议|我们会)/gu;

/** Greetings and short answers at the beginning of a clause, some only before what cannot belong to them. */
const OPENING = new RegExp(
  [
    '喂+|[您你]好(?![像多])|嗯+|哦+|噢+|哎+|诶|好的|好嘞|好[呀啊]|是的|对的|没错|没问题|没关系|不客气|不用客?[谢气]|知道了|明白了|收到',
    '不好意思|对不起|(?:非常|很|实在|真)?抱歉(?![给让这耽])',
    '(?:非常|十分|多)?(?:感谢|谢谢)(?:[您你]|大家)?了?(?![您你的对为致来接耐配理支提关认光给]|大家)',
    '请?[您你]?稍等(?:一下|片刻|一会儿?)?(?![一两几半])',
    '没有了|没了|不用了|好了|可以了|原来是?这样|是这样的?|不是的|早上好|上午好|下午好|晚上好|再见|拜拜',
    '(?:那?好|行|可以|没有|成|没事|应该的|方便)(?=我(?!的|们的)|[您你](?!的)|那|请|谢|再见|麻烦|稍|现在|如果|因为|但|不过|嗯|感谢|祝|.{1,2}(?:先生|女士|小姐))',
    '对(?=我(?!来说|的|们)|那|是|请|就)|不(?=我|谢)',
    '.{1,2}(?:先生|女士|小姐|老师)(?:[您你]好|(?=请|麻烦|我|非常))',
  ].join('|'),
  'uy',
);
/** A clause of these alone goes on: 那如果, 所以请您. */
const LINK =
  /^(?:那|那么|但|但是|不过|所以|因为|而且|并且|然后|如果|另外|同时|要是|也|就|先|还|再|我|您|你|只|并|想|都|请|在此|这边|最后|首先|其实|可是)+$/u;
/** Nobody ends a clause with these, and none begins with those. */
const HANGS =
  /(?:[的地把给跟和与在是对从到个这那一很最我您你就也还都请让帮]|因为|所以|但是|如果|然后|而且|什么|怎么|多少)$/u;
const CLINGS = /^[的地得了着过吗呢吧啊呀们一个下来去上里]/u;

/** Every place of a text at which its words say that a clause may end. */
export function cuesIn(text: string): Cues {
  const before = (words: RegExp): number[] => Array.from(text.matchAll(words), ({ index }) => index);
  const behind = Array.from(text.matchAll(ENDING), ({ index, 0: found }) => index + found.length);
  return {
    certain: new Set([...before(BEGINNING), ...behind]),
    subjects: new Set(before(SUBJECT)),
    afterDone: new Set(before(AFTER_DONE)),
    consequences: new Set(before(CONSEQUENCE)),
    behindDone: new Set(before(/(?<=了)(?=.)/gu)),
  };
}

/** Whether what stands between two places can be a clause of its own, given the words at its end and behind it. */
export function isClause(
  text: string,
  start: number,
  end: number,
  { certain, subjects, afterDone, consequences }: Cues,
): boolean {
  const clause = text.slice(start, end);
  const characters = lettersIn(clause);
  if (characters < 2 || LINK.test(clause)) return false;
  if (certain.has(end)) return true;
  if (CONDITION.test(clause) && consequences.has(end)) return true;
  if (characters >= LEAST_CHARACTERS && OVER.test(clause) && !MORE_OF_IT.test(text.slice(end))) return true;
  if (PRONOUN_END.test(clause) && afterDone.has(end)) return true;
  if (!/[了的]$/.test(clause)) return characters >= LEAST_CHARACTERS && !GOVERNS.test(clause) && subjects.has(end);
  const isDone = clause.endsWith('了') || /[是会能要不没都挺蛮很].+的$/u.test(clause);
  return isDone && characters >= LEAST_CHARACTERS && afterDone.has(end);
}

/** Where the greeting or short answer ends with which the text goes on at a place; null where there is none. */
export function openingEnd(text: string, start: number): number | null {
  OPENING.lastIndex = start;
  return OPENING.test(text) && !CLINGS.test(text.slice(OPENING.lastIndex)) ? OPENING.lastIndex : null;
}

/** Whether a clause may end at a place as far as the words around it go. */
export function isLoose(text: string, place: number): boolean {
  return place > 0 && place < text.length && !HANGS.test(text.slice(0, place)) && !CLINGS.test(text.slice(place));
}
