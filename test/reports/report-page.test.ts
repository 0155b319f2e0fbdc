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
    'empty month': async (language) =>
      logBlocks(logReport(await logFacts(database, null, 'month', { from: '2020-02-01', to: '2020-02-29' })), language),
  };

  async function open(report: BlockReport): Promise<{ page: Page; complaints: string[]; requests: string[] }> {
    const file = path.join(folder, 'report.html');
    await writeFile(file, blocksAsHtml(report));
    const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
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

  it('shows a hostile name as it is, in the ranking and in the heat map', async () => {
    const { page } = await open(await REPORTS.team!('zh'));
    expect(await page.locator('td', { hasText: HOSTILE_NAME }).count()).toBeGreaterThan(0);
    expect(await page.locator('svg text', { hasText: 'window.hacked' }).count()).toBeGreaterThan(0);
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
