import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type HtmlOptions, htmlReport } from '../../src/reports/html.ts';
import type { ReportCall } from '../../src/reports/report-call.ts';
import { CHROMIUM } from '../requires.ts';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
}

/** The pieces of a report as one text. */
export async function pageText(calls: readonly ReportCall[], options: Partial<HtmlOptions> = {}): Promise<string> {
  let text = '';
  for await (const piece of htmlReport(calls, { language: 'zh', createdAt: new Date(2026, 2, 5, 18, 30), ...options }))
    text += piece;
  return text;
}

/** A report opened from disk, with everything it complained about and every request it made besides itself. */
export interface OpenReport {
  page: Page;
  complaints: string[];
  requests: string[];
  close(): Promise<void>;
}

export async function openReport(
  browser: Browser,
  calls: readonly ReportCall[],
  options: Partial<HtmlOptions> & { width?: number; files?: Record<string, Uint8Array> } = {},
): Promise<OpenReport> {
  const { width = 1280, files = {}, ...htmlOptions } = options;
  const folder = await mkdtemp(join(tmpdir(), 'lingting 报告 #1 '));
  const file = join(folder, 'report.html');
  await writeFile(file, await pageText(calls, htmlOptions));
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const complaints: string[] = [];
  const requests: string[] = [];
  const address = pathToFileURL(file).href;
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (url.split('#')[0] !== address && !url.startsWith('blob:')) requests.push(url);
  });
  await page.addInitScript(
    "document.addEventListener('seeked', (event) => { event.target.startedAt = event.target.currentTime; }, true);",
  );
  await page.goto(address);
  return {
    page,
    complaints,
    requests,
    close: async () => {
      await page.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Where the page's sound is, whether it plays, its length, and the second it was last moved to (NaN before that). */
export interface Sound {
  seconds: number;
  playing: boolean;
  duration: number;
  startedAt: number;
}

export function sound(page: Page): Promise<Sound> {
  return page.locator('audio').evaluate((element) => {
    const audio = element as unknown as { currentTime: number; paused: boolean; duration: number; startedAt?: number };
    return {
      seconds: audio.currentTime,
      playing: !audio.paused,
      duration: audio.duration,
      startedAt: audio.startedAt ?? Number.NaN,
    };
  });
}
