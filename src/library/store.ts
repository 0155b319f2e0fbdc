import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ANALYSIS_VERSION, type CallAnalysis } from '../analysis.ts';
import type { Scorecard } from '../scorecard/scorecard.ts';

/** What identifies a finished analysis: the same key means the same result. */
export interface AnalysisKey {
  audioSha256: string;
  settingsSha256: string;
}

/**
 * Results of a run in an output folder: `calls/<call>/analysis.json` and `scorecard.json`, and files about all calls
 * beside them. Every file appears whole or not at all, so a run can be stopped at any moment and gone on with later.
 */
export class ResultStore {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = path.resolve(folder);
  }

  /** Makes the folder when it is missing. Fails at once, before any work, when nothing can be written there. */
  async prepare(): Promise<void> {
    await mkdir(path.join(this.folder, 'calls'), { recursive: true });
    const probe = path.join(this.folder, `.write-test-${randomUUID()}`);
    await writeFile(probe, '');
    await rm(probe);
  }

  /** The stored analysis of a call, or null when there is none, it cannot be read, or it has another key or version. */
  async readAnalysis(callId: string, key: AnalysisKey): Promise<CallAnalysis | null> {
    const text = await readFile(path.join(this.callFolder(callId), 'analysis.json'), 'utf8').catch(() => null);
    if (text === null) return null;
    const analysis = parseAnalysis(text);
    return analysis?.recording.sha256 === key.audioSha256 && analysis.provenance.settingsSha256 === key.settingsSha256
      ? analysis
      : null;
  }

  async writeAnalysis(analysis: CallAnalysis): Promise<void> {
    await this.writeCallFile(analysis.call.callId, 'analysis.json', JSON.stringify(analysis));
  }

  async writeScorecard(scorecard: Scorecard): Promise<void> {
    await this.writeCallFile(scorecard.callId, 'scorecard.json', JSON.stringify(scorecard, null, 1));
  }

  /** Writes a file about all calls, such as the report, chunk by chunk. Returns its path. */
  async writeReport(name: string, chunks: Iterable<string> | AsyncIterable<string>): Promise<string> {
    const file = path.join(this.folder, name);
    await writeWhole(file, chunks);
    return file;
  }

  /** Where the analysis of a call lies, relative to the folder, with forward slashes. */
  analysisFile(callId: string): string {
    return path
      .relative(this.folder, path.join(this.callFolder(callId), 'analysis.json'))
      .split(path.sep)
      .join('/');
  }

  /** Folder of one call. Ids with characters that file systems refuse get a safe name and a hash of the id. */
  callFolder(callId: string): string {
    const safe = callId.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^\.+/, '_');
    const short = [...safe].slice(0, 60).join('');
    const hash = createHash('sha256').update(callId).digest('hex').slice(0, 8);
    return path.join(this.folder, 'calls', short === callId ? callId : `${short}-${hash}`);
  }

  private async writeCallFile(callId: string, name: string, text: string): Promise<void> {
    const folder = this.callFolder(callId);
    await mkdir(folder, { recursive: true });
    await writeWhole(path.join(folder, name), [text]);
  }
}

async function writeWhole(file: string, chunks: Iterable<string> | AsyncIterable<string>): Promise<void> {
  const part = `${file}.${process.pid}.part`;
  try {
    await writeFile(part, chunks);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

function parseAnalysis(text: string): CallAnalysis | null {
  try {
    const value = JSON.parse(text) as CallAnalysis;
    return value.version === ANALYSIS_VERSION ? value : null;
  } catch {
    return null;
  }
}
