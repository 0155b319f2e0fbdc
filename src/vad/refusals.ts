import { LingtingError } from '../errors.ts';
import { type TimeSpan, totalSeconds } from '../timespan.ts';

/** The refusal of a recording without speech. `tones`: span list of the call tones that are in it. */
export function nobodySpeaks(fileName: string, tones: readonly TimeSpan[]): LingtingError {
  const toneSeconds = totalSeconds(tones).toFixed(1);
  return new LingtingError(
    'nobody-speaks',
    tones.length > 0
      ? {
          en: `${fileName} holds only call tones (${toneSeconds} s) and nobody speaks; there is no conversation to score.`,
          zh: `${fileName} 只有信号音（${toneSeconds} 秒），无人说话，没有可评分的对话。`,
        }
      : {
          en: `${fileName}: nobody speaks in it; there is no conversation to score.`,
          zh: `${fileName}：无人说话，没有可评分的对话。`,
        },
  );
}
