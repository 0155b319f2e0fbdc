/** Takes damaged files one by one through the whole pipeline. Started by `run.ts`. */

import { openTranscriber } from '../../../src/asr/open.ts';
import type { Transcriber } from '../../../src/asr/transcriber.ts';
import { LingtingError, OF_THE_SOUND } from '../../../src/errors.ts';
import { analyseCall, scoreCall } from '../../../src/pipeline.ts';
import { loadScoring } from '../../../src/scoring.ts';
import { loadPipeline } from '../../../src/settings.ts';
import { loadVoiceActivity } from '../../../src/vad/silero.ts';

/** `recognise`: with the demo model; else nothing is understood, which no file can change. */
export interface Question {
  file: string;
  recognise: boolean;
}

export interface Answer {
  /** Null when the file was scored, `fault` for anything that is no refusal in a sentence. */
  code: string | null;
  said: string;
  /** Largest resident size of this process so far. */
  peakBytes: number;
}

const DEAF: Transcriber = {
  id: 'none',
  engine: 'whisper',
  modelSha256: '',
  languages: ['zh'],
  settingsSha256: '',
  demo: true,
  hotWords: [],
  warnings: [],
  detectLanguage: async () => null,
  transcribe: async () => ({ segments: [], dropped: [] }),
  close: async () => {},
};

const pipeline = await loadPipeline('inbound');
const scoring = await loadScoring(pipeline, 'zh');
const voiceActivity = await loadVoiceActivity();
let demo: Transcriber | null = null;

/** The name of a number that is none; undefined when all are. */
function noNumber(result: unknown): string | undefined {
  let found: string | undefined;
  JSON.stringify(result, (key, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value)) found ??= key;
    return value;
  });
  return found;
}

async function outcome({ file, recognise }: Question): Promise<Omit<Answer, 'peakBytes'>> {
  try {
    if (recognise) demo ??= await openTranscriber('lingting-demo-zh', { language: 'zh', threads: 1 });
    const analysis = await analyseCall(
      {
        file,
        call: { callId: 'damaged', source: 'none' },
        transcriptFile: null,
        language: 'zh',
        channels: null,
        tones: 'cn',
        pipeline: 'inbound',
      },
      { voiceActivity, transcriber: recognise ? demo : DEAF },
    );
    const card = scoreCall(analysis, scoring);
    const wrong = noNumber([analysis, card]) ?? card.items.find(({ verdict }) => verdict.kind === 'error')?.itemId;
    return wrong === undefined ? { code: null, said: '' } : { code: 'fault', said: `scored, with a wrong ${wrong}` };
  } catch (error) {
    if (!(error instanceof LingtingError) || !OF_THE_SOUND.has(error.code))
      return { code: 'fault', said: String((error as Error).stack) };
    const { en, zh } = error.sentence;
    const clear = [en, zh].every((text) => /[.。]$/.test(text) && !text.includes('\n'));
    return { code: clear ? error.code : 'fault', said: en };
  }
}

process.on('disconnect', () => process.exit());
process.on('message', async (question: Question) => {
  const answer = await outcome(question);
  process.send?.({ ...answer, peakBytes: 1024 * process.resourceUsage().maxRSS } satisfies Answer);
});
process.send?.('ready');
