import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { LingtingError } from '../../src/errors.ts';
import { readYamlFile } from '../../src/language/yaml-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'lingting-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(content: string | Uint8Array): string {
  const file = join(folder, 'given.yaml');
  writeFileSync(file, content);
  return file;
}

async function refusalOf(file: string): Promise<LingtingError> {
  const error = await readYamlFile(file, 'settings-invalid').catch((fault: unknown) => fault);
  expect(error).toBeInstanceOf(LingtingError);
  expect(error).toMatchObject({ code: 'settings-invalid' });
  return error as LingtingError;
}

const BOMB = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${[...'bcdefgh']
  .map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefg'[index]}`).join(', ')}]\n`)
  .join('')}`;

describe('a YAML file that cannot be read is refused with its name and line', () => {
  it.each<[string, string | Uint8Array, RegExp, RegExp]>([
    ['aliases that multiply', BOMB, /given\.yaml: expected a plain file; .*aliases/, /given\.yaml：.*别名/],
    [
      'an alias inside what it stands for',
      'name: x\nrules: &r\n  closing-wish: *r\n',
      /given\.yaml, line 3: .*alias "\*r".*itself/,
      /第 3 行：.*“\*r”.*自身/,
    ],
    ['brackets without end', `a: ${'['.repeat(5000)}${']'.repeat(5000)}`, /given\.yaml, line 1: .*nested/, /嵌套/],
    [
      'deep nesting',
      `x: 1\na: ${'['.repeat(300)}${']'.repeat(300)}`,
      /given\.yaml, line 2: .*nested/,
      /第 2 行：.*嵌套/,
    ],
    [
      'a file of bytes',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0]),
      /given\.yaml: expected YAML text; .*not a text file/,
      /不是文本文件/,
    ],
    ['control characters', 'name: a\u001b[2Jb: c\n', /given\.yaml, line 1: .*control character/, /控制字符/],
    [
      'GBK',
      iconv.encode('name: x\ntitle: 呼入电话\n', 'gbk'),
      /given\.yaml, line 2: expected UTF-8, .*GBK.*save/i,
      /第 2 行：.*UTF-8.*GBK.*另存/,
    ],
    ['UTF-16', iconv.encode('title: 呼入\n', 'utf16le', { addBOM: true }), /given\.yaml.*: expected UTF-8/, /UTF-8/],
  ])('%s', async (_name, content, en, zh) => {
    const { sentence } = await refusalOf(fileOf(content));
    expect(sentence.en).toMatch(en);
    expect(sentence.zh).toMatch(zh);
    expect(sentence.en + sentence.zh).not.toMatch(/[\p{Cc}\ufffd]/u);
  });

  it('a folder', async () => {
    const inside = join(folder, 'sub.yaml');
    mkdirSync(inside);
    const { sentence } = await refusalOf(inside);
    expect(sentence.en).toMatch(/sub\.yaml: expected a YAML file; this is a folder/);
    expect(sentence.zh).toMatch(/是一个文件夹/);
  });
});

it('a byte order mark and a few aliases do no harm', async () => {
  const { value } = await readYamlFile(fileOf('\ufeffa: &a { b: 问 }\nc: *a\n'), 'settings-invalid');
  expect(value).toEqual({ a: { b: '问' }, c: { b: '问' } });
});

describe('the fast parser says what the exact one says', () => {
  it('of every file that comes with the tool', async () => {
    const files = ['seeds', 'pipelines', 'models'].flatMap((root) =>
      readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => join(root, name)),
    );
    const yamls = files.filter((name) => name.endsWith('.yaml'));
    expect(yamls.length).toBeGreaterThan(60);
    for (const file of yamls)
      expect((await readYamlFile(file, 'settings-invalid')).value, file).toEqual(parse(readFileSync(file, 'utf8')));
  });

  it.each([
    ...[
      '012',
      '0o14',
      '0x1F',
      '1_000',
      '.inf',
      '~',
      'yes',
      'No',
      'on',
      'True',
      'tRUE',
      '2024-01-01',
      '1e3',
      '1.',
      '.5',
      '1:30',
    ],
    ...[
      '""',
      '"\\u4f60"',
      "'it''s'",
      '|\n  x\n  y\n',
      '>-\n  x\n   y\n\n  z',
      'x # y',
      'x#y',
      '[1,\n 2]',
      'x\n  y',
      '<<',
    ],
    ...['你好：吗', '12345678901234567890', '- b', '{b, c: 1}', '|+\n x\n\n', '!x 1', '"x\n  y"', '9007199254740993'],
  ])('of a: %j', async (given) => {
    const text = `a: ${given}\n`;
    const read = readYamlFile(fileOf(text), 'settings-invalid').then(({ value }) => value);
    expect(await read.catch(() => 'refused')).toEqual(parsed(text));
  });
});

function parsed(text: string): unknown {
  try {
    return parse(text, { logLevel: 'error' });
  } catch {
    return 'refused';
  }
}
