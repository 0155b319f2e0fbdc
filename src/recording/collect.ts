import fs from 'node:fs';
import path from 'node:path';
import type { CallMetadata } from '../analysis.ts';
import { asLingtingError, joinedZh, LingtingError, type Sentence } from '../errors.ts';
import { uniqueIds } from './call-ids.ts';
import { readCsv } from './csv.ts';
import { type FileNameReader, fileNameReader } from './file-name.ts';
import { FolderNames, findRecordings, refuseLostLink } from './folder.ts';
import { releaseInRecords } from './hangup.ts';
import { readSideCar } from './side-car.ts';
import type { CallFacts } from './values.ts';

/** A call found in the inputs, or the reason why it cannot be one. */
export interface CollectedCall {
  /** Path of the audio (or of the input that is in error). */
  file: string;
  /** `callId` is unique in the result, also for entries in error. */
  call: CallMetadata;
  /** True when the id was given, false when it was taken from the file's name. */
  idGiven: boolean;
  /** Transcript named by the call list or found next to the audio; null without one. */
  transcriptFile: string | null;
  error: LingtingError | null;
}

export interface CollectOptions {
  /** Regular expression with named groups for file names (see `fileNameReader`); null: names hold nothing but the id. */
  fileNamePattern: string | null;
}

/** A call before its id is made unique. */
export interface CallEntry extends CollectedCall {
  /** Where it was named, for messages: `calls.csv line 7`, or the path. */
  origin: Sentence;
}

/**
 * Finds the calls in recordings, folders (with their subfolders) and call lists (`*.csv`), in the order of the inputs.
 * Facts from a call list win over those of a side-car, which win over those in the file's name. A recording that is
 * named more than once is taken once, from a call list if there is one; only rows that give it different call ids each
 * stay, for whoever gave them means different calls.
 *
 * A bad input, row or side-car becomes an entry with `error`; the others go on. Throws only for a bad pattern.
 */
export async function collectCalls(inputs: readonly string[], options: CollectOptions): Promise<CollectedCall[]> {
  const collector = new Collector(options.fileNamePattern === null ? null : fileNameReader(options.fileNamePattern));
  const entries: CallEntry[] = [];
  for (const input of inputs) {
    try {
      for await (const entry of collector.entries(input)) entries.push(entry);
    } catch (error) {
      entries.push(failed(input, place(input), asLingtingError(error)));
    }
  }
  return uniqueIds(withoutRepeats(entries));
}

class Collector {
  private readonly readName: FileNameReader | null;
  private readonly folders = new FolderNames();

  constructor(readName: FileNameReader | null) {
    this.readName = readName;
  }

  async *entries(input: string): AsyncGenerator<CallEntry> {
    refuseLostLink(input);
    const facts = fs.statSync(input);
    if (facts.isDirectory()) yield* this.folder(input);
    else if (path.extname(input).toLowerCase() === '.csv') yield* this.callList(input);
    else yield await this.recording(input, null, place(input));
  }

  private async *folder(folder: string): AsyncGenerator<CallEntry> {
    const { files, unreadable } = findRecordings(folder);
    for (const file of files) yield await this.recording(file, null, place(file));
    for (const { path: unread, error } of unreadable) yield failed(unread, place(unread), asLingtingError(error));
    if (files.length === 0 && unreadable.length === 0) yield failed(folder, place(folder), noRecordings(folder));
  }

  private async *callList(csvFile: string): AsyncGenerator<CallEntry> {
    let isEmpty = true;
    for await (const { line, facts, error } of readCsv(csvFile)) {
      isEmpty = false;
      const origin = place(csvFile, line);
      if (facts.file === undefined) yield failed(csvFile, origin, error!, facts.metadata);
      else {
        const file = this.resolve(csvFile, facts.file);
        yield error
          ? failed(file, origin, error, facts.metadata)
          : await this.recording(file, { facts, csvFile }, origin);
      }
    }
    if (isEmpty) yield failed(csvFile, place(csvFile), noRows(csvFile));
  }

  /** Puts together what is known about one recording. */
  private async recording(
    file: string,
    listed: { facts: CallFacts; csvFile: string } | null,
    origin: Sentence,
  ): Promise<CallEntry> {
    const fromList = listed?.facts.metadata ?? {};
    try {
      const names = this.folders.in(path.dirname(file));
      if (!names.has(path.basename(file)) && !fs.existsSync(file)) throw missing(file, origin);
      const sideCar = await readSideCar(file, names);
      const fromName = this.readName?.(file)?.metadata;
      const source = listed ? 'csv' : sideCar.facts ? 'side-car' : fromName ? 'file-name' : 'none';
      const layers = [fromName ?? {}, sideCar.facts?.metadata ?? {}, fromList];
      const extra = mergedExtra(layers.map((layer) => layer.extra ?? {}));
      const merged: Partial<CallMetadata> = Object.assign({}, ...layers);
      const { callId = path.parse(file).name } = merged;
      const known = { ...merged, ...(Object.keys(extra).length > 0 && { extra }) };
      const released = merged.releasedBy ? null : releaseInRecords(known);
      const call = { ...known, ...released, callId, source } as const;
      const transcript = listed?.facts.transcript;
      const transcriptFile =
        transcript === undefined ? sideCar.transcriptFile : this.resolve(listed!.csvFile, transcript);
      if (transcriptFile !== null && !fs.existsSync(transcriptFile)) throw missing(transcriptFile, origin);
      return { file, call, transcriptFile, error: null, origin, idGiven: merged.callId !== undefined };
    } catch (error) {
      return failed(file, origin, asLingtingError(error), fromList);
    }
  }

  /** A path as written in a call list, relative to it. Windows separators work everywhere. */
  private resolve(csvFile: string, written: string): string {
    const file = path.resolve(path.dirname(csvFile), written);
    if (this.folders.in(path.dirname(file)).has(path.basename(file)) || !written.includes('\\')) return file;
    return path.resolve(path.dirname(csvFile), written.replaceAll('\\', '/'));
  }
}

/** Further columns of all sources, the last one's first; an empty cell never hides what another source says. */
function mergedExtra(layers: readonly Record<string, string>[]): Record<string, string> {
  const filled = layers.map((layer) => Object.fromEntries(Object.entries(layer).filter(([, text]) => text !== '')));
  return Object.assign({}, ...layers, ...filled) as Record<string, string>;
}

function failed(file: string, origin: Sentence, error: LingtingError, metadata: Partial<CallMetadata> = {}): CallEntry {
  const { callId = path.parse(file).name } = metadata;
  const source = Object.keys(metadata).length > 0 ? 'csv' : 'none';
  const call: CallMetadata = { ...metadata, callId, source };
  return { file, call, transcriptFile: null, error, origin, idGiven: metadata.callId !== undefined };
}

/** How messages call an input, or a line of a call list. */
function place(input: string, line: number | null = null): Sentence {
  const name = path.basename(input);
  return line === null ? { en: input, zh: input } : { en: `${name} line ${line}`, zh: `${name} 第 ${line} 行` };
}

/** Drops recordings that another entry has already (see `collectCalls`); rows in error stay. */
function withoutRepeats(entries: readonly CallEntry[]): CallEntry[] {
  const fileOf = (entry: CallEntry) => path.resolve(entry.file);
  const isRow = (entry: CallEntry) => entry.call.source === 'csv';
  const listed = new Set(entries.filter(isRow).map(fileOf));
  const withId = new Set(entries.filter((entry) => isRow(entry) && entry.idGiven && !entry.error).map(fileOf));
  const seen = new Set<string>();
  return entries.filter((entry) => {
    if (isRow(entry) && entry.error) return true;
    const file = fileOf(entry);
    const hasOwnId = isRow(entry) && entry.idGiven;
    if (!hasOwnId && (isRow(entry) ? withId : listed).has(file)) return false;
    const key = hasOwnId ? `${file}\0${entry.call.callId}` : file;
    const isRepeat = seen.has(key);
    seen.add(key);
    return !isRepeat;
  });
}

function missing(file: string, origin: Sentence): LingtingError {
  return new LingtingError('file-missing', {
    en: `There is no file ${file}, which ${origin.en} names. Check the path.`,
    zh: `找不到文件 ${file}（${joinedZh(`由 ${origin.zh}`, '指定')}）。请检查路径。`,
  });
}

function noRows(csvFile: string): LingtingError {
  return new LingtingError('no-recordings', {
    en: `There are no calls in ${csvFile}. Expected a row for each below the names of the columns.`,
    zh: `${csvFile} 中没有通话。列名之下应每通一行。`,
  });
}

function noRecordings(input: string): LingtingError {
  return new LingtingError('no-recordings', {
    en: `There are no recordings in ${input}. Expected audio files such as WAV, MP3, Opus, FLAC or AMR.`,
    zh: `${input} 中没有录音。应包含 WAV、MP3、Opus、FLAC、AMR 等音频文件。`,
  });
}
