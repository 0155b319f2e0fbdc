import { createHash } from 'node:crypto';
import { MULAW } from '../audio/g711.ts';
import { SEVERITIES, TREATMENTS } from './explain/words.ts';
import { STEP_SIGNS } from './flow-lines.ts';
import { AudioBudget, callData } from './html/call-data.ts';
import { escapeHtml, jsonBlock } from './html/escape.ts';
import { ListGatherer } from './html/list-data.ts';
import { SCRIPT } from './html/script/index.ts';
import { STYLE } from './html/style/index.ts';
import { OUTCOME_ORDER, SIGNS } from './outcome.ts';
import type { ReportCall, ReportLanguage } from './report-call.ts';
import { fill, WORDS } from './words.ts';

/** How the page is written. */
export interface HtmlOptions {
  /** Language the page opens in; the reader can change it. */
  language: ReportLanguage;
  /** Shown in the header, in local time. */
  createdAt: Date;
}

/** Silences from this length on are drawn and listed; shorter ones are ordinary pauses. */
const MARKED_SILENCE_SECONDS = 3;
/** From `good` on a score is shown green, below `poor` red. For display only: no checklist has a pass mark yet. */
const SCORE_BANDS = { good: 85, poor: 70 };

/**
 * All calls as one self-contained page, in pieces to be written one after another. The page opens from disk and makes
 * no request but for recordings it names by address (`media-src`): a policy in its head forbids all others. Calls are
 * taken one at a time, so the memory needed is that of one call. Texts from calls reach the page as JSON and are shown
 * as text only.
 */
export async function* htmlReport(
  calls: Iterable<ReportCall> | AsyncIterable<ReportCall>,
  options: HtmlOptions,
): AsyncGenerator<string> {
  const words = WORDS[options.language];
  yield `<!doctype html>
<html lang="${options.language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(`${words.reportTitle} · ${words.toolName}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<noscript>${escapeHtml(words.noScript)}</noscript>
<div id="app"></div>
<div id="print"></div>
`;
  const list = new ListGatherer();
  const budget = new AudioBudget();
  for await (const call of calls) {
    const number = list.add(call);
    if (!call.ok) continue;
    const audio = budget.place(call);
    yield jsonBlock(`call-${number}`, callData(call, audio));
    if (audio.kind === 'embedded' && call.audio && 'muLaw' in call.audio) yield* audioBlock(number, call.audio.muLaw);
  }
  yield jsonBlock('list', list.data());
  yield jsonBlock('settings', {
    language: options.language,
    createdAt: minuteText(options.createdAt),
    words: WORDS,
    signs: SIGNS,
    stepSigns: STEP_SIGNS,
    severities: SEVERITIES,
    treatments: TREATMENTS,
    outcomeOrder: OUTCOME_ORDER,
    bands: SCORE_BANDS,
    markedSilenceSeconds: MARKED_SILENCE_SECONDS,
    marksText: {
      zh: fill(WORDS.zh.marksText, { seconds: MARKED_SILENCE_SECONDS }),
      en: fill(WORDS.en.marksText, { seconds: MARKED_SILENCE_SECONDS }),
    },
    muLawSamples: Array.from(MULAW, (sample) => Math.round(sample * 32_768)),
  });
  yield `<script>${SCRIPT}</script>\n</body>\n</html>\n`;
}

/** Only our own style and script run; sound comes from the page itself or from files next to it; nothing else loads. */
function policy(): string {
  return [
    "default-src 'none'",
    `style-src '${sourceHash(STYLE)}'`,
    `script-src '${sourceHash(SCRIPT)}'`,
    "media-src blob: file: 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

function sourceHash(source: string): string {
  return `sha256-${createHash('sha256').update(source).digest('base64')}`;
}

/** Samples as base64 in pieces of whole bytes triples, so that no second copy of a long call is made. */
function* audioBlock(number: number, muLaw: Uint8Array): Generator<string> {
  const pieceBytes = 3 * 256 * 1024;
  yield `<script type="application/octet-stream+base64" id="audio-${number}">`;
  for (let start = 0; start < muLaw.length; start += pieceBytes)
    yield Buffer.from(muLaw.buffer, muLaw.byteOffset + start, Math.min(pieceBytes, muLaw.length - start)).toString(
      'base64',
    );
  yield '</script>\n';
}

function minuteText(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
