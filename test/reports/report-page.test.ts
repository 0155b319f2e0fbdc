import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/library/database/open.ts';
import { agentFacts } from '../../src/library/report-facts/agent.ts';
import { logFacts, teamFacts } from '../../src/library/report-facts/team.ts';
import { traineeFacts } from '../../src/library/report-facts/trainee.ts';
import { agentBlocks } from '../../src/reports/agent/blocks.ts';
import { agentReport } from '../../src/reports/agent/report.ts';
import type { BlockReport } from '../../src/reports/blocks/block.ts';
import { blocksAsHtml } from '../../src/reports/blocks/html.ts';
import { logBlocks } from '../../src/reports/log/blocks.ts';
import { logReport } from '../../src/reports/log/report.ts';
import type { ReportLanguage } from '../../src/reports/report-call.ts';
import { teamBlocks } from '../../src/reports/team/blocks.ts';
import { teamReport } from '../../src/reports/team/report.ts';
import { traineeBlocks } from '../../src/reports/trainee/blocks.ts';
import { traineeReport } from '../../src/reports/trainee/report.ts';
import { fillReportLibrary, HOSTILE_ID, HOSTILE_NAME, TEAM } from '../library/report-library.ts';
import { available } from '../requires.ts';
import { encodeWav } from '../wav.ts';
import { launch } from './browser.ts';

const ALL = { from: null, to: null };

/** What is between the margins of the printed page. */
const A4_PIXELS = 688;

/** A form of many calls with ids that are long, and one that is longer than any column. */
const LONG_IDS: BlockReport = {
  language: 'zh',
  title: '长编号',
  subtitle: '',
  blocks: [
    {
      kind: 'table',
      title: '',
      none: '',
      columns: [
        { title: '项目' },
        { title: '编号', whole: true },
        ...Array.from({ length: 8 }, (_, at) => ({
          title: `03-1${at} 20260305-10120${at}-9001`,
          align: 'end' as const,
        })),
        { title: '平均', align: 'end' },
      ],
      rows: ['自我介绍与问候用语', 'Standard Mandarin'].map((text) => [
        { text },
        { text: '20260305-101200-9001-13800138000-outbound-1' },
        ...Array.from({ length: 8 }, () => ({ text: '14%（1/7）' })),
        { text: '5.0', bar: 0.5 },
      ]),
    },
    {
      kind: 'plot',
      title: '',
      plot: {
        kind: 'field',
        cells: ['Never hang up before the customer does', 'State agent number or surname, then the company'].map(
          (column) => ({ column, row: 'A very long agent name that goes on and on 9003', value: 0.5, text: '50' }),
        ),
      },
    },
  ],
};

/** Words of tables that stand on two lines, though a column may be as wide as they are. */
const BROKEN_WORDS = `[...document.querySelectorAll('th, td')].flatMap((cell) => {
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let text = texts.nextNode(); text; text = texts.nextNode()) found.push(...brokenIn(text));
  return found;
  function brokenIn(text) { return [...text.data.matchAll(/[^\\s\\u2e80-\\uffff]+|[0-9%]+（[^）]*）/gu)].flatMap(({ 0: word, index }) => {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
    return word.length <= 24 && tops.size > 1 ? [word] : [];
  }); }
})`;

/** Chinese texts with fewer than four characters to a line, where there are as many. */
const NARROW_COLUMNS = `[...document.querySelectorAll('th, td')].filter((cell) => {
  const style = getComputedStyle(cell);
  const room = cell.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const characters = cell.textContent.match(/[\\u4e00-\\u9fff]+/gu)?.map(({ length }) => length) ?? [0];
  return cell.clientWidth > 0 && room + 1 < Math.min(4, ...characters) * parseFloat(style.fontSize);
}).map((cell) => cell.textContent)`;

/** Labels of plots that reach over their edge. */
const CUT_LABELS = `[...document.querySelectorAll('figure svg text')].filter((label) => {
  const [box, plot] = [label, label.closest('svg')].map((one) => one.getBoundingClientRect());
  return box.left < plot.left - 1 || box.right > plot.right + 1 || box.top < plot.top - 1 || box.bottom > plot.bottom + 1;
}).map((label) => label.textContent)`;

describe.runIf(available('chromium'))('the report pages in a browser', () => {
  let folder: string;
  let database: Database;
  let browser: Browser;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lingting 报告 #1 '));
    database = await openDatabase(path.join(folder, 'library.db'));
    await fillReportLibrary(database.query, (callId) => path.join(folder, `${callId}.wav`));
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  const agent = async (id: string, language: ReportLanguage): Promise<BlockReport> =>
    agentBlocks(agentReport(await agentFacts(database, id, ALL)), language, (file) =>
      encodeURIComponent(path.basename(file)),
    );
  const REPORTS: Record<string, (language: ReportLanguage) => Promise<BlockReport>> = {
    agent: (language) => agent('W01', language),
    'agent with one call': (language) => agent('X02', language),
    'hostile agent': (language) => agent(HOSTILE_ID, language),
    team: async (language) => teamBlocks(teamReport(await teamFacts(database, TEAM, ALL)), language),
    trainee: async (language) => traineeBlocks(traineeReport(await traineeFacts(database, 'T09', null)), language),
    day: async (language) =>
      logBlocks(logReport(await logFacts(database, null, 'day', { from: '2026-10-25', to: '2026-10-25' })), language),
    'long ids': async () => LONG_IDS,
    'empty month': async (language) =>
      logBlocks(logReport(await logFacts(database, null, 'month', { from: '2020-02-01', to: '2020-02-29' })), language),
  };

  async function open(
    report: BlockReport,
    width = 1100,
  ): Promise<{ page: Page; complaints: string[]; requests: string[] }> {
    const file = path.join(folder, 'report.html');
    await writeFile(file, blocksAsHtml(report));
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    return { page, complaints, requests };
  }

  for (const [name, make] of Object.entries(REPORTS))
    it.each(['zh', 'en'] as const)(`${name}: runs nothing, loads nothing, keeps its width (%s)`, async (language) => {
      const { page, complaints, requests } = await open(await make(language));
      expect(await page.evaluate('window.hacked')).toBeUndefined();
      expect(await page.locator('script, img, [onerror]').count()).toBe(0);
      expect(complaints).toEqual([]);
      expect(requests.length).toBe(1);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1100);
      expect(await page.locator('body').innerText()).not.toMatch(/undefined|NaN|\{\d\}/);
      await page.close();
    });

  for (const [name, make] of Object.entries(REPORTS))
    it.each(['zh', 'en'] as const)(`${name}: stays readable on a phone and whole on paper (%s)`, async (language) => {
      const { page } = await open(await make(language), 390);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      for (const width of [390, A4_PIXELS]) {
        await page.setViewportSize({ width, height: 900 });
        if (width === A4_PIXELS) await page.emulateMedia({ media: 'print' });
        await page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))");
        expect(await page.evaluate(BROKEN_WORDS)).toEqual([]);
        expect(await page.evaluate(NARROW_COLUMNS)).toEqual([]);
        expect(await page.evaluate(CUT_LABELS)).toEqual([]);
      }
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(A4_PIXELS);
      await page.close();
    });

  it('draws plots on a phone at their own size', async () => {
    const { page } = await open(await REPORTS.team!('en'), 390);
    const [drawn, own] = (await page.evaluate(
      "(() => { const plot = document.querySelector('figure svg'); return [plot.getBoundingClientRect().width, plot.viewBox.baseVal.width]; })()",
    )) as [number, number];
    expect(drawn).toBe(own);
    await page.close();
  });

  it('shows a hostile name as it is, in the ranking and in the heat map', async () => {
    const { page } = await open(await REPORTS.team!('zh'));
    expect(await page.locator('td', { hasText: HOSTILE_NAME }).count()).toBeGreaterThan(0);
    expect(await page.locator('svg text', { hasText: '<img src=x' }).count()).toBeGreaterThan(0);
    await page.close();
  });

  it('prints to PDF with Chinese that can be selected', async () => {
    const { page } = await open(await REPORTS.agent!('zh'));
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.startsWith('%PDF')).toBe(true);
    // Characters of the fonts are mapped back to Unicode: without that, text is a picture.
    expect(pdf).toContain('/ToUnicode');
    expect((pdf.match(/\/Type\s*\/Page\b/g) ?? []).length).toBeLessThan(6);
    await page.close();
  });

  it('plays the second that cost the point', async () => {
    const { worst } = agentReport(await agentFacts(database, 'W01', ALL));
    const moment = worst.find(({ startSeconds }) => startSeconds !== null)!;
    await writeFile(moment.file, encodeWav([new Float32Array(8000 * (Math.ceil(moment.endSeconds!) + 2))], 8000));
    const { page } = await open(await REPORTS.agent!('zh'));
    const name = encodeURIComponent(path.basename(moment.file));
    const source = `${name}#t=${moment.startSeconds!.toFixed(1)},${moment.endSeconds!.toFixed(1)}`;
    await page.evaluate(
      `heard = [...document.querySelectorAll('audio')].find((one) => one.getAttribute('src') === ${JSON.stringify(source)})`,
    );
    await page.evaluate('heard.muted = true, heard.play()');
    const seconds = async () => Number(await page.evaluate('heard.currentTime'));
    await expect.poll(seconds).toBeGreaterThanOrEqual(Math.floor(10 * moment.startSeconds!) / 10);
    expect(await seconds()).toBeLessThan(moment.endSeconds! + 1);
    await page.close();
  });
});
