import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Truth } from '../../samples/truth.ts';
import type { CallAnalysis } from '../../src/analysis.ts';
import { analyseCall } from '../../src/pipeline.ts';
import type { VoiceActivity } from '../../src/vad/silero.ts';

/** The analysis of a recording of a sample call, with the words of its script in place of recognition. */
export async function analysedWithScript(
  file: string,
  truth: Truth,
  voiceActivity: VoiceActivity,
  folder: string,
): Promise<CallAnalysis> {
  const transcriptFile = join(folder, `${truth.id}.vtt`);
  writeFileSync(transcriptFile, webVtt(truth));
  return analyseCall(
    {
      file,
      call: { callId: truth.id, source: 'none', channels: [...truth.channels] },
      transcriptFile,
      language: truth.language,
      channels: null,
      tones: 'cn',
      pipeline: 'test',
    },
    { voiceActivity, transcriber: null },
  );
}

function webVtt({ lines }: Truth): string {
  const at = (seconds: number) => new Date(1000 * seconds).toISOString().slice(11, 23);
  const cues = lines.map(
    ({ start, end, participant, text }) => `${at(start)} --> ${at(end)}\n<v ${participant}>${text}</v>\n`,
  );
  return ['WEBVTT\n', ...cues].join('\n');
}
