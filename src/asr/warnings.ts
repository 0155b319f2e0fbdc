import type { Segment, TranscriptSource, Warning } from '../analysis.ts';

/** What a reader must know about the transcript. */
export function transcriptWarnings(source: TranscriptSource, transcript: readonly Segment[]): Warning[] {
  return [...(source.demo ? [DEMO_MODEL] : []), ...(transcript.length === 0 ? [NO_TEXT] : [])];
}

const DEMO_MODEL: Warning = {
  code: 'demo-model',
  sentence: {
    en: 'Transcribed with the demo model, which knows synthetic Mandarin only and no human voice.',
    zh: '由演示模型转写：它只认识合成普通话，不能识别真人语音。',
  },
};
const NO_TEXT: Warning = {
  code: 'no-transcript',
  sentence: {
    en: 'Somebody speaks, but no words were recognised.',
    zh: '有人说话，但未识别出文字。',
  },
};
