import type { Warning } from '../analysis.ts';
import type { TimeSpan } from '../timespan.ts';
import type { VoiceActivity } from './silero.ts';

/** What a reader must know about how speech was found; empty when by the model. */
export function detectorWarnings({ fault }: Pick<VoiceActivity, 'fault'>): Warning[] {
  if (!fault) return [];
  return [
    {
      code: 'speech-by-level',
      sentence: {
        en: `Speech was found by its level only, and noise may count as speech. Mend the speech detector (npm ci), then give the recording a new file time (touch) and score it again. It could not be loaded: ${fault.en}`,
        zh: `有声段仅按音量判定，噪声可能被算作说话。请修复语音检测模型（npm ci），更新录音文件的修改时间（touch）后再次评分。模型无法加载：${fault.zh}`,
      },
    },
  ];
}

/** Nobody answers a telephone faster: who speaks before this spoke already when the recording began. */
const AT_ONCE_SECONDS = 0.1;

/** What a reader must know about a recording in which somebody speaks from its first moment on; empty for others. */
export function startWarnings(speech: readonly (readonly TimeSpan[])[]): Warning[] {
  if (!speech.some(([first]) => first && first.start < AT_ONCE_SECONDS)) return [];
  return [
    {
      code: 'begins-in-speech',
      sentence: {
        en: 'Somebody speaks from the first moment of the recording: the beginning of the call may be missing.',
        zh: '录音一开始就有人在说话：通话的开头可能没有录到。',
      },
    },
  ];
}
