import fs from 'node:fs';
import path from 'node:path';
import { joinedZh, LingtingError } from '../errors.ts';
import { findMisspellings } from './meant.ts';
import { readHead, readText } from './text.ts';
import { type CallFacts, readFacts } from './values.ts';

/** What lies next to a recording. */
export interface SideCar {
  /** Facts from a JSON side-car; null without one. */
  facts: CallFacts | null;
  /** Path of a transcript; null without one. */
  transcriptFile: string | null;
}

/** Names under which transcripts keep their sentences: ours, Whisper tools, whisper.cpp, FunASR, cloud services. */
const TRANSCRIPT_KEYS = ['segments', 'transcription', 'sentence_info', 'sentences', 'utterances', 'transcript'];
/** In order of preference, after the whole file name or the name without extension. */
const TRANSCRIPT_ENDINGS = ['.transcript.json', '.srt', '.vtt'];
/** Facts about one call are a few lines; only transcripts may be larger. */
const LARGEST_MEBIBYTES = 1;
/** How such a transcript begins: a list, Whisper's whole text, or one of the keys. */
const TRANSCRIPT_HEAD = new RegExp(String.raw`^\s*(?:\[|\{\s*"text")|"(?:${TRANSCRIPT_KEYS.join('|')})"\s*:\s*\[`);

/**
 * Looks for files next to a recording. `call.wav` may have `call.wav.json` or `call.json` with facts about the call
 * (names as in `CALL_FIELDS`, snake_case or camelCase), and a transcript in `call.transcript.json`, `call.srt`,
 * `call.vtt`, or in such a JSON file when it holds sentences instead of facts. A transcript that the facts name (relative
 * to them) comes first.
 *
 * `names` are the files of the recording's folder. Throws `sidecar-invalid` naming the place.
 */
export async function readSideCar(file: string, names: ReadonlySet<string>): Promise<SideCar> {
  const folder = path.dirname(file);
  const stems = [path.basename(file), path.parse(file).name];
  const existing = (endings: readonly string[]) =>
    endings.flatMap((ending) => stems.map((stem) => stem + ending)).filter((name) => names.has(name));
  const transcripts = existing(TRANSCRIPT_ENDINGS);
  let facts: CallFacts | null = null;
  for (const name of existing(['.json'])) {
    if (isLargeTranscript(path.join(folder, name), name)) {
      transcripts.push(name);
      continue;
    }
    const content = parseJson(await readText(path.join(folder, name)), name);
    if (isTranscript(content)) transcripts.push(name);
    else facts ??= readContent(content, name);
  }
  const transcript = facts?.transcript ?? transcripts[0];
  return { facts, transcriptFile: transcript === undefined ? null : path.resolve(folder, transcript) };
}

/** Large files are not read here: true for one that begins like a transcript, and an error for any other. */
function isLargeTranscript(file: string, name: string): boolean {
  const mebibytes = fs.statSync(file).size / 2 ** 20;
  if (mebibytes <= LARGEST_MEBIBYTES) return false;
  if (TRANSCRIPT_HEAD.test(readHead(file, 'utf-8'))) return true;
  throw invalid(
    name,
    `expected at most ${LARGEST_MEBIBYTES} MiB, found ${mebibytes.toFixed(1)} MiB`,
    `应不超过 ${LARGEST_MEBIBYTES} MiB，实际为 ${mebibytes.toFixed(1)} MiB`,
  );
}

function isTranscript(content: unknown): boolean {
  if (Array.isArray(content)) return true;
  return TRANSCRIPT_KEYS.some((key) => Array.isArray((content as Record<string, unknown> | null)?.[key]));
}

function readContent(content: unknown, name: string): CallFacts {
  if (typeof content !== 'object' || content === null)
    throw invalid(
      name,
      `expected an object with facts about the call, found ${JSON.stringify(content)}`,
      '内容应为通话信息对象',
    );
  const entries = Object.entries(content).map(([key, value]) => [key, asText(value)] as const);
  const { facts, unknown } = readFacts(entries);
  if (unknown.length > 0)
    throw invalid(
      name,
      unknown.map(({ field, name, value }) => `"${name}": expected ${field.expected.en}, found "${value}"`).join('; '),
      unknown
        .map(({ field, name, value }) => `“${name}”${joinedZh('应为', field.expected.zh)}，实际是“${value}”`)
        .join('；'),
    );
  const misspellings = findMisspellings(Object.keys(content));
  if (misspellings.length > 0)
    throw invalid(
      name,
      misspellings.map(({ name, meant }) => `"${name}" is probably meant to be "${meant}"`).join('; '),
      misspellings.map(({ name, meant }) => `“${name}”可能应为“${meant}”`).join('；'),
    );
  return facts;
}

/** A JSON value as it would stand in a CSV file. */
function asText(value: unknown): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(asText).join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const position = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
    const before = text.slice(0, position).split('\n');
    const line = before.length;
    const column = before.at(-1)!.length + 1;
    throw invalid(
      name,
      `expected JSON, found something else at line ${line}, column ${column}`,
      `应为 JSON，第 ${line} 行第 ${column} 列有错误`,
      error,
    );
  }
}

function invalid(name: string, problem: string, problemZh: string, cause?: unknown): LingtingError {
  return new LingtingError(
    'sidecar-invalid',
    {
      en: `The side-car ${name} next to the recording is not usable: ${problem}. Correct or remove it.`,
      zh: `录音旁的信息文件 ${name} 无法使用：${problemZh}。请改正或删除。`,
    },
    { cause },
  );
}
