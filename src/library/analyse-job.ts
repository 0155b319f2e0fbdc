import type { CallAnalysis } from '../analysis.ts';
import { openTranscriber } from '../asr/open.ts';
import type { Transcriber } from '../asr/transcriber.ts';
import type { LingtingError } from '../errors.ts';
import { type AnalysisTools, analyseCall, settingsHash } from '../pipeline.ts';
import { sha256OfFile } from '../recording/identity.ts';
import type { SpeakerSeparation } from '../speakers/separation.ts';
import { openVoiceActivity } from '../vad/open.ts';
import type { VoiceActivity } from '../vad/silero.ts';
import type { RecordingKey } from './analyses.ts';
import { installedSeparation } from './installed-separation.ts';
import type { AnalysisJob } from './worker-protocol.ts';

/** Models a worker has loaded, kept from one call to the next. */
export class WorkerTools {
  private voiceActivity: Promise<VoiceActivity> | null = null;
  private separation: Promise<SpeakerSeparation | LingtingError | undefined> | null = null;
  private transcriber: { key: string; opened: Promise<Transcriber> } | null = null;

  /** What identifies the analysis of a call, without making it. */
  async key(job: AnalysisJob): Promise<RecordingKey> {
    const tools = await this.toolsFor(job);
    return {
      audioSha256: await sha256OfFile(job.file),
      settingsSha256: await settingsHash(job, tools),
      unseparatedSha256: await settingsHash(job, { ...tools, separation: undefined }),
    };
  }

  async analysis(job: AnalysisJob): Promise<CallAnalysis> {
    return analyseCall(job, await this.toolsFor(job));
  }

  private async toolsFor(job: AnalysisJob): Promise<AnalysisTools> {
    this.voiceActivity ??= openVoiceActivity();
    this.separation ??= installedSeparation(job.threads);
    return {
      voiceActivity: await this.voiceActivity,
      separation: await this.separation,
      transcriber: job.transcriptFile === null ? await this.transcriberFor(job) : null,
    };
  }

  private async transcriberFor({
    model,
    language,
    threads,
    hotWords,
    timestamps = false,
  }: AnalysisJob): Promise<Transcriber> {
    const key = JSON.stringify([model, language, hotWords, timestamps]);
    if (this.transcriber?.key !== key) {
      await this.transcriber?.opened.then((open) => open.close()).catch(() => {});
      const opened = openTranscriber(model, { language, threads, hotWords, timestamps });
      this.transcriber = { key, opened };
      // Memory that is short for one call may be there for the next.
      opened.catch(() => {
        this.transcriber = null;
      });
    }
    return this.transcriber.opened;
  }
}
