import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CALL_FIELDS } from '../src/recording/fields.ts';

/** Run with UPDATE_DOCS=1 to write the generated parts of the documentation again. */
const UPDATE = process.env.UPDATE_DOCS === '1';
const BLOCK = /<!-- columns -->[\s\S]*?<!-- \/columns -->/;

function columns(language: 'zh' | 'en'): string {
  const head = language === 'zh' ? '| 列名 | 内容 | 写法 |' : '| column | meaning | written as |';
  const rows = CALL_FIELDS.map(({ headers, meaning, expected }) => {
    const names = headers.map((header) => `\`${header}\``).join(' ');
    return `| ${names} | ${meaning[language]} | ${expected[language].replaceAll('|', '\\|')} |`;
  });
  return ['<!-- columns -->', head, '|---|---|---|', ...rows, '<!-- /columns -->'].join('\n');
}

describe('the READMEs', () => {
  it.each([
    ['README.md', 'en'],
    ['README.zh.md', 'zh'],
  ] as const)('%s lists every column of a call list', (name, language) => {
    const file = path.resolve(import.meta.dirname, '..', name);
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(BLOCK);
    if (UPDATE) writeFileSync(file, text.replace(BLOCK, columns(language)));
    else expect(text.match(BLOCK)![0]).toBe(columns(language));
  });
});
