import { z } from 'zod';
import type { ChecklistItem } from '../../checklist/checklist.ts';
import { nodesOf, operatorsIn } from '../../checklist/node.ts';
import { OPERATORS } from '../../checklist/operators/index.ts';
import { SEVERITIES, TREATMENTS } from './words.ts';

/** A file of items: its name without extension, and its items. */
export interface ItemGroup {
  name: string;
  items: readonly ChecklistItem[];
}

/** The Markdown tables of all rules, by file, and of all operators with their settings. */
export function rulesPage(groups: readonly ItemGroup[]): string {
  const items = groups.flatMap((group) => group.items);
  const count = (of: (item: ChecklistItem) => boolean): number => items.filter(of).length;
  const lines = [
    `${items.length} rules: ${count(({ treatment }) => treatment === 'automatic')} automatic, ${count(({ treatment }) => treatment === 'assisted')} assisted, ${count(({ treatment }) => treatment === 'human')} human.`,
    '',
  ];
  for (const { name, items: own } of groups) {
    lines.push(
      `### ${name}`,
      '',
      '| id | 名称 | title | judged | severity | operators | numbers | source |',
      '|---|---|---|---|---|---|---|---|',
    );
    for (const item of own) lines.push(ruleRow(item));
    lines.push('');
  }
  lines.push('## Operators', '', '| operator | 说明 | what it looks at | settings |', '|---|---|---|---|');
  for (const operator of OPERATORS.values())
    lines.push(row(`\`${operator.name}\``, operator.about.zh, operator.about.en, settingsOf(operator.options)));
  return `${lines.join('\n')}\n`;
}

function ruleRow(item: ChecklistItem): string {
  const operators = [
    ...new Set(
      nodesOf(item)
        .flatMap(operatorsIn)
        .map(({ operator }) => operator.name),
    ),
  ];
  const numbers = (item.thresholds ?? []).map(({ value, origin }) => `${value} (${origin})`);
  return row(
    `\`${item.id}\`${item.option ? ' (option)' : ''}`,
    item.title.zh,
    item.title.en,
    TREATMENTS[item.treatment].en,
    SEVERITIES[item.severity].en,
    operators.join(', '),
    numbers.join('; '),
    item.source,
  );
}

/** Names of the settings with their types; a `?` marks those that may be left out. */
function settingsOf(schema: z.ZodType): string {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
  return Object.keys(properties)
    .map((name) => `\`${name}${required.includes(name) ? '' : '?'}\``)
    .join(' ');
}

const row = (...cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
