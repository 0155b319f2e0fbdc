import { openTranscriber } from '../asr/open.ts';
import type { Transcriber } from '../asr/transcriber.ts';
import { analyseCall, settingsHash } from '../pipeline.ts';
import { sha256OfFile } from '../recording/identity.ts';
import { loadVoiceActivity, type VoiceActivity } from '../vad/silero.ts';
import { ResultStore } from './store.ts';
import type { AnalysisAnswer, AnalysisJob } from './worker-protocol.ts';

/** Models a worker has loaded, kept from one call to the next. */
export class WorkerTools {
  private voiceActivity: Promise<VoiceActivity> | null = null;
  private transcriber: { key: string; opened: Promise<Transcriber> } | null = null;

  /** Runs one job: takes the finished analysis from the store, or analyses the call. */
  async analyse(job: AnalysisJob): Promise<AnalysisAnswer> {
    this.voiceActivity ??= loadVoiceActivity();
    const tools = {
      voiceActivity: await this.voiceActivity,
      transcriber: job.transcriptFile === null ? await this.transcriberFor(job) : null,
    };
    const store = new ResultStore(job.storeFolder);
    const stored = await store.readAnalysis(job.call.callId, {
      audioSha256: await sha256OfFile(job.file),
      settingsSha256: await settingsHash(job, tools),
    });
    if (stored) return { ok: true, analysis: stored, reused: true };
    return { ok: true, analysis: await analyseCall(job, tools), reused: false };
  }

  private async transcriberFor({ model, language, threads }: AnalysisJob): Promise<Transcriber> {
    const key = `${model} ${language}`;
    if (this.transcriber?.key !== key) {
      await this.transcriber?.opened.then((open) => open.close()).catch(() => {});
      this.transcriber = { key, opened: openTranscriber(model, { language, threads }) };
    }
    return this.transcriber.opened;
  }
}
