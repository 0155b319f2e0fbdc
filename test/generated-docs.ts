import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadItems } from '../src/checklist/items.ts';
import { yamlFilesIn } from '../src/language/yaml-file.ts';
import { CASE_COLUMNS } from '../src/recording/case-columns.ts';
import { CALL_FIELDS } from '../src/recording/fields.ts';
import { HANGUP_COLUMNS } from '../src/recording/hangup-columns.ts';
import { rulesPage } from '../src/reports/explain/rules-page.ts';
import { generatedSchema, SCHEMA_FILE } from './generated-schema.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

/** A stretch of a documentation file that is generated: it stands between `<!-- name -->` and `<!-- /name -->`. */
interface GeneratedBlock {
  file: string;
  name: string;
  text: string;
}

/** All generated stretches as they should be. */
export async function generatedBlocks(): Promise<GeneratedBlock[]> {
  return [
    { file: 'README.md', name: 'columns', text: columns('en') },
    { file: 'README.zh.md', name: 'columns', text: columns('zh') },
    { file: 'README.md', name: 'hangup-columns', text: hangupColumns('en') },
    { file: 'README.zh.md', name: 'hangup-columns', text: hangupColumns('zh') },
    { file: 'seeds/checklists/README.md', name: 'case-columns', text: caseColumns() },
    { file: 'seeds/checklists/README.md', name: 'rules', text: await rules() },
  ];
}

/** The stretch as it stands in its file. */
export function standing({ file, name }: GeneratedBlock): string {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const found = borders(name).exec(text)?.[1];
  if (found === undefined) throw new Error(`${file} has no <!-- ${name} --> … <!-- /${name} -->`);
  return found;
}

const borders = (name: string): RegExp => new RegExp(`<!-- ${name} -->\\n([\\s\\S]*?)<!-- /${name} -->`);

function columns(language: 'zh' | 'en'): string {
  const head = language === 'zh' ? '| 列名 | 内容 | 写法 |' : '| column | meaning | written as |';
  const rows = CALL_FIELDS.map(({ headers, meaning, expected }) => {
    const names = headers.map((header) => `\`${header}\``).join(' ');
    return `| ${names} | ${meaning[language]} | ${expected[language].replaceAll('|', '\\|')} |`;
  });
  return `${[head, '|---|---|---|', ...rows].join('\n')}\n`;
}

function hangupColumns(language: 'zh' | 'en'): string {
  const head = language === 'zh' ? '| 列名 | 内容 |' : '| column | meaning |';
  const rows = HANGUP_COLUMNS.map(({ header, meaning }) => `| \`${header}\` | ${meaning[language]} |`);
  return `${[head, '|---|---|', ...rows].join('\n')}\n`;
}

function caseColumns(): string {
  const rows = CASE_COLUMNS.map(({ headers, meaning, expected }) => {
    const names = headers.map((header) => `\`${header}\``).join(' ');
    return `| ${names} | ${meaning.zh} ${meaning.en} | ${expected.zh} / ${expected.en} |`;
  });
  return `${['| column | meaning | written as |', '|---|---|---|', ...rows].join('\n')}\n`;
}

async function rules(): Promise<string> {
  const folder = path.join(ROOT, 'seeds', 'checklists');
  const files = await yamlFilesIn(path.join(folder, 'items'));
  const library = await loadItems(files, path.join(folder, 'sources.yaml'));
  const groups = files.map((file) => ({
    name: path.parse(file).name,
    items: [...library.items.values()].filter(({ id }) => library.files.get(id) === file),
  }));
  return rulesPage(groups.filter(({ items }) => items.length > 0));
}

// `npm run docs` writes the generated stretches, and the schema, again.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(SCHEMA_FILE, generatedSchema());
  for (const { file, name, text } of await generatedBlocks()) {
    const target = path.join(ROOT, file);
    const block = `<!-- ${name} -->\n${text}<!-- /${name} -->`;
    writeFileSync(
      target,
      readFileSync(target, 'utf8').replace(borders(name), () => block),
    );
  }
}
