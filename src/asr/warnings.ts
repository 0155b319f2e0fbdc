import type { Segment, TranscriptSource, Warning } from '../analysis.ts';

/** What a reader must know about the transcript. */
export function transcriptWarnings(source: TranscriptSource, transcript: readonly Segment[]): Warning[] {
  return [...(source.demo ? [DEMO_MODEL] : []), ...(transcript.length === 0 ? [NO_TEXT] : [])];
}

/** Said where a model takes no hot words, or not all of them; `used` is null for the former. */
export function hotWordsWarnings(model: string, given: readonly string[], used: readonly string[] | null): Warning[] {
  if (given.length === (used?.length ?? 0)) return [];
  const sentence =
    used === null
      ? {
          en: `The model ${model} takes no hot words: the ${given.length} of the profile had no effect.`,
          zh: `模型 ${model} 不支持热词：配置中的 ${given.length} 个热词没有起作用。`,
        }
      : {
          en: `Of the ${given.length} hot words only the first ${used.length} fit into the prompt of the model ${model}, up to “${used.at(-1)}”.`,
          zh: `${given.length} 个热词中只有前 ${used.length} 个能放进模型 ${model} 的提示，到“${used.at(-1)}”为止。`,
        };
  return [{ code: 'hot-words-unused', sentence }];
}

/** Said where a model was to tell times and cannot. */
export function timestampsWarnings(model: string, wanted: boolean, tellsTimes: boolean): Warning[] {
  if (!wanted || tellsTimes) return [];
  const sentence = {
    en: `The model ${model} does not know when a phrase was said: timestamps had no effect.`,
    zh: `模型 ${model} 不能给出语句的时间：timestamps 没有起作用。`,
  };
  return [{ code: 'timestamps-unused', sentence }];
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
