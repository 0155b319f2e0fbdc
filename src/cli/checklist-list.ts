import Table from 'cli-table3';
import type { Language } from '../analysis.ts';
import { loadChecklist } from '../checklist/load.ts';
import { SEVERITIES, TREATMENTS } from '../reports/explain/words.ts';
import { wrap } from '../reports/width.ts';
import { CHECKLISTS, checklistFiles, everythingWith, isChecklist } from './checklist-files.ts';

/** Prints every item, those of own checklists too, with who judges it, how much it matters, and its points in each checklist. */
export async function list(given: readonly string[], json: boolean, language: Language): Promise<void> {
  const { items } = (await everythingWith(given)).library;
  const own: string[] = [];
  for (const file of given) if (await isChecklist(file)) own.push(file);
  const checklists = await Promise.all(
    [...(await checklistFiles()), ...own].map((file) => loadChecklist(file, CHECKLISTS)),
  );
  const pointsOf = (id: string): string =>
    checklists
      .flatMap(({ id: checklist, sections }) => {
        const places = sections.filter(({ itemIds }) => itemIds.includes(id));
        const points = places.reduce((sum, { weight, itemIds }) => sum + weight / itemIds.length, 0);
        return points > 0 ? `${checklist} ${Math.round(10 * points) / 10}` : [];
      })
      .join(', ');
  const rows = [...items.values()].map(({ id, title, treatment, severity, option }) => ({
    id,
    title,
    treatment,
    severity,
    option,
    points: pointsOf(id),
  }));
  if (json) return void process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  const head = language === 'zh' ? ['编号', '名称', '谁来判', '轻重'] : ['id', 'title', 'judged', 'severity'];
  const table = new Table({ style: { head: [], border: [] }, head, colWidths: [33, 22, 13, 9] });
  for (const { id, title, treatment, severity } of rows)
    table.push([
      id,
      wrap(title[language], 20).join('\n'),
      TREATMENTS[treatment][language],
      SEVERITIES[severity][language],
    ]);
  process.stdout.write(`${table.toString()}\n`);
}
