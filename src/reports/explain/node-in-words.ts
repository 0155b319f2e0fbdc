import type { Language } from '../../analysis.ts';
import type { JudgeNode } from '../../checklist/checklist.ts';
import type { Condition } from '../../checklist/condition-schema.ts';
import type { Lexicons, PhraseClass } from '../../language/lexicon.ts';
import { shown } from '../../language/phrase-notation.ts';
import { withMinus } from '../../language/true-minus.ts';
import { scopeInWords } from './scope-in-words.ts';
import { EXPLAIN_WORDS } from './words.ts';

const INDENT = '  ';

const COMPOSITIONS = {
  zh: { all: '以下全部成立', any: '以下任一成立', sequence: '以下依次成立', not: '以下不成立' },
  en: { all: 'all of these', any: 'any of these', sequence: 'these in order', not: 'none of this' },
};

/** A judgement as indented lines: what each operator looks at, its settings, and the phrases of the lexicons it listens for. */
export function nodeInWords(node: JudgeNode, lexicons: Lexicons, language: Language, indent = ''): string[] {
  const below = (nodes: readonly JudgeNode[]): string[] =>
    nodes.flatMap((one) => nodeInWords(one, lexicons, language, indent + INDENT));
  switch (node.kind) {
    case 'operator':
      return operatorInWords(node, lexicons, language).map((line) => `${indent}${line}`);
    case 'not':
      return [`${indent}${COMPOSITIONS[language].not}`, ...below([node.node])];
    case 'atLeast':
      return [
        `${indent}${language === 'zh' ? `以下至少 ${node.count} 项成立` : `at least ${node.count} of these`}`,
        ...below(node.nodes),
      ];
    case 'graded':
      return [
        language === 'zh'
          ? `${indent}以下成立 ${node.pass} 项合格，${node.partial} 项部分合格`
          : `${indent}${node.pass} of these pass, ${node.partial} are partial`,
        ...below(node.nodes),
      ];
    case 'misses':
      return [
        language === 'zh'
          ? `${indent}以下都做到为合格，缺 ${node.partial} 项以内为部分合格`
          : `${indent}all of these pass, up to ${node.partial} missed is partial`,
        ...below(node.nodes),
      ];
    case 'given':
      return [
        `${indent}${language === 'zh' ? '如果' : 'given that'}`,
        ...below([node.nodes[0]]),
        `${indent}${language === 'zh' ? '则看' : 'then'}`,
        ...below([node.nodes[1]]),
      ];
    default:
      return [`${indent}${COMPOSITIONS[language][node.kind]}`, ...below(node.nodes)];
  }
}

/** What an operator looks at, where, its further settings, and its phrases. */
function operatorInWords(
  { operator, options }: Extract<JudgeNode, { kind: 'operator' }>,
  lexicons: Lexicons,
  language: Language,
): string[] {
  const classes = operator.phraseClasses(options);
  // Where it looks and what for are said below in words.
  const further = Object.entries(options as Record<string, unknown>).filter(
    ([key, value]) =>
      key !== 'scope' && !(Array.isArray(value) && value.every((one) => classes.includes(one as string))),
  );
  return [
    `${operator.name}${language === 'zh' ? '：' : ': '}${operator.about[language]}`,
    ...operator.scopes(options).map((scope) => `${INDENT}${scopeInWords(scope, language)}`),
    ...settingsInWords(Object.fromEntries(further), language, INDENT),
    ...phrasesInWords(classes, lexicons, language, INDENT),
  ];
}

/** Settings as they are named in the checklist, one a line, their values in words. */
function settingsInWords(options: unknown, language: Language, indent: string): string[] {
  return Object.entries(options as Record<string, unknown>)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${indent}${key}: ${valueInWords(value, language)}`);
}

const LIMITS = {
  zh: { atLeast: '不小于', atMost: '不大于', comma: '、', semicolon: '；' },
  en: { atLeast: 'at least', atMost: 'at most', comma: ', ', semicolon: '; ' },
};

/** A value in words: limits as such, lists with commas, anything with keys as "key value". */
function valueInWords(value: unknown, language: Language): string {
  const { comma, semicolon, ...limits } = LIMITS[language];
  if (Array.isArray(value)) {
    const nested = value.some((one) => typeof one === 'object');
    return value.map((one) => valueInWords(one, language)).join(nested ? semicolon : comma);
  }
  if (typeof value === 'number') return withMinus(String(value));
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(([key, part]) => `${(limits as Record<string, string>)[key] ?? key} ${valueInWords(part, language)}`)
    .join(comma);
}

/** The wordings of phrase classes. */
function phrasesInWords(ids: readonly string[], lexicons: Lexicons, language: Language, indent: string): string[] {
  const words = EXPLAIN_WORDS[language];
  return [...new Set(ids)].map((id) => {
    const found = lexicons.classes.get(id);
    return `${indent}[${id}] ${found ? wordings(found, lexicons.language, language) : words.unknownClass}`;
  });
}

function wordings(one: PhraseClass, spoken: Language, language: Language): string {
  const words = EXPLAIN_WORDS[language];
  const comma = spoken === 'zh' ? '、' : ', ';
  const list = (of: readonly string[]): string => of.map((wording) => shown(wording, spoken)).join(comma);
  const but =
    one.except && one.except.length > 0 ? `${language === 'zh' ? '；' : '; '}${words.except}${list(one.except)}` : '';
  const how = one.match === 'exact' ? words.exact : words.sound;
  const title = language === 'zh' ? `${one.title.zh}（${how}）：` : `${one.title.en} (${how}): `;
  return title + list(one.phrases) + but;
}

/** A condition as indented lines. */
export function conditionInWords(condition: Condition, lexicons: Lexicons, language: Language): string[] {
  const { judged, ...rest } = condition;
  const classes = [
    ...(rest.said?.says ?? []),
    ...(rest.needStatedFirst?.greeting ?? []),
    ...(rest.customerLeftFirst?.farewell ?? []),
  ];
  return [
    ...settingsInWords(rest, language, ''),
    ...phrasesInWords(classes, lexicons, language, INDENT),
    ...(judged ? nodeInWords(judged, lexicons, language) : []),
  ];
}
