import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Block, BlockReport } from '../../src/reports/blocks/block.ts';
import { blocksAsCsv, csvCell } from '../../src/reports/blocks/csv.ts';
import { blocksAsHtml } from '../../src/reports/blocks/html.ts';
import { blocksAsText } from '../../src/reports/blocks/text.ts';
import { blocksAsXlsx } from '../../src/reports/blocks/xlsx.ts';
import { textWidth } from '../../src/reports/width.ts';

const FORMULA = '=HYPERLINK("http://evil.example","here")';
const SCRIPT = '</style></svg><script>window.hacked=1</script><img src=x onerror="window.hacked=1">';

const report = (...blocks: Block[]): BlockReport => ({ language: 'zh', title: SCRIPT, subtitle: FORMULA, blocks });
const table = (rows: number, columns = 3): Block => ({
  kind: 'table',
  title: '表',
  none: '没有',
  columns: Array.from({ length: columns }, (_, at) => ({ title: `第 ${at + 1} 栏`, ...(at > 0 && { align: 'end' }) })),
  rows: Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, at) => (at === 0 ? { text: `坐席 ${row}` } : { text: '87.5', value: 87.5 })),
  ),
});
const EVERY: Block[] = [
  { kind: 'heading', text: SCRIPT },
  { kind: 'text', text: SCRIPT, tone: 'warning' },
  { kind: 'figures', figures: [{ name: SCRIPT, text: SCRIPT, note: FORMULA, value: null }] },
  {
    kind: 'table',
    title: SCRIPT,
    none: '',
    columns: [{ title: FORMULA }],
    rows: [[{ text: FORMULA }], [{ text: SCRIPT }]],
  },
  {
    kind: 'plot',
    title: SCRIPT,
    plot: {
      kind: 'trend',
      axes: { across: SCRIPT, up: SCRIPT },
      line: 80,
      points: [{ label: SCRIPT, value: 70, note: SCRIPT }],
    },
  },
  {
    kind: 'plot',
    title: '',
    plot: { kind: 'bars', axes: { across: SCRIPT, up: SCRIPT }, bars: [{ label: SCRIPT, series: SCRIPT, value: 0.5 }] },
  },
  {
    kind: 'plot',
    title: '',
    plot: { kind: 'field', cells: [{ row: SCRIPT, column: SCRIPT, value: 0.5, text: SCRIPT }] },
  },
  {
    kind: 'list',
    entries: [
      { title: SCRIPT, lines: [SCRIPT], quote: SCRIPT, clip: { href: 'a%22b.wav', startSeconds: 1, endSeconds: 3 } },
    ],
  },
];

describe('a report as CSV', () => {
  it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx'])('keeps %j from being a formula', (text) => {
    expect(csvCell(text).replace(/^"/, '').startsWith("'")).toBe(true);
  });

  it('leaves numbers and other texts alone, and quotes what must be', () => {
    expect([csvCell(-1.5), csvCell('a,b'), csvCell('说"好"'), csvCell(null), csvCell(1 / 3)]).toEqual([
      '-1.5',
      '"a,b"',
      '"说""好"""',
      '',
      '0.3333',
    ]);
  });

  it('begins as Excel wants UTF-8 to, and holds every table whole', () => {
    const csv = blocksAsCsv(report({ ...(table(50) as Extract<Block, { kind: 'table' }>), shown: 3 }));
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    expect(csv.split('\r\n').filter((line) => line.startsWith('坐席')).length).toBe(50);
  });
});

describe('a report as Excel file', () => {
  it('types every text as text and every number as number, and has no formula', async () => {
    const parts = unzipped(await blocksAsXlsx(report(...EVERY, table(2))));
    const sheets = [...parts].filter(([name]) => /worksheets\/sheet/.test(name)).map(([, text]) => text);
    expect(sheets.length).toBeGreaterThan(2);
    expect(sheets.join('')).not.toMatch(/<f[ >]/);
    expect(sheets.join('')).toContain('<v>87.5</v>');
    const texts = [...parts.values()].join('');
    expect(texts).toContain('=HYPERLINK');
    expect(texts).not.toContain('<script>');
  });

  it('has sheets with names that Excel takes, each once', async () => {
    const long = { ...(table(1) as Extract<Block, { kind: 'table' }>), title: 'a/b:c*[d]?'.repeat(5) };
    const workbook = unzipped(await blocksAsXlsx(report(long, long))).get('xl/workbook.xml')!;
    const names = [...workbook.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name!);
    expect(new Set(names).size).toBe(3);
    expect(names.every((name) => name.length <= 31 && !/[[\]:*?/\\]/.test(name))).toBe(true);
  });
});

describe('a report in the terminal', () => {
  it('keeps within 80 columns, whatever its tables hold', () => {
    const text = blocksAsText(report(...EVERY, table(3, 20)), { colour: false, columns: 80 });
    const wide = text.split('\n').filter((line) => textWidth(line) > 80);
    expect(wide).toEqual([]);
    expect(text.match(/坐席 0/g)!.length).toBeGreaterThan(1); // Too many columns stand in several tables.
  });

  it('keeps ids whole where other texts give way, and breaks one alone that no line can hold', () => {
    const ids = ['706723963c0b', 'answer-within-three-rings', `${'x'.repeat(90)}`];
    const rows = ids.map((id) => [
      { text: id },
      ...Array.from({ length: 5 }, () => ({ text: '很长的一段话'.repeat(9) })),
    ]);
    const columns = [{ title: '编号', whole: true }, ...Array.from({ length: 5 }, () => ({ title: '理由' }))];
    for (const count of [2, 3]) {
      const block: Block = { kind: 'table', title: '', none: '', columns, rows: rows.slice(0, count) };
      const text = blocksAsText(report(block), { colour: false, columns: 80 });
      expect(text.split('\n').filter((line) => textWidth(line) > 80)).toEqual([]);
      if (count === 2) for (const id of ids.slice(0, 2)) expect(text).toContain(`${id} `);
    }
  });

  it('says how many rows are not shown', () => {
    const cut = { ...(table(50) as Extract<Block, { kind: 'table' }>), shown: 3 };
    expect(blocksAsText(report(cut), { colour: false, columns: 80 })).toContain('另有 47 行，见 CSV、Excel 或 JSON。');
  });
});

describe('a report as page', () => {
  const html = blocksAsHtml(report(...EVERY));

  it('has no script and no mark-up from names, in plots neither', () => {
    expect(html).not.toMatch(/<script|<img|<[^>]*onerror/);
    expect(html.match(/<svg/g)!.length).toBe(3);
    expect(html.match(/<style/g)!.length).toBe(1);
    expect(html).not.toContain('style="');
  });

  it('plays the stretch of a recording', () => {
    expect(html).toContain('<audio controls preload="none" src="a%22b.wav#t=1.0,3.0">');
  });
});

/** Parts of a zip file by name. */
function unzipped(bytes: Uint8Array): Map<string, string> {
  const zip = Buffer.from(bytes);
  const parts = new Map<string, string>();
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = zip.readUInt32LE(end + 16);
  for (let entry = 0; entry < zip.readUInt16LE(end + 10); entry++) {
    const [method, size, nameBytes] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(start, start + size);
    parts.set(
      zip.toString('utf8', at + 46, at + 46 + nameBytes),
      (method === 0 ? data : inflateRawSync(data)).toString('utf8'),
    );
    at += 46 + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return parts;
}
