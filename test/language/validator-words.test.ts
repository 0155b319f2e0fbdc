import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { yamlIssue } from '../../src/language/yaml-file.ts';

const schema = z.strictObject({
  list: z.array(z.string().min(1)).min(1).max(2).optional(),
  above: z.number().positive().optional(),
  share: z.number().min(0).max(1).optional(),
  whole: z.int().optional(),
  flag: z.boolean().optional(),
  choice: z.enum(['one', 'two']).optional(),
  either: z.union([z.literal('all'), z.array(z.string()).min(1)]).optional(),
  names: z.record(z.string().regex(/^[a-z]+$/, 'a name of small letters, figures and hyphens'), z.boolean()).optional(),
  inner: z.array(z.strictObject({ phrases: z.string().optional(), match: z.string().optional() })).optional(),
  must: z.unknown().optional().nonoptional(),
});

function problemOf(value: Record<string, unknown>) {
  const given = { must: 1, ...value };
  const { path, problem } = yamlIssue(schema.safeParse(given).error!.issues[0]!, given, schema);
  return { at: path.join('.'), ...problem };
}

describe('what a check asked for and what came are said in words', () => {
  it.each<[Record<string, unknown>, string, string, string]>([
    [{ list: 'x' }, 'list', 'expected a list; got "x".', '要求：列表；实际："x"。'],
    [
      { list: [] },
      'list',
      'expected a list of at least 1; got an empty list.',
      '要求：个数不小于 1 的列表；实际：空列表。',
    ],
    [{ list: [''] }, 'list.0', 'expected a text that is not empty; got "".', '要求：不为空的文字；实际：""。'],
    [{ above: 0 }, 'above', 'expected a number above 0; got 0.', '要求：大于 0 的数；实际：0。'],
    [{ share: 2 }, 'share', 'expected a number at most 1; got 2.', '要求：不大于 1 的数；实际：2。'],
    [{ whole: 1.5 }, 'whole', 'expected a whole number; got 1.5.', '要求：整数；实际：1.5。'],
    [{ flag: 'yes' }, 'flag', 'expected true or false; got "yes".', '要求：true 或 false；实际："yes"。'],
    [
      { flag: { a: 1 } },
      'flag',
      'expected true or false; got keys with values.',
      '要求：true 或 false；实际：若干“键: 值”。',
    ],
    [{ choice: 'six' }, 'choice', 'expected one of one, two; got "six".', '要求：one、two 之一；实际："six"。'],
    [{ either: 5 }, 'either', 'expected all, or a list; got 5.', '要求：all，或列表；实际：5。'],
    [{ must: undefined }, 'must', 'expected a value; got nothing.', '要求：有内容；实际：无。'],
    [
      { names: { A: true } },
      'names.A',
      'expected a name of small letters, figures and hyphens; got "A".',
      '要求：由小写字母、数字和连字符组成的名称；实际："A"。',
    ],
    [
      { inner: [{ phrasen: 'x' }] },
      'inner.0.phrasen',
      'unknown key "phrasen"; the nearest is "phrases".',
      '未知的键 “phrasen”；最接近的是“phrases”。',
    ],
    [
      { inner: [{ colour: 'x' }] },
      'inner.0.colour',
      'unknown key "colour"; expected one of phrases, match.',
      '未知的键 “colour”；应为 phrases、match 之一。',
    ],
  ])('%j', (value, at, en, zh) => {
    expect(problemOf(value)).toEqual({ at, en, zh });
  });
});
