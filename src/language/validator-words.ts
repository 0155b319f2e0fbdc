import { z } from 'zod';
import type { Sentence } from '../errors.ts';

const TYPES: Readonly<Record<string, Sentence>> = {
  string: { en: 'a text', zh: '文字' },
  number: { en: 'a number', zh: '数' },
  int: { en: 'a whole number', zh: '整数' },
  boolean: { en: 'true or false', zh: 'true 或 false' },
  array: { en: 'a list', zh: '列表' },
  object: { en: 'keys with values', zh: '若干“键: 值”' },
  record: { en: 'keys with values', zh: '若干“键: 值”' },
};
const SOMETHING: Sentence = { en: 'a value', zh: '有内容' };

/** What the checks with words of their own ask for. */
const OWN_CHECKS: Readonly<Record<string, string>> = {
  'a name of small letters, figures and hyphens': '由小写字母、数字和连字符组成的名称',
  'atLeast, atMost or both': 'atLeast、atMost 或两者',
  'either says or item': 'says 与 item 二者之一',
  'says, raisedDb or both': 'says、raisedDb 或两者',
  'at least one condition': '至少一个条件',
  'either pass or deadline': 'pass 与 deadline 二者之一',
  'to, toAnswers or both': 'to、toAnswers 或两者',
  'either any or all': 'any 与 all 二者之一',
  'a scope that is not the whole call, or after': '不是整通电话的 scope，或 after',
  'just one of is, oneOf, present, differsFrom and pass': 'is、oneOf、present、differsFrom、pass 中恰好一个',
  'partial only with pass': '有 pass 才可有 partial',
  'a scope is for rate, level and confidence': '只有 rate、level、confidence 可有 scope',
  'readBack only with phone and number': '只有 phone 与 number 可有 readBack',
  'three not above five': 'three 不大于 five',
  'leastDigits not above mostDigits': 'leastDigits 不大于 mostDigits',
};

/** What a check asked for, in words. */
export function expectedInWords(issue: z.core.$ZodIssue): Sentence {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? SOMETHING;
    case 'invalid_value': {
      const values = issue.values.map(String);
      if (values.length === 1) return { en: values[0]!, zh: values[0]! };
      return { en: `one of ${values.join(', ')}`, zh: `${values.join('、')} 之一` };
    }
    case 'too_small':
      return amount(issue.origin, Number(issue.minimum), issue.inclusive ? LEAST : ABOVE);
    case 'too_big':
      return amount(issue.origin, Number(issue.maximum), issue.inclusive ? MOST : BELOW);
    case 'invalid_key':
      return issue.issues[0] ? expectedInWords(issue.issues[0]) : SOMETHING;
    case 'invalid_union': {
      const ways = issue.errors.flatMap(([first]) => (first ? expectedInWords(first) : []));
      if (ways.length === 0) return SOMETHING;
      return { en: ways.map(({ en }) => en).join(', or '), zh: ways.map(({ zh }) => zh).join('，或') };
    }
    default:
      return { en: issue.message, zh: OWN_CHECKS[issue.message] ?? issue.message };
  }
}

const LEAST: Sentence = { en: 'at least', zh: '不小于' };
const ABOVE: Sentence = { en: 'above', zh: '大于' };
const MOST: Sentence = { en: 'at most', zh: '不大于' };
const BELOW: Sentence = { en: 'below', zh: '小于' };

function amount(origin: string, limit: number, how: Sentence): Sentence {
  if (origin === 'string' && how === LEAST && limit === 1)
    return { en: 'a text that is not empty', zh: '不为空的文字' };
  if (origin === 'string')
    return { en: `a text of ${how.en} ${limit} characters`, zh: `字数${how.zh} ${limit} 的文字` };
  if (origin === 'array') return { en: `a list of ${how.en} ${limit}`, zh: `个数${how.zh} ${limit} 的列表` };
  return { en: `a number ${how.en} ${limit}`, zh: `${how.zh} ${limit} 的数` };
}

const MOST_CHARACTERS = 60;

/** What came instead, in words: a short value as it is, of anything with parts only what it is. */
export function cameInWords(came: unknown): Sentence {
  if (came === undefined || came === null) return { en: 'nothing', zh: '无' };
  if (Array.isArray(came))
    return came.length === 0 ? { en: 'an empty list', zh: '空列表' } : { en: 'a list', zh: '列表' };
  if (typeof came === 'object')
    return Object.keys(came).length === 0
      ? { en: 'nothing', zh: '无' }
      : { en: 'keys with values', zh: '若干“键: 值”' };
  const text = typeof came === 'string' ? JSON.stringify(came) : String(came);
  const short = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
  return { en: short, zh: short };
}

/** The keys a schema knows at a place below it. */
export function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: JsonSchema[] = [z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as JsonSchema];
  const choices = (one: JsonSchema): JsonSchema[] => [one, ...(one.anyOf ?? []).flatMap(choices)];
  for (const key of path)
    at = at
      .flatMap(choices)
      .flatMap(
        (one) =>
          (typeof key === 'number' ? one.items : (one.properties?.[String(key)] ?? one.additionalProperties)) || [],
      );
  return [...new Set(at.flatMap(choices).flatMap(({ properties }) => Object.keys(properties ?? {})))];
}

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | false;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
}
